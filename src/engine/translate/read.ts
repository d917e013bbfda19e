import { NESTING_MAX } from '../query/query.ts'
import type { Piece } from './cut.ts'
import type { Grammar } from './grammar.ts'
import { gone } from './kept.ts'
import type { Place, TakeDown, Tree } from './tree.ts'

/**
 * Puts the pieces of a query together: NEAR binds before NOT, NOT before AND, AND before OR; nothing between two terms is AND. What is
 * out of place is taken down and passed over. null when nothing is left; 'too_deep' when it is nested deeper than a query may be.
 */
export function read(pieces: readonly Piece[], grammar: Grammar, takeDown: TakeDown): Tree | null | 'too_deep' {
  const reader = new Reader(pieces, grammar, takeDown)
  const tree = reader.whole()
  return reader.isTooDeep ? 'too_deep' : tree
}

class Reader {
  readonly #pieces: readonly Piece[]
  readonly #grammar: Grammar
  readonly #takeDown: TakeDown
  #at = 0
  #depth = 0
  isTooDeep = false

  constructor(pieces: readonly Piece[], grammar: Grammar, takeDown: TakeDown) {
    this.#pieces = pieces
    this.#grammar = grammar
    this.#takeDown = takeDown
  }

  whole(): Tree | null {
    const parts: (Tree | null)[] = []
    while (this.#at < this.#pieces.length) {
      parts.push(this.#either())
      const stray = this.#take('close', 'suffix')
      if (stray) this.#takeDown(stray, { code: stray.is === 'close' ? 'bracket_not_opened' : 'tilde' }, 'same')
    }
    return joined('and', parts)
  }

  #either(): Tree | null {
    const parts: (Tree | null)[] = []
    let isMixed = false
    let first: Piece | undefined
    for (let or: Piece | undefined; ; ) {
      const { tree, isJoined } = this.#both()
      if (tree === null && or) this.#operandMissing(or)
      isMixed ||= isJoined
      parts.push(tree)
      or = this.#take('OR')
      if (!or) break
      first ??= or
      if (tree === null && parts.length === 1) this.#operandMissing(or)
    }
    if (first && isMixed && !this.#grammar.mixes) this.#takeDown(first, { code: 'mixed' }, 'same')
    return joined('or', parts)
  }

  /** Parts with AND or nothing between them, and whether there are several. */
  #both(): { tree: Tree | null; isJoined: boolean } {
    const parts: Tree[] = []
    for (;;) {
      const and = this.#take('AND')
      if (and && parts.length === 0) this.#operandMissing(and)
      const tree = this.#startsOperand() ? this.#denied() : null
      const before = parts.at(-1)
      if (tree && before && !and && this.#grammar.sitesEither && isSite(before) && isSite(tree)) parts[parts.length - 1] = { is: 'or', from: before.from, to: tree.to, of: before.is === 'or' ? [...before.of, tree] : [before, tree] }
      else if (tree) parts.push(tree)
      else if (!this.#startsOperand() && and && parts.length > 0) this.#operandMissing(and)
      if (!this.#startsOperand() && this.#pieces[this.#at]?.is !== 'AND') return { tree: joined('and', parts), isJoined: parts.length > 1 }
    }
  }

  #denied(): Tree | null {
    const denials: Piece[] = []
    for (let each = this.#take('NOT', 'XNOT'); each; each = this.#take('NOT', 'XNOT')) denials.push(each)
    const tree = this.#startsOperand() ? this.#nearby() : null
    const last = denials.at(-1)
    if (!last) return tree
    if (!tree) {
      this.#operandMissing(last)
      return null
    }
    const place = { from: denials[0]?.from ?? tree.from, to: tree.to }
    if (denials.some(({ is }) => is === 'XNOT')) return { is: 'term', ...place, ...gone('xnot') }
    return denials.filter(({ is }) => is === 'NOT').length % 2 === 0 ? tree : { is: 'not', ...place, of: tree }
  }

  #nearby(): Tree | null {
    let tree = this.#operand()
    let count = 0
    for (let operator = this.#take('near'); operator; operator = this.#take('near')) {
      const right = this.#startsGroup() ? this.#operand() : null
      if (!tree || !right) this.#operandMissing(operator)
      else if (++count > NESTING_MAX) this.#tooDeep()
      else tree = { is: 'near', from: tree.from, to: right.to, of: [tree, right], operator }
      tree ??= right
    }
    return tree
  }

  #operand(): Tree | null {
    const term = this.#take('term')
    if (term) return term.tree
    const open = this.#take('open')
    if (!open) return null
    if (this.#depth === NESTING_MAX) return this.#tooDeep()
    this.#depth++
    const inside = this.#either()
    this.#depth--
    const close = this.#take('close')
    if (!close && !this.isTooDeep) this.#takeDown(open, { code: 'bracket_not_closed' }, 'same')
    const to = close?.to ?? inside?.to ?? open.to
    if (!inside) {
      this.#take('suffix')
      if (!this.isTooDeep) this.#takeDown({ from: open.from, to }, { code: 'bracket_empty' }, 'same')
      return null
    }
    const tree: Tree = { ...inside, from: open.from, to }
    return this.#suffixed(open.part ? { is: 'loose', from: open.from, to, of: tree, note: { code: 'part' }, at: open.part } : tree)
  }

  /** What a bracket holds, with what stands behind it. */
  #suffixed(tree: Tree): Tree {
    const suffix = this.#take('suffix')
    if (!suffix) return tree
    const place = { from: tree.from, to: suffix.to }
    if (suffix.does === 'times') return { is: 'loose', ...place, of: tree, note: { code: 'times' }, at: suffix }
    if (suffix.does === 'near' && tree.is === 'and') return { is: 'together', ...place, of: tree.of, between: suffix.words }
    this.#takeDown(suffix, { code: suffix.does === 'near' ? 'tilde' : 'boost' }, 'same')
    return tree
  }

  #startsOperand(): boolean {
    const is = this.#pieces[this.#at]?.is
    return is === 'NOT' || is === 'XNOT' || is === 'near' || this.#startsGroup()
  }

  #startsGroup(): boolean {
    const is = this.#pieces[this.#at]?.is
    return is === 'term' || is === 'open'
  }

  #tooDeep(): null {
    this.isTooDeep = true
    this.#at = this.#pieces.length
    return null
  }

  #operandMissing(place: Place): void {
    if (!this.isTooDeep) this.#takeDown(place, { code: 'operand_missing' }, 'same')
  }

  #take<Is extends Piece['is']>(...kinds: readonly Is[]): (Piece & { readonly is: Is }) | undefined {
    const piece = this.#pieces[this.#at]
    if (!piece || !isOneOf(piece, kinds)) return undefined
    this.#at++
    return piece
  }
}

function isOneOf<Is extends Piece['is']>(piece: Piece, kinds: readonly Is[]): piece is Piece & { readonly is: Is } {
  return kinds.some((kind) => kind === piece.is)
}

function joined(is: 'and' | 'or', parts: readonly (Tree | null)[]): Tree | null {
  const of = parts.filter((part) => part !== null)
  const [first] = of
  if (!first || of.length === 1) return first ?? null
  return { is, from: first.from, to: of.at(-1)?.to ?? first.to, of }
}

/** Whether it is a site, or sites side by side. */
function isSite(tree: Tree): boolean {
  return tree.is === 'or' ? tree.of.every(isSite) : tree.is === 'term' && tree.node?.is === 'site'
}
