/** A page holds this many numbers, unless one block alone needs more. */
const PAGE_LENGTH = 1 << 16
const FIRST_PAGE_LENGTH = 1 << 10
/** Freed blocks up to this length are kept by their precise length, longer ones by the power of two. */
const PRECISE_MAX = 64

/**
 * Blocks of whole numbers in pages that never move: room for more is another page, so that taking a block costs the same however many
 * there are. A block lies within one page. It is named by its `ref`, a positive number: the page in the upper bits, the place in it
 * in the lower 16.
 */
export class Pages {
  readonly pages: Int32Array[] = []
  #page = 0
  #next = 1
  #taken = 0
  /** The first of the freed blocks of each length; each names the next in its first number. */
  readonly #freed = new Map<number, number>()

  /** All numbers that there is room for. */
  get room(): number {
    return this.pages.reduce((sum, { length }) => sum + length, 0)
  }

  /** The page of a block. */
  page(ref: number): Int32Array {
    return this.pages[ref >>> 16] ?? NOTHING
  }

  /** A block of so many numbers, all 0. */
  take(length: number): number {
    const size = sizeFor(length)
    const again = this.#freed.get(size) ?? 0
    if (again === 0) return this.#fresh(size)
    const [page, at] = [this.page(again), again & 0xffff]
    this.#freed.set(size, page[at] ?? 0)
    page.fill(0, at, at + size)
    return again
  }

  /** Gives a block back. `length` is what it was taken with. */
  give(ref: number, length: number): void {
    const size = sizeFor(length)
    this.page(ref)[ref & 0xffff] = this.#freed.get(size) ?? 0
    this.#freed.set(size, ref)
  }

  /** What a snapshot keeps. */
  state(): { pages: readonly Int32Array[]; page: number; next: number; taken: number; freed: (readonly [number, number])[] } {
    return { pages: this.pages, page: this.#page, next: this.#next, taken: this.#taken, freed: [...this.#freed] }
  }

  /** Takes over what a snapshot kept. */
  restore({ pages, page, next, taken, freed }: ReturnType<Pages['state']>): void {
    this.pages.splice(0, this.pages.length, ...pages)
    this.#page = page
    this.#next = next
    this.#taken = taken
    for (const [size, ref] of freed) this.#freed.set(size, ref)
  }

  #fresh(size: number): number {
    const page = this.pages[this.#page]
    if (page === undefined || this.#next + size > page.length) this.#turn(size)
    const ref = (this.#page << 16) | this.#next
    this.#next += size
    this.#taken += size
    return ref
  }

  /** Begins a new page. Early pages are small, so that a matcher of few queries is. */
  #turn(size: number): void {
    const length = Math.max(Math.min(PAGE_LENGTH, Math.max(FIRST_PAGE_LENGTH, this.#taken)), size + 1)
    this.#page = this.pages.push(new Int32Array(length)) - 1
    this.#next = 1
  }
}

const NOTHING = new Int32Array(0)

function sizeFor(length: number): number {
  if (length <= PRECISE_MAX) return length
  return 1 << (32 - Math.clz32(length - 1))
}
