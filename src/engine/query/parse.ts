import { lex, type Lexeme } from './lex.ts'
import { problem, type Problem } from './problem.ts'
import { CHARACTERS_MAX, NESTING_MAX, PROBLEMS_MAX, TERMS_MAX, type Node, type Query } from './query.ts'

export type Parsed = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a query as people write it. A space is AND, AND binds before OR, NOT and - before both. Never throws: everything that is wrong
 * is listed with its place, in the order of the text.
 */
export function parse(text: string): Parsed {
  if (text.length > CHARACTERS_MAX) return refused([problem('too_long', CHARACTERS_MAX, text.length)])
  const problems: Problem[] = []
  const lexemes = lex(text, problems)
  if (lexemes.length === 0) return refused([problem('empty', 0, text.length)])
  const terms = lexemes.filter(({ is }) => is === 'term')
  const tooMany = terms[TERMS_MAX]
  if (tooMany) return refused([problem('too_many_terms', tooMany.from, text.length)])
  const reader = new Reader(lexemes, problems)
  const root = reader.whole()
  if (root !== null && problems.length === 0) reader.demandAnchor(root)
  return root !== null && problems.length === 0 ? { ok: true, query: { root } } : refused(problems)
}

function refused(problems: Problem[]): Parsed {
  return { ok: false, problems: problems.toSorted((a, b) => a.from - b.from).slice(0, PROBLEMS_MAX) }
}

/** Recursive descent over the lexemes. A part that could not be read is null, and its problem has been noted. */
class Reader {
  readonly #lexemes: readonly Lexeme[]
  readonly #problems: Problem[]
  readonly #places = new Map<Node, readonly [from: number, to: number]>()
  #at = 0
  #depth = 0

  constructor(lexemes: readonly Lexeme[], problems: Problem[]) {
    this.#lexemes = lexemes
    this.#problems = problems
  }

  whole(): Node | null {
    const parts: (Node | null)[] = []
    while (this.#at < this.#lexemes.length) {
      parts.push(this.#either())
      const stray = this.#lexemes[this.#at]
      if (stray === undefined) break
      this.#problems.push(problem('bracket_not_opened', stray.from, stray.to))
      this.#at++
    }
    return this.#joined('and', parts)
  }

  #either(): Node | null {
    const parts = [this.#both()]
    for (let or = this.#take('OR'); or; or = this.#take('OR')) {
      parts.push(this.#startsOperand() ? this.#both() : this.#missing(or))
    }
    return this.#joined('or', parts)
  }

  #both(): Node | null {
    const first = this.#lexemes[this.#at]
    if (first && (first.is === 'OR' || first.is === 'AND')) {
      this.#missing(first)
      if (first.is === 'AND') this.#at++
    }
    const parts: (Node | null)[] = []
    for (;;) {
      const and = parts.length > 0 ? this.#take('AND') : undefined
      if (this.#startsOperand()) parts.push(this.#denied())
      else if (and) parts.push(this.#missing(and))
      else return this.#joined('and', parts)
    }
  }

  #denied(): Node | null {
    const first = this.#lexemes[this.#at]
    let denials = 0
    let last: Lexeme | undefined
    for (let not = this.#take('NOT'); not; not = this.#take('NOT')) {
      denials++
      last = not
    }
    if (last && !this.#startsOperand()) return this.#missing(last)
    const node = this.#operand()
    if (node === null || denials % 2 === 0) return node
    const not: Node = node.is === 'not' ? node.of : { is: 'not', of: node }
    this.#places.set(not, [first?.from ?? 0, this.#places.get(node)?.[1] ?? 0])
    return not
  }

  #operand(): Node | null {
    const lexeme = this.#lexemes[this.#at++]
    if (lexeme?.is === 'term') {
      if (lexeme.node) this.#places.set(lexeme.node, [lexeme.from, lexeme.to])
      return lexeme.node
    }
    return lexeme ? this.#bracketed(lexeme) : null
  }

  #bracketed(open: Lexeme): Node | null {
    if (this.#depth === NESTING_MAX) {
      this.#problems.push(problem('too_deep', open.from, open.to))
      this.#at = this.#lexemes.length
      return null
    }
    if (this.#lexemes[this.#at]?.is === 'close') {
      this.#problems.push(problem('bracket_empty', open.from, this.#lexemes[this.#at]?.to ?? open.to))
      this.#at++
      return null
    }
    this.#depth++
    const node = this.#either()
    this.#depth--
    const close = this.#take('close')
    if (!close && !this.#problems.some(({ code }) => code === 'too_deep')) {
      this.#problems.push(problem('bracket_not_closed', open.from, open.to))
    }
    if (node) this.#places.set(node, [open.from, close?.to ?? open.to])
    return node
  }

  #take(is: Lexeme['is']): Lexeme | undefined {
    const lexeme = this.#lexemes[this.#at]
    if (lexeme?.is !== is) return undefined
    this.#at++
    return lexeme
  }

  #startsOperand(): boolean {
    const is = this.#lexemes[this.#at]?.is
    return is === 'term' || is === 'open' || is === 'NOT'
  }

  #missing(operator: Lexeme): null {
    this.#problems.push(problem('operand_missing', operator.from, operator.to, { operator: operator.is }))
    return null
  }

  /** One node of several parts, without nesting a kind in itself. */
  #joined(is: 'and' | 'or', parts: readonly (Node | null)[]): Node | null {
    const present = parts.filter((part) => part !== null)
    const [first] = present
    const last = present.at(-1)
    if (!first || !last) return null
    if (present.length === 1) return first
    const node: Node = { is, of: present.flatMap((part) => (part.is === is ? part.of : [part])) }
    this.#places.set(node, [this.#places.get(first)?.[0] ?? 0, this.#places.get(last)?.[1] ?? 0])
    return node
  }

  /** Notes a problem at each smallest part that has nothing positive to be found by. */
  demandAnchor(node: Node): void {
    if (isAnchored(node)) return
    if (node.is === 'or') {
      for (const part of node.of) this.demandAnchor(part)
      return
    }
    const [from, to] = this.#places.get(node) ?? [0, 0]
    this.#problems.push(problem('nothing_to_find', from, to))
  }
}

/** Whether every post that matches must contain something that can be looked up. */
function isAnchored(node: Node): boolean {
  if (node.is === 'and') return node.of.some(isAnchored)
  if (node.is === 'or') return node.of.every(isAnchored)
  return node.is !== 'not' && node.is !== 'network' && node.is !== 'lang'
}
