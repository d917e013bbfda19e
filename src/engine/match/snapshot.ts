import type { Pages } from './pages.ts'
import type { Table } from './table.ts'

/** What stands at the beginning of every snapshot: it changes whenever what follows would be read otherwise. */
const FORMAT = 'heed-matcher-1'

/** Writes numbers and arrays of numbers one after another. */
export class SnapshotWriter {
  readonly #parts: Uint8Array[] = []

  constructor() {
    this.text(FORMAT)
  }

  number(value: number): void {
    this.array(new Int32Array([value]))
  }

  text(value: string): void {
    this.array(new TextEncoder().encode(value))
  }

  array(values: Int32Array | Uint8Array): void {
    const padded = new Uint8Array(4 + Math.ceil(values.byteLength / 4) * 4)
    new Int32Array(padded.buffer, 0, 1)[0] = values.byteLength
    padded.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 4)
    this.#parts.push(padded)
  }

  table(table: Table): void {
    const { entries, filter, used, size } = table.state()
    this.array(entries)
    this.array(filter)
    this.array(new Int32Array([used, size]))
  }

  pages(of: Pages): void {
    const { pages, page, next, taken, freed } = of.state()
    this.array(new Int32Array([pages.length, page, next, taken]))
    this.array(new Int32Array(freed.flat()))
    for (const each of pages) this.array(each)
  }

  /** All of it. */
  bytes(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of this.#parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }
}

/** Reads what a SnapshotWriter wrote. Throws a RangeError on bytes that are no snapshot of this format or were cut short. */
export class SnapshotReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    if (this.text() !== FORMAT) throw new RangeError('this is no snapshot of a matcher, or one of another version')
  }

  number(): number {
    return this.ints()[0] ?? 0
  }

  text(): string {
    return new TextDecoder().decode(this.#next())
  }

  ints(): Int32Array {
    return new Int32Array(this.#next().slice().buffer)
  }

  table(table: Table): void {
    const entries = this.ints()
    const filter = this.ints()
    const [used = 0, size = 0] = this.ints()
    table.restore({ entries, filter, used, size })
  }

  pages(into: Pages): void {
    const [count = 0, page = 0, next = 0, taken = 0] = this.ints()
    const freed = this.ints()
    const pairs = Array.from({ length: freed.length / 2 }, (_, i) => [freed[2 * i] ?? 0, freed[2 * i + 1] ?? 0] as const)
    into.restore({ pages: Array.from({ length: count }, () => this.ints()), page, next, taken, freed: pairs })
  }

  #next(): Uint8Array {
    const { buffer, byteOffset, byteLength } = this.#bytes
    if (this.#at + 4 > byteLength) throw new RangeError('the snapshot was cut short')
    const length = new DataView(buffer, byteOffset + this.#at, 4).getInt32(0, true)
    const from = this.#at + 4
    if (length < 0 || from + length > byteLength) throw new RangeError('this is no snapshot of a matcher, or it was cut short')
    this.#at = from + Math.ceil(length / 4) * 4
    return this.#bytes.subarray(from, from + length)
  }
}
