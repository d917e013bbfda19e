import { finished, hashAfter } from '../text/hash.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { Table } from './table.ts'

const PAGE_BITS = 8
const PAGE_SLOTS = 1 << PAGE_BITS
const PROGRAM = 0
const NEXT = 1
const RECORD = 2

/** The queries by their ids: which program each runs, and which other query runs the same. A query keeps its slot; a free one is taken first. */
export class Registry {
  readonly #seed: number
  readonly #ids: (string | undefined)[][] = []
  readonly #records: Int32Array[] = []
  readonly #byId = new Table()
  #slots = 0
  /** The first free slot plus one; each free slot names the next. */
  #free = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** How many queries there are. */
  get size(): number {
    return this.#byId.size
  }

  /** The slot of a query, or -1. */
  find(id: string): number {
    const hash = hashOfId(id, this.#seed)
    for (let at = this.#byId.seek(hash, hash); at >= 0; at = this.#byId.seek(hash, at + 1)) {
      const slot = this.#byId.value(at) - 1
      if (this.id(slot) === id) return slot
    }
    return -1
  }

  /** A slot for a query that has none. `next` runs the same program. */
  add(id: string, program: number, next: number): number {
    const slot = this.#take()
    const ids = this.#ids[slot >>> PAGE_BITS]
    if (ids) ids[slot & (PAGE_SLOTS - 1)] = id
    this.#set(slot, PROGRAM, program)
    this.#set(slot, NEXT, next)
    this.#byId.add(hashOfId(id, this.#seed), slot + 1)
    return slot
  }

  /** Gives a slot back. */
  remove(slot: number): void {
    const ids = this.#ids[slot >>> PAGE_BITS]
    this.#byId.remove(hashOfId(this.id(slot), this.#seed), slot + 1)
    if (ids) ids[slot & (PAGE_SLOTS - 1)] = undefined
    this.#set(slot, NEXT, this.#free)
    this.#free = slot + 1
  }

  /** Slots in use and free ones: slots are the numbers below it. */
  get slots(): number {
    return this.#slots
  }

  isTaken(slot: number): boolean {
    return this.#ids[slot >>> PAGE_BITS]?.[slot & (PAGE_SLOTS - 1)] !== undefined
  }

  id(slot: number): string {
    return this.#ids[slot >>> PAGE_BITS]?.[slot & (PAGE_SLOTS - 1)] ?? ''
  }

  program(slot: number): number {
    return this.#get(slot, PROGRAM)
  }

  /** The next slot plus one that runs the same program; 0 after the last. */
  next(slot: number): number {
    return this.#get(slot, NEXT)
  }

  follow(slot: number, next: number): void {
    this.#set(slot, NEXT, next)
  }

  /** Writes what a snapshot keeps. */
  write(snapshot: SnapshotWriter): void {
    snapshot.text(JSON.stringify(this.#ids.flatMap((page) => Array.from({ length: PAGE_SLOTS }, (_, i) => page[i] ?? null))))
    snapshot.number(this.#records.length)
    for (const record of this.#records) snapshot.array(record)
    snapshot.table(this.#byId)
    snapshot.array(new Int32Array([this.#slots, this.#free]))
  }

  /** Takes over what a snapshot kept. */
  read(snapshot: SnapshotReader): void {
    const ids = JSON.parse(snapshot.text()) as (string | null)[]
    const pages = snapshot.number()
    for (let page = 0; page < pages; page++) {
      this.#ids.push(ids.slice(page * PAGE_SLOTS, (page + 1) * PAGE_SLOTS).map((id) => id ?? undefined))
      this.#records.push(snapshot.ints())
    }
    snapshot.table(this.#byId)
    const [slots = 0, free = 0] = snapshot.ints()
    this.#slots = slots
    this.#free = free
  }

  #take(): number {
    if (this.#free > 0) {
      const slot = this.#free - 1
      this.#free = this.#get(slot, NEXT)
      return slot
    }
    if (this.#slots === this.#ids.length * PAGE_SLOTS) {
      this.#ids.push([])
      this.#records.push(new Int32Array(PAGE_SLOTS * RECORD))
    }
    return this.#slots++
  }

  #get(slot: number, field: number): number {
    return this.#records[slot >>> PAGE_BITS]?.[(slot & (PAGE_SLOTS - 1)) * RECORD + field] ?? 0
  }

  #set(slot: number, field: number, value: number): void {
    const page = this.#records[slot >>> PAGE_BITS]
    if (page) page[(slot & (PAGE_SLOTS - 1)) * RECORD + field] = value
  }
}

const hashOfId = (id: string, seed: number): number => finished(hashAfter(seed, id))
