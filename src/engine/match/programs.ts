import { finished } from '../text/hash.ts'
import type { Anchors } from './anchors.ts'
import { eachTerm, LANG, opOf, sizeOf, stepInto } from './code.ts'
import type { Encoder } from './encode.ts'
import { Pages } from './pages.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { Table } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'
import { Waiting } from './waiting.ts'

/** A program's block begins with who runs it: a slot plus one, and a flag. Then comes its code, whose first node tells how long it is. */
const CODE = 1
const ASKS_LANGUAGE = 1 << 30

/** The programs of all queries: queries that say the same share one. A program is named by the ref of its block. */
export class Programs {
  readonly blocks = new Pages()
  readonly waiting = new Waiting()
  readonly byCode = new Table()
  readonly #vocabulary: Vocabulary
  readonly #anchors: Anchors

  constructor(vocabulary: Vocabulary, anchors: Anchors) {
    this.#vocabulary = vocabulary
    this.#anchors = anchors
  }

  /** The program for the code that was just encoded: one that stands already, or a new one, which waits on its anchors from now on. */
  programFor(encoder: Encoder): number {
    const hash = hashOfCode(encoder.code, 0, encoder.length)
    for (let at = this.byCode.seek(hash, hash); at >= 0; at = this.byCode.seek(hash, at + 1)) {
      if (this.#isCode(this.byCode.value(at), encoder)) return this.byCode.value(at)
    }
    const program = this.#make(encoder)
    this.byCode.add(hash, program)
    return program
  }

  /** Where the code of a program begins in its page. */
  codeAt(program: number): number {
    return (program & 0xffff) + CODE
  }

  /** Whether the program has lang: in it. */
  asksLanguage(program: number): boolean {
    return ((this.blocks.page(program)[program & 0xffff] ?? 0) & ASKS_LANGUAGE) !== 0
  }

  /** The first slot plus one that runs the program; 0 for none. */
  subscriber(program: number): number {
    return (this.blocks.page(program)[program & 0xffff] ?? 0) & ~ASKS_LANGUAGE
  }

  subscribe(program: number, subscriber: number): void {
    const page = this.blocks.page(program)
    page[program & 0xffff] = subscriber | ((page[program & 0xffff] ?? 0) & ASKS_LANGUAGE)
  }

  /** Takes away a program that nobody runs. */
  remove(program: number): void {
    const page = this.blocks.page(program)
    const [code, end] = [this.codeAt(program), this.#endOf(program)]
    this.#waitNoMore(program)
    this.byCode.remove(hashOfCode(page, code, end), program)
    eachTerm(page, code, end, (term) => this.#vocabulary.release(term))
    this.blocks.give(program, CODE + end - code)
  }

  /** Chooses anew what a program waits on, by what has been learned of words since. */
  anchor(program: number): void {
    this.#waitNoMore(program)
    this.#anchors.choose(this.blocks.page(program), this.codeAt(program))
    this.#wait(program)
  }

  /** Writes what a snapshot keeps. */
  write(snapshot: SnapshotWriter): void {
    snapshot.pages(this.blocks)
    snapshot.pages(this.waiting.blocks)
    snapshot.table(this.byCode)
  }

  /** Takes over what a snapshot kept. */
  read(snapshot: SnapshotReader): void {
    snapshot.pages(this.blocks)
    snapshot.pages(this.waiting.blocks)
    snapshot.table(this.byCode)
  }

  #make(encoder: Encoder): number {
    const { code, length } = encoder
    const anchors = this.#anchors
    if (anchors.choose(code, 0) === Infinity) throw new Error('invariant broken: a parsed query has something that must be there')
    eachTerm(code, 0, length, (term) => this.#vocabulary.use(term))
    const program = this.blocks.take(CODE + length)
    const page = this.blocks.page(program)
    const at = program & 0xffff
    page[at] = asksLanguage(code, length) ? ASKS_LANGUAGE : 0
    page.set(code.subarray(0, length), at + CODE)
    this.#wait(program)
    return program
  }

  /** Lets a program wait on the anchors that were chosen last. */
  #wait(program: number): void {
    const { dictionary } = this.#vocabulary
    const { terms, guards, count } = this.#anchors
    for (let i = 0; i < count; i++) {
      const term = terms[i] ?? 0
      dictionary.wait(term, this.waiting.add(dictionary.waiting(term), program, guards[i] ?? 0))
    }
  }

  #waitNoMore(program: number): void {
    const { dictionary } = this.#vocabulary
    eachTerm(this.blocks.page(program), this.codeAt(program), this.#endOf(program), (term) => {
      const list = dictionary.waiting(term)
      if (list !== 0) dictionary.wait(term, this.waiting.remove(list, program))
    })
  }

  #endOf(program: number): number {
    const code = this.codeAt(program)
    return code + sizeOf(this.blocks.page(program)[code] ?? 0)
  }

  #isCode(program: number, { code, length }: Encoder): boolean {
    const [page, from] = [this.blocks.page(program), this.codeAt(program)]
    if (this.#endOf(program) - from !== length) return false
    for (let i = 0; i < length; i++) if (page[from + i] !== code[i]) return false
    return true
  }
}

function hashOfCode(code: Int32Array, from: number, to: number): number {
  let h = to - from
  for (let i = from; i < to; i++) h = Math.imul(h ^ (code[i] ?? 0), 0x9e3779b1) ^ (h >>> 15)
  return finished(h)
}

function asksLanguage(code: Int32Array, length: number): boolean {
  for (let at = 0; at < length; at += stepInto(code[at] ?? 0)) if (opOf(code[at] ?? 0) === LANG) return true
  return false
}
