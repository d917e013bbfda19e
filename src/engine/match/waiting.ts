import { UNGUARDED } from './anchors.ts'
import { Pages } from './pages.ts'

/** Most entries of one block of a list; a longer list is a chain of them. */
const BLOCK_ENTRIES_MAX = 1_024
/** A block begins with its number of entries (and, in the upper half, its room) and the ref of the block after it. */
const COUNT = 0
const NEXT = 1
export const FIRST_ENTRY = 2
const ROOM = 1 << 16

/**
 * Lists of what waits on a term: programs, each with its guard. A list is named by a number: 0 is the empty one, the complement of a
 * program is the list of that one unguarded, and any other is the ref of its first block.
 */
export class Waiting {
  readonly blocks = new Pages()

  /** Adds an entry and returns the list's name from now on. */
  add(list: number, program: number, guard: number): number {
    if (list === 0 || list === ~program) return ~program
    if (list < 0) return this.add(this.add(this.#block(2, 0), ~list, UNGUARDED), program, guard)
    const block = this.#withRoom(list)
    const page = this.blocks.page(block)
    const at = block & 0xffff
    const place = at + FIRST_ENTRY + 2 * ((page[at + COUNT] ?? 0) & (ROOM - 1))
    page[place] = program
    page[place + 1] = guard
    page[at + COUNT] = (page[at + COUNT] ?? 0) + 1
    return block
  }

  /** Takes out all entries of a program and returns the list's name from now on. */
  remove(list: number, program: number): number {
    if (list <= 0) return list === ~program ? 0 : list
    let first = list
    for (let block = list; block !== 0;) {
      const page = this.blocks.page(block)
      const at = block & 0xffff
      const next = page[at + NEXT] ?? 0
      for (let entry = 0; entry < this.count(block);) {
        if (page[at + FIRST_ENTRY + 2 * entry] !== program) entry++
        else first = this.#fill(page, at + FIRST_ENTRY + 2 * entry, first)
      }
      block = next
    }
    return this.#withoutEmpty(first)
  }

  /** How many entries a block has. */
  count(block: number): number {
    return (this.blocks.page(block)[(block & 0xffff) + COUNT] ?? 0) & (ROOM - 1)
  }

  /** The block after a block, or 0. */
  next(block: number): number {
    return this.blocks.page(block)[(block & 0xffff) + NEXT] ?? 0
  }

  /** Puts the last entry of the list's first block into a place that became free. */
  #fill(page: Int32Array, place: number, list: number): number {
    const first = this.#withoutEmpty(list)
    const head = this.blocks.page(first)
    const at = first & 0xffff
    const last = at + FIRST_ENTRY + 2 * (this.count(first) - 1)
    page[place] = head[last] ?? 0
    page[place + 1] = head[last + 1] ?? 0
    head[at + COUNT] = (head[at + COUNT] ?? 0) - 1
    return first
  }

  /** Gives back empty blocks at the front of a list. */
  #withoutEmpty(list: number): number {
    let first = list
    while (first !== 0 && this.count(first) === 0) {
      const empty = first
      first = this.next(empty)
      this.blocks.give(empty, sizeFor(this.#roomOf(empty)))
    }
    return first
  }

  /** The list's first block, if it has room for an entry, or one before it or in place of it that has. */
  #withRoom(block: number): number {
    const [count, room] = [this.count(block), this.#roomOf(block)]
    if (count < room) return block
    if (room >= BLOCK_ENTRIES_MAX) return this.#block(room, block)
    const twice = this.#block(room * 2, this.next(block))
    const [from, to] = [this.blocks.page(block), this.blocks.page(twice)]
    const at = (block & 0xffff) + FIRST_ENTRY
    to.set(from.subarray(at, at + 2 * count), (twice & 0xffff) + FIRST_ENTRY)
    to[(twice & 0xffff) + COUNT] = count | (room * 2 * ROOM)
    this.blocks.give(block, sizeFor(room))
    return twice
  }

  #roomOf(block: number): number {
    return (this.blocks.page(block)[(block & 0xffff) + COUNT] ?? 0) >>> 16
  }

  #block(room: number, next: number): number {
    const block = this.blocks.take(sizeFor(room))
    const page = this.blocks.page(block)
    page[(block & 0xffff) + COUNT] = room * ROOM
    page[(block & 0xffff) + NEXT] = next
    return block
  }
}

const sizeFor = (room: number): number => FIRST_ENTRY + 2 * room
