import type { Dictionary } from './dictionary.ts'
import { type MarkKind, SIGNS } from './post-marks.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { Stems } from './stems.ts'

const KINDS = Object.keys(SIGNS) as MarkKind[]

/** Which terms are in use, and of what kinds: what no query asks for need not be looked for in posts. */
export class Vocabulary {
  readonly dictionary: Dictionary
  readonly stems: Stems
  readonly #counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<MarkKind, number>

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary
    this.stems = new Stems(dictionary)
  }

  /** Whether any query asks for marks of this kind. */
  wants(kind: MarkKind): boolean {
    return this.#counts[kind] > 0
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
    snapshot.array(Int32Array.from(KINDS, (kind) => this.#counts[kind]))
  }

  /** Takes over what a snapshot kept. */
  read(snapshot: SnapshotReader): void {
    snapshot.pages(this.dictionary.blocks)
    snapshot.table(this.dictionary.table)
    this.stems.read(snapshot)
    for (const [i, count] of snapshot.ints().entries()) this.#counts[KINDS[i] ?? 'tag'] = count
  }

  #change(term: number, by: 1 | -1): void {
    this.stems.change(term, by)
    const length = this.dictionary.copy(term)
    const { copied } = this.dictionary
    for (const kind of KINDS) {
      const sign = SIGNS[kind]
      if (length > sign.length && begins(copied, sign)) this.#counts[kind] += by
    }
  }
}

function begins(units: Uint16Array, sign: string): boolean {
  for (let i = 0; i < sign.length; i++) if (units[i] !== sign.charCodeAt(i)) return false
  return true
}
