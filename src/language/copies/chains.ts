/** Slots that there is room for at the beginning. */
const CAPACITY_MIN = 512

/**
 * Finds, newest first, what was kept under a key: the last so many entries, each under several keys. Entries are numbered as they come, and
 * a number's last bits are its slot, so that each takes the slot of the oldest. From each value of a key a chain leads to older and older
 * entries; where it comes to one that has left it ends, and nothing ever has to be taken out of it. Room grows with what is kept.
 */
export class Chains {
  readonly #capacityMax: number
  readonly #keys: number
  #capacity: number
  /** Of each entry, for each of its keys: its value (0: none), and the number of the entry before it. Side by side, as they are read. */
  #links: Int32Array
  /** For each key as many chains as there are slots: the number of the newest entry. */
  #heads: Int32Array
  /** The newest entry's number, which goes round at 2^32. It begins so high that an empty head names nothing that is kept. */
  #newest: number

  /** `capacityMax` entries, rounded up to a power of two, under so many keys each. */
  constructor(capacityMax: number, keys: number) {
    this.#capacityMax = 2 ** Math.ceil(Math.log2(Math.max(capacityMax, 1)))
    this.#keys = keys
    this.#capacity = Math.min(CAPACITY_MIN, this.#capacityMax)
    this.#links = new Int32Array(this.#capacity * keys * 2)
    this.#heads = new Int32Array(this.#capacity * keys)
    this.#newest = 2 * this.#capacityMax - 1
  }

  /** Makes an entry without keys, instead of the oldest when there are too many; returns its slot. Slots come in order, from 0 on. */
  begin(): number {
    const number = (this.#newest + 1) >>> 0
    const slot = this.slotOf(number)
    if (slot === this.#capacity) this.#grow()
    this.#newest = number
    this.#links.fill(0, this.#linkOf(slot, 0), this.#linkOf(slot + 1, 0))
    return slot
  }

  /** Puts the newest entry under a value of a key. */
  put(key: number, value: number): void {
    this.#link(this.#newest, key, value)
  }

  /** The number of the newest entry that may have this value; whether it is kept and has it, is to be asked. */
  first(key: number, value: number): number {
    return this.#heads[this.#headOf(key, value)] ?? 0
  }

  /** From the entry in this slot on to an older one. */
  next(slot: number, key: number): number {
    return this.#links[this.#linkOf(slot, key) + 1] ?? 0
  }

  isKept(number: number): boolean {
    return ((this.#newest - number) >>> 0) < this.#capacityMax
  }

  has(slot: number, key: number, value: number): boolean {
    return this.#links[this.#linkOf(slot, key)] === (value || 1)
  }

  slotOf(number: number): number {
    return number & (this.#capacityMax - 1)
  }

  #linkOf(slot: number, key: number): number {
    return (slot * this.#keys + key) * 2
  }

  #headOf(key: number, value: number): number {
    return key * this.#capacity + (value & (this.#capacity - 1))
  }

  #link(number: number, key: number, value: number): void {
    const link = this.#linkOf(this.slotOf(number), key)
    const head = this.#headOf(key, value)
    this.#links[link] = value || 1
    this.#links[link + 1] = this.#heads[head] ?? 0
    this.#heads[head] = number
  }

  /** Twice the room, as long as nothing has left. */
  #grow(): void {
    const kept = this.#capacity
    this.#capacity *= 2
    const links = this.#links
    this.#links = new Int32Array(links.length * 2)
    this.#heads = new Int32Array(this.#heads.length * 2)
    for (let slot = 0; slot < kept; slot++) {
      for (let key = 0; key < this.#keys; key++) {
        const value = links[this.#linkOf(slot, key)] ?? 0
        if (value !== 0) this.#link(2 * this.#capacityMax + slot, key, value)
      }
    }
  }
}
