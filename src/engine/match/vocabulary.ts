import type { Dictionary } from './dictionary.ts'
import { MARK_KINDS, SIGNS } from './post-marks.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { Stems } from './stems.ts'

/** Which terms are in use, and of what kinds: what no query asks for need not be looked for in posts. */
export class Vocabulary {
  readonly dictionary: Dictionary
  readonly stems: Stems
  /** Which kinds of marks queries ask for: a bit for the place of each in MARK_KINDS. */
  wanted = 0
  readonly #counts = new Int32Array(MARK_KINDS.length)

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary
    this.stems = new Stems(dictionary)
  }

  /** Notes that one more leaf names a term. */
  use(term: number): void {
    if (this.dictionary.use(term)) this.#change(term, 1)
  }

  /** Notes that a leaf names a term no more. */
  release(term: number): void {
    if (!this.dictionary.release(term)) return
    this.#change(term, -1)
    this.dictionary.forget(term)
  }

  /** Writes what a snapshot keeps. */
  write(snapshot: SnapshotWriter): void {
    snapshot.pages(this.dictionary.blocks)
    snapshot.table(this.dictionary.table)
    this.stems.write(snapshot)
    snapshot.array(this.#counts)
  }

  /** Takes over what a snapshot kept. */
  read(snapshot: SnapshotReader): void {
    snapshot.pages(this.dictionary.blocks)
    snapshot.table(this.dictionary.table)
    this.stems.read(snapshot)
    for (const [kind, count] of snapshot.ints().entries()) this.#count(kind, count)
  }

  #change(term: number, by: 1 | -1): void {
    this.stems.change(term, by)
    const length = this.dictionary.copy(term)
    const { copied } = this.dictionary
    for (const [kind, name] of MARK_KINDS.entries()) {
      const sign = SIGNS[name]
      if (length > sign.length && begins(copied, sign)) this.#count(kind, by)
    }
  }

  #count(kind: number, by: number): void {
    const count = (this.#counts[kind] ?? 0) + by
    this.#counts[kind] = count
    this.wanted = count > 0 ? this.wanted | (1 << kind) : this.wanted & ~(1 << kind)
  }
}

function begins(units: Uint16Array, sign: string): boolean {
  for (let i = 0; i < sign.length; i++) if (units[i] !== sign.charCodeAt(i)) return false
  return true
}
