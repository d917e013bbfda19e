import { lex, type Lexeme } from './lex.ts'
import { problem, type Problem } from './problem.ts'
import { CHARACTERS_MAX, NESTING_MAX, PROBLEMS_MAX, TERMS_MAX, type Near, type Node, type Query } from './query.ts'
import { simplify } from './simplify.ts'

export type Parsed = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a query as people write it. A space is AND; NEAR binds before NOT and -, these before AND, AND before OR. Never throws:
 * everything that is wrong is listed with its place, in the order of the text. What says nothing is left out of the query: brackets
 * around one thing, NOT NOT, and a part of AND or OR that stands there already.
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
  const whole = reader.whole()
  if (whole === null || problems.length > 0) return refused(problems)
  const root = simplify(whole, (from, to) => reader.moved(from, to))
  reader.demandAnchor(root)
  return problems.length === 0 ? { ok: true, query: { root } } : refused(problems)
}

function refused(problems: Problem[]): Parsed {
  return { ok: false, problems: problems.toSorted((a, b) => a.from - b.from).slice(0, PROBLEMS_MAX) }
}

type Place = readonly [from: number, to: number]
type Operator = Lexeme & { readonly is: 'AND' | 'OR' | 'NOT' | 'NEAR' }

/** Recursive descent over the lexemes. A part that could not be read is null, and its problem has been noted. */
class Reader {
  readonly #lexemes: readonly Lexeme[]
  readonly #problems: Problem[]
  readonly #places = new Map<Node, Place>()
  /** How many brackets a `near` needs, one inside the other, where each near within it stands in brackets. */
  readonly #brackets = new Map<Near, number>()
  readonly #blamed = new Set<Operator>()
  #at = 0
  #depth = 0
  #isTooDeep = false

  constructor(lexemes: readonly Lexeme[], problems: Problem[]) {
    this.#lexemes = lexemes
    this.#problems = problems
  }

  whole(): Node | null {
    const parts: (Node | null)[] = []
    while (this.#at < this.#lexemes.length) {
      parts.push(this.#either())
      const stray = this.#take('close')
      if (stray) this.#problems.push(problem('bracket_not_opened', stray.from, stray.to))
    }
    return this.#joined('and', parts)
  }

  /** Parts with OR between them. An OR with nothing on one side is blamed for it. */
  #either(): Node | null {
    const parts: (Node | null)[] = []
    let or: Operator | undefined
    for (;;) {
      const part = this.#both()
      const before = or
      or = this.#take('OR')
      if (part === undefined) this.#blame(before ?? or)
      else parts.push(part)
      if (!or) return this.#joined('or', parts)
    }
  }

  /** Parts with AND or nothing between them; undefined when there is not even a problem. */
  #both(): Node | null | undefined {
    const parts: (Node | null)[] = []
    let and: Operator | undefined
    let isEmpty = true
    for (;;) {
      const another = this.#take('AND')
      if (another) {
        if (and || isEmpty) this.#blame(and ?? another)
        and = another
      } else if (this.#startsOperand()) {
        parts.push(this.#denied())
        and = undefined
      } else break
      isEmpty = false
    }
    this.#blame(and)
    return isEmpty ? undefined : this.#joined('and', parts)
  }

  /** A part with NOT or - before it, any number of times. */
  #denied(): Node | null {
    const first = this.#lexemes[this.#at]
    let denials = 0
    let last: Operator | undefined
    for (let not = this.#take('NOT'); not; not = this.#take('NOT')) {
      denials++
      last = not
    }
    if (last && !this.#startsOperand()) return this.#blame(last)
    const node = this.#nearby()
    if (node === null || denials % 2 === 0) return node
    const not: Node = node.is === 'not' ? node.of : { is: 'not', of: node }
    this.#places.set(not, [first?.from ?? 0, this.#places.get(node)?.[1] ?? 0])
    return not
  }

  /** Groups with NEAR or ONEAR between them, joined from left to right. */
  #nearby(): Node | null {
    let left = this.#lexemes[this.#at]?.is === 'NEAR' ? undefined : this.#operand()
    for (let near = this.#take('NEAR'); near; near = this.#take('NEAR')) {
      const isRight = this.#startsOperand() && this.#lexemes[this.#at]?.is !== 'NEAR'
      if (left === undefined || !isRight) this.#blame(near)
      left = this.#near(near, this.#groupOf(left ?? null), isRight ? this.#side() : null)
    }
    return left ?? null
  }

  /** What stands behind NEAR. What is denied cannot. */
  #side(): Node | null {
    const not = this.#take('NOT')
    while (this.#take('NOT'));
    const node = this.#startsOperand() && this.#lexemes[this.#at]?.is !== 'NEAR' ? this.#operand() : null
    if (!not) return this.#groupOf(node)
    this.#problems.push(problem('near_needs_words', not.from, (node && this.#places.get(node)?.[1]) ?? not.to))
    return null
  }

  #near(near: Operator & { readonly is: 'NEAR' }, left: Node | null, right: Node | null): Node | null {
    if (left === null || right === null) return null
    const node: Near = { is: 'near', ordered: near.ordered, within: near.within, of: [left, right] }
    const brackets = Math.max(this.#bracketsOf(left), this.#bracketsOf(right))
    this.#brackets.set(node, brackets)
    this.#places.set(node, [this.#places.get(left)?.[0] ?? near.from, this.#places.get(right)?.[1] ?? near.to])
    if (this.#depth + brackets <= NESTING_MAX) return node
    this.#tooDeep(near)
    return null
  }

  /** The brackets that a group of NEAR is written with, and those within it. */
  #bracketsOf(group: Node): number {
    return group.is === 'near' || group.is === 'or' ? 1 + this.#bracketsIn(group) : 0
  }

  #bracketsIn(group: Node): number {
    if (group.is === 'or') return Math.max(...group.of.map((part) => this.#bracketsIn(part)))
    return group.is === 'near' ? (this.#brackets.get(group) ?? 0) : 0
  }

  /** The node, if it can stand beside NEAR; a problem at each smallest part that cannot. */
  #groupOf(node: Node | null): Node | null {
    if (node === null || isGroup(node)) return node
    if (node.is === 'or') {
      for (const part of node.of) this.#groupOf(part)
      return null
    }
    const [from, to] = this.#places.get(node) ?? [0, 0]
    this.#problems.push(problem('near_needs_words', from, to))
    return null
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
    if (this.#depth === NESTING_MAX) return this.#tooDeep(open)
    const empty = this.#take('close')
    if (empty) {
      this.#problems.push(problem('bracket_empty', open.from, empty.to))
      return null
    }
    this.#depth++
    const node = this.#either()
    this.#depth--
    const close = this.#take('close')
    if (!close && !this.#isTooDeep) this.#problems.push(problem('bracket_not_closed', open.from, open.to))
    if (node) this.#places.set(node, [open.from, close?.to ?? open.to])
    return node
  }

  /** Stops reading. */
  #tooDeep(at: Lexeme): null {
    if (!this.#isTooDeep) this.#problems.push(problem('too_deep', at.from, at.to))
    this.#isTooDeep = true
    this.#at = this.#lexemes.length
    return null
  }

  #take<Is extends Lexeme['is']>(is: Is): (Lexeme & { readonly is: Is }) | undefined {
    const lexeme = this.#lexemes[this.#at]
    if (lexeme === undefined || !isOf(lexeme, is)) return undefined
    this.#at++
    return lexeme
  }

  #startsOperand(): boolean {
    const is = this.#lexemes[this.#at]?.is
    return is === 'term' || is === 'open' || is === 'NOT' || is === 'NEAR'
  }

  /** Notes, once, that an operator has nothing on one of its sides. */
  #blame(operator: Operator | undefined): null {
    if (operator === undefined || this.#blamed.has(operator)) return null
    this.#blamed.add(operator)
    const written = operator.is === 'NEAR' && operator.ordered ? 'ONEAR' : operator.is
    this.#problems.push(problem('operand_missing', operator.from, operator.to, { operator: written }))
    return null
  }

  /** One node of several parts. */
  #joined(is: 'and' | 'or', parts: readonly (Node | null)[]): Node | null {
    const present = parts.filter((part) => part !== null)
    const [first] = present
    const last = present.at(-1)
    if (!first || !last) return null
    if (present.length === 1) return first
    const node: Node = { is, of: present }
    this.#places.set(node, [this.#places.get(first)?.[0] ?? 0, this.#places.get(last)?.[1] ?? 0])
    return node
  }

  /** A node took the place of another. */
  moved(from: Node, to: Node): void {
    const place = this.#places.get(from)
    if (place) this.#places.set(to, place)
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

function isOf<Is extends Lexeme['is']>(lexeme: Lexeme, is: Is): lexeme is Lexeme & { readonly is: Is } {
  return lexeme.is === is
}

/** Whether NEAR can join this: words, a stem, another near, or an OR of these. */
function isGroup(node: Node): boolean {
  return node.is === 'words' || node.is === 'stem' || node.is === 'near' || (node.is === 'or' && node.of.every(isGroup))
}

/** Whether every post that matches must contain something that can be looked up. */
function isAnchored(node: Node): boolean {
  switch (node.is) {
    case 'and':
      return node.of.some(isAnchored)
    case 'or':
      return node.of.every(isAnchored)
    case 'not':
    case 'network':
    case 'lang':
    case 'kind':
    case 'has':
    case 'followers':
      return false
    default:
      return true
  }
}
