import { finished, hashAfterUnit, hashOf } from '../text/hash.ts'
import type { Dictionary } from './dictionary.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { Table } from './table.ts'

const LENGTH_MAX = 64
const OPENINGS = 1 << 13
const STAR = 0x2a
/** All stems have at least so many letters: a word is only looked at closely when one begins with its first three. */
const OPENING = 3

/** The stems of all queries (`custom*`), found by the beginnings of words. Stems longer than LENGTH_MAX units are found by that much, and then compared. */
export class Stems {
  readonly #dictionary: Dictionary
  readonly table = new Table()
  /** How many stems have each length, and each opening. */
  readonly #lengths = new Int32Array(LENGTH_MAX + 1)
  readonly #openings = new Int32Array(OPENINGS)

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  get size(): number {
    return this.table.size
  }

  /** Adds or takes away a term of the dictionary, if it is a stem. */
  change(term: number, by: 1 | -1): void {
    const length = this.#dictionary.copy(term) - 1
    const { copied, seed } = this.#dictionary
    if (length < OPENING || copied[length] !== STAR) return
    const key = Math.min(length, LENGTH_MAX)
    const opening = openingOf(copied, 0)
    this.#lengths[key] = (this.#lengths[key] ?? 0) + by
    this.#openings[opening] = (this.#openings[opening] ?? 0) + by
    const hash = hashOf(copied, 0, key, seed)
    if (by === 1) this.table.add(hash, term)
    else this.table.remove(hash, term)
  }

  /** Writes what a snapshot keeps. */
  write(snapshot: SnapshotWriter): void {
    snapshot.table(this.table)
    snapshot.array(this.#lengths)
    snapshot.array(this.#openings)
  }

  /** Takes over what a snapshot kept. */
  read(snapshot: SnapshotReader): void {
    snapshot.table(this.table)
    this.#lengths.set(snapshot.ints())
    this.#openings.set(snapshot.ints())
  }

  /** Calls back with each stem that begins what lies in `units`. */
  beginning(units: Uint16Array, from: number, length: number, visit: (stem: number) => void): void {
    if (length < OPENING || this.#openings[openingOf(units, from)] === 0) return
    const longest = Math.min(length, LENGTH_MAX)
    let h = this.#dictionary.seed
    for (let key = 1; key <= longest; key++) {
      h = hashAfterUnit(h, units[from + key - 1] ?? 0)
      if (this.#lengths[key] === 0) continue
      const hash = finished(h)
      if (!this.table.mayHave(hash)) continue
      for (let at = this.table.seek(hash, hash); at >= 0; at = this.table.seek(hash, at + 1)) {
        const stem = this.table.value(at)
        if (this.#begins(stem, units, from, length)) visit(stem)
      }
    }
  }

  #begins(stem: number, units: Uint16Array, from: number, length: number): boolean {
    const letters = this.#dictionary.copy(stem) - 1
    if (letters > length) return false
    const { copied } = this.#dictionary
    for (let i = 0; i < letters; i++) if (copied[i] !== units[from + i]) return false
    return true
  }
}

function openingOf(units: Uint16Array, from: number): number {
  return (((units[from] ?? 0) * 33 + (units[from + 1] ?? 0)) * 33 + (units[from + 2] ?? 0)) & (OPENINGS - 1)
}
