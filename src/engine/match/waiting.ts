import { Pages } from './pages.ts'

/** Most entries of one block of a list; a longer list is a chain of them. */
const BLOCK_ENTRIES_MAX = 1_024
const COUNT = 0
const CAPACITY = 1
const NEXT = 2
export const FIRST_ENTRY = 3

/** Lists of what waits on a term: programs, each with its guard. A list is named by the ref of its first block; 0 is the empty one. */
export class Waiting {
  readonly blocks = new Pages()

  /** Adds an entry and returns the list's name from now on. */
  add(list: number, program: number, guard: number): number {
    let block = list
    if (list === 0) block = this.#block(1, 0)
    else {
      const page = this.blocks.page(list)
      const at = list & 0xffff
      const capacity = page[at + CAPACITY] ?? 0
      if (page[at + COUNT] === capacity) block = capacity < BLOCK_ENTRIES_MAX ? this.#doubled(list) : this.#block(1, list)
    }
    const page = this.blocks.page(block)
    const at = block & 0xffff
    const count = page[at + COUNT] ?? 0
    page[at + FIRST_ENTRY + 2 * count] = program
    page[at + FIRST_ENTRY + 2 * count + 1] = guard
    page[at + COUNT] = count + 1
    return block
  }

  /** Takes out all entries of a program and returns the list's name from now on. */
  remove(list: number, program: number): number {
    let first = list
    for (let block = list; block !== 0;) {
      const page = this.blocks.page(block)
      const at = block & 0xffff
      const next = page[at + NEXT] ?? 0
      for (let entry = 0; entry < (page[at + COUNT] ?? 0);) {
        if (page[at + FIRST_ENTRY + 2 * entry] !== program) entry++
        else first = this.#fill(page, at + FIRST_ENTRY + 2 * entry, first)
      }
      block = next
    }
    return this.#withoutEmpty(first)
  }

  /** How many entries of the block, and the block after it. */
  count(block: number): number {
    return this.blocks.page(block)[(block & 0xffff) + COUNT] ?? 0
  }

  next(block: number): number {
    return this.blocks.page(block)[(block & 0xffff) + NEXT] ?? 0
  }

  /** Puts the last entry of the list's first block into a place that became free. */
  #fill(page: Int32Array, place: number, list: number): number {
    const first = this.#withoutEmpty(list)
    const head = this.blocks.page(first)
    const at = first & 0xffff
    const last = (head[at + COUNT] ?? 0) - 1
    page[place] = head[at + FIRST_ENTRY + 2 * last] ?? 0
    page[place + 1] = head[at + FIRST_ENTRY + 2 * last + 1] ?? 0
    head[at + COUNT] = last
    return first
  }

  /** Gives back empty blocks at the front of a list. */
  #withoutEmpty(list: number): number {
    let first = list
    while (first !== 0 && this.count(first) === 0) {
      const empty = first
      const capacity = this.blocks.page(empty)[(empty & 0xffff) + CAPACITY] ?? 0
      first = this.next(empty)
      this.blocks.give(empty, sizeFor(capacity))
    }
    return first
  }

  #doubled(block: number): number {
    const page = this.blocks.page(block)
    const at = block & 0xffff
    const [count, capacity] = [page[at + COUNT] ?? 0, page[at + CAPACITY] ?? 0]
    const twice = this.#block(capacity * 2, page[at + NEXT] ?? 0)
    const to = this.blocks.page(twice)
    to.set(page.subarray(at + FIRST_ENTRY, at + FIRST_ENTRY + 2 * count), (twice & 0xffff) + FIRST_ENTRY)
    to[(twice & 0xffff) + COUNT] = count
    this.blocks.give(block, sizeFor(capacity))
    return twice
  }

  #block(capacity: number, next: number): number {
    const block = this.blocks.take(sizeFor(capacity))
    const page = this.blocks.page(block)
    page[(block & 0xffff) + CAPACITY] = capacity
    page[(block & 0xffff) + NEXT] = next
    return block
  }
}

const sizeFor = (capacity: number): number => FIRST_ENTRY + 2 * capacity
