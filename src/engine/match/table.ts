/** Slots that one change moves while a table grows: the growth is done long before it is needed again. */
const SLOTS_MOVED = 64
const SLOTS_FIRST = 64
/** A table grows when this part of its slots is in use: early where most of what is sought is not there. */
export const FULL = { sparse: 0.5, dense: 0.8 }
const GONE = -1

/** Slots of a table, two numbers each (hash, value): a value of 0 ends a search, -1 is passed over. And a set in which every hash has a bit. */
type Slots = { entries: Int32Array; filter: Int32Array; mask: number }

/**
 * Values found by a hash: several may share one, so that whoever asks must look closer. It grows without ever stopping: a larger table
 * is filled a few slots at a time beside the one in use. Values are positive numbers.
 */
export class Table implements Slots {
  entries: Int32Array
  filter: Int32Array
  /** Slots less one. */
  mask: number
  #used = 0
  #size = 0
  #next: Slots | null = null
  #moved = 0

  readonly #full: number

  constructor(full: number = FULL.dense) {
    this.#full = full
    const { entries, filter, mask } = freshSlots(SLOTS_FIRST)
    this.entries = entries
    this.filter = filter
    this.mask = mask
  }

  /** How many values there are. */
  get size(): number {
    return this.#size
  }

  /** False when no value has this hash. */
  mayHave(hash: number): boolean {
    const bit = filterBit(hash, this.mask)
    return ((this.filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
  }

  /** Where a value of this hash stands, at or after slot `from`; -1 when there is none. Begin at the hash, go on one slot further. */
  seek(hash: number, from: number): number {
    const { entries, mask } = this
    for (let at = from & mask; ; at = (at + 1) & mask) {
      const value = entries[2 * at + 1]
      if (value === 0) return -1
      if (entries[2 * at] === hash && value !== GONE) return at
    }
  }

  /** The value at a slot that `seek` found. */
  value(slot: number): number {
    return this.entries[2 * slot + 1] ?? 0
  }

  /** Adds a value; whether the table has it already is the caller's to know. */
  add(hash: number, value: number): void {
    const at = put(this, hash, value)
    this.#size++
    this.#used++
    if (this.#next !== null && at < this.#moved) put(this.#next, hash, value)
    this.#grow()
  }

  /** Takes a value away. */
  remove(hash: number, value: number): void {
    const at = drop(this, hash, value)
    if (at < 0) return
    this.#size--
    if (this.#next !== null && at < this.#moved) drop(this.#next, hash, value)
    this.#grow()
  }

  #grow(): void {
    const slots = this.mask + 1
    if (this.#next === null) {
      if (this.#used <= slots * this.#full) return
      this.#next = freshSlots(this.#size > slots * (this.#full / 2) ? slots * 2 : slots)
      this.#moved = 0
    }
    const until = Math.min(slots, this.#moved + SLOTS_MOVED)
    for (; this.#moved < until; this.#moved++) {
      const value = this.entries[2 * this.#moved + 1] ?? 0
      if (value > 0) put(this.#next, this.entries[2 * this.#moved] ?? 0, value)
    }
    if (this.#moved < slots) return
    this.entries = this.#next.entries
    this.filter = this.#next.filter
    this.mask = this.#next.mask
    this.#next = null
    this.#used = this.#size
  }

  /** What a snapshot keeps. */
  state(): { entries: Int32Array; filter: Int32Array; used: number; size: number } {
    while (this.#next !== null) this.#grow()
    return { entries: this.entries, filter: this.filter, used: this.#used, size: this.#size }
  }

  /** Takes over what a snapshot kept. */
  restore({ entries, filter, used, size }: ReturnType<Table['state']>): void {
    this.entries = entries
    this.filter = filter
    this.mask = entries.length / 2 - 1
    this.#used = used
    this.#size = size
    this.#next = null
  }
}

/** Eight bits of filter for each slot. */
function freshSlots(slots: number): Slots {
  return { entries: new Int32Array(slots * 2), filter: new Int32Array(slots / 4), mask: slots - 1 }
}

/** Puts a value into the first slot of its hash that was never used. A slot whose value is gone stays closed: a search may lead past it. */
function put({ entries, filter, mask }: Slots, hash: number, value: number): number {
  let at = hash & mask
  while (entries[2 * at + 1] !== 0) at = (at + 1) & mask
  entries[2 * at] = hash
  entries[2 * at + 1] = value
  const bit = filterBit(hash, mask)
  filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31))
  return at
}

function drop({ entries, mask }: Slots, hash: number, value: number): number {
  for (let at = hash & mask; entries[2 * at + 1] !== 0; at = (at + 1) & mask) {
    if (entries[2 * at + 1] !== value) continue
    entries[2 * at + 1] = GONE
    return at
  }
  return -1
}

/** The bit of a hash in the filter of a table with this mask. */
export function filterBit(hash: number, mask: number): number {
  return hash & (mask * 8 + 7)
}
