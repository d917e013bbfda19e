/** Most places of one word or phrase, and of one side of NEAR, that are looked at in one post. */
export const PLACES_MAX = 1_000
const FIRST_ROOM = 256

/**
 * Where words, phrases and groups stand in a post: the first and last word of each, and what of the text it marks. A pair of two other
 * places marks what they mark. A place is named by its number.
 */
export class Places {
  count = 0
  first = new Int32Array(FIRST_ROOM)
  last = new Int32Array(FIRST_ROOM)
  /** UTF-16 offsets of what is marked. Of a pair: less than 0, the complement of each of its two places. */
  start = new Int32Array(FIRST_ROOM)
  end = new Int32Array(FIRST_ROOM)

  /** Adds a stretch of words. */
  add(first: number, last: number, start: number, end: number): void {
    if (this.count === this.first.length) this.#grow()
    const place = this.count++
    this.first[place] = first
    this.last[place] = last
    this.start[place] = start
    this.end[place] = end
  }

  /** The places from `from` on, ordered by their first words. */
  ordered(from: number): number[] {
    const places = Array.from({ length: this.count - from }, (_, i) => from + i)
    return places.toSorted((a, b) => (this.first[a] ?? 0) - (this.first[b] ?? 0))
  }

  /**
   * Adds a pair for each two places, both lists in order, of which the second begins at most `within` words after the first ends. Stops
   * when there are `until` places in all.
   */
  pair(one: readonly number[], other: readonly number[], within: number, until: number): void {
    let low = 0
    for (const place of one) {
      const end = this.last[place] ?? 0
      while (low < other.length && (this.first[other[low] ?? 0] ?? 0) <= (this.first[place] ?? 0)) low++
      for (let i = low; i < other.length; i++) {
        const after = other[i] ?? 0
        const begin = this.first[after] ?? 0
        if (begin > end + within) break
        if (begin <= end) continue
        if (this.count >= until) return
        this.add(this.first[place] ?? 0, this.last[after] ?? 0, ~place, ~after)
      }
    }
  }

  #grow(): void {
    this.first = doubled(this.first)
    this.last = doubled(this.last)
    this.start = doubled(this.start)
    this.end = doubled(this.end)
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2)
  twice.set(array)
  return twice
}
