import { lex } from '../query/lex.ts'
import { print } from '../query/print.ts'
import type { Node } from '../query/query.ts'
import type { Note } from './lost.ts'

/** What a term of another product becomes. */
export type Kept = {
  /** What stands for it; null when it can only be left out. */
  readonly node: Node | null
  /** What stands for it where it is denied: it hears nothing that the term did not hear, unless it is `node` itself. null: nothing can. */
  readonly denied: Node | null
  readonly lost: Note | null
  /** What `node` hears beside the term, when something was lost. */
  readonly hears: 'more' | 'less'
}

/** The same, in other words. */
export function exact(node: Node): Kept {
  return { node, denied: node, lost: null, hears: 'more' }
}

/** Something that hears all the term heard, and more; `denied` is what can be put where it is denied. */
export function wider(node: Node, code: Note['code'], denied: Node | null = null): Kept {
  return { node, denied, lost: { code, put: print({ root: node }) }, hears: 'more' }
}

/** Something that hears only a part of what the term heard. */
export function narrower(node: Node, code: Note['code']): Kept {
  return { node, denied: node, lost: { code, put: print({ root: node }) }, hears: 'less' }
}

/** Nothing can stand for it. */
export function gone(code: Note['code']): Kept {
  return { node: null, denied: null, lost: { code }, hears: 'more' }
}

/** The one term that `text` is in our language; null when it is none, several, or wrong. */
export function term(text: string): Node | null {
  const [only, ...others] = lex(text, [])
  return only?.is === 'term' && others.length === 0 && only.from === 0 && only.to === text.length ? only.node : null
}

/** Several parts as one, nothing holding its own kind; null of none. */
export function joined(is: 'and' | 'or', parts: readonly Node[]): Node | null {
  const [first, ...others] = parts
  if (!first || others.length === 0) return first ?? null
  return { is, of: parts.flatMap((part) => (part.is === is ? part.of : [part])) }
}

/** What is not so. Twice denied is said. */
export function not(node: Node): Node {
  return node.is === 'not' ? node.of : { is: 'not', of: node }
}
