import { parse } from '../query/parse.ts'
import { print } from '../query/print.ts'
import { REACH_MAX, type Node } from '../query/query.ts'
import { tokenise } from '../text/tokenise.ts'
import { joined, not } from './kept.ts'
import type { Note } from './lost.ts'
import type { Place, TakeDown, Tree } from './tree.ts'
import { together } from './words.ts'

/** What was left out, until it is known what that does. */
type Gone = Place & { readonly note: Note }
/** A part in our words; without a node it was left out, and whoever is around it knows what that does. */
type Settled = { readonly node: Node; readonly gone?: undefined } | { readonly node: null; readonly gone: readonly Gone[] }

/**
 * Puts a query of another product into our words. What cannot be kept is replaced by what hears more, or left out where that hears
 * more: a part of an AND, what a NOT denies. An alternative of an OR that cannot be kept is left out and said to hear less, also
 * one of the whole query of which too little is left to be found by. What stands under a NOT is turned round: there, only what hears
 * nothing else will do. null when nothing is left.
 */
export function settle(tree: Tree, takeDown: TakeDown): Node | null {
  const each = alternatives(tree).flatMap((part) => {
    const { node, gone } = settled(part, true, takeDown)
    for (const { note, ...place } of gone ?? []) takeDown(place, note, 'less')
    return node ? [{ part, node }] : []
  })
  const whole = joined('or', each.map(({ node }) => node))
  if (whole === null || each.length === 1 || !isTooBroad(whole)) return whole
  const kept = each.filter(({ node }) => !isTooBroad(node))
  if (kept.length === 0) return whole
  for (const { part, node } of each) if (isTooBroad(node)) takeDown(part, { code: 'too_broad' }, 'less')
  return joined('or', kept.map(({ node }) => node))
}

/** What the whole query is one of. */
function alternatives(tree: Tree): readonly Tree[] {
  return tree.is === 'or' ? tree.of.flatMap(alternatives) : [tree]
}

/** Whether too little is left of it to be found by. */
function isTooBroad(node: Node): boolean {
  const parsed = parse(print({ root: node }))
  return !parsed.ok && parsed.problems.some(({ code }) => code === 'nothing_to_find')
}

/** `isMeant` is whether the part is looked for, and not denied. */
function settled(tree: Tree, isMeant: boolean, takeDown: TakeDown): Settled {
  switch (tree.is) {
    case 'term':
      return settledTerm(tree, isMeant, takeDown)
    case 'not': {
      const inner = settled(tree.of, !isMeant, takeDown)
      return inner.node ? { node: not(inner.node) } : inner
    }
    case 'and':
      return isMeant ? most(tree.of, takeDown) : all(tree, tree.of, takeDown)
    case 'or':
      return some(tree.of, isMeant, takeDown)
    case 'loose':
      return loosened(tree, settled(tree.of, isMeant, takeDown), tree.note, isMeant, takeDown)
    case 'together':
      return settledTogether(tree, isMeant, takeDown)
    case 'near':
      return settledNear(tree, isMeant, takeDown)
  }
}

function settledTerm(term: Tree & { readonly is: 'term' }, isMeant: boolean, takeDown: TakeDown): Settled {
  const node = isMeant ? term.node : term.denied
  const { from, to, lost } = term
  if (node === null) return { node, gone: lost ? [{ from, to, note: lost.put === undefined ? lost : { code: 'exclusion' } }] : [] }
  if (lost) {
    const isSame = node === term.node
    takeDown(term, lost, isMeant === (term.hears === 'more') || !isSame ? 'more' : 'less')
  }
  return { node }
}

/** The parts of an AND that can be kept. Without the others it hears more. */
function most(parts: readonly Tree[], takeDown: TakeDown): Settled {
  const each = parts.map((part) => settled(part, true, takeDown))
  const node = joined('and', each.flatMap((part) => part.node ?? []))
  const gone = each.flatMap((part) => part.gone ?? [])
  if (node === null) return { node, gone }
  for (const { note, ...place } of gone) takeDown(place, note, 'more')
  return { node }
}

/** An AND that is denied: without one of its parts it would deny more than it did, so all must be there. */
function all(place: Place, parts: readonly Tree[], takeDown: TakeDown): Settled {
  const heard: Parameters<TakeDown>[] = []
  const each = parts.map((part) => settled(part, false, (...lost) => heard.push(lost)))
  const gone = each.flatMap((part) => part.gone ?? [])
  const nodes = each.flatMap((part) => part.node ?? [])
  if (nodes.length < parts.length) return { node: null, gone: [...gone, { from: place.from, to: place.to, note: { code: 'exclusion' } }] }
  for (const lost of heard) takeDown(...lost)
  const node = joined('and', nodes)
  return node ? { node } : { node, gone }
}

/** The alternatives of an OR that can be kept. Without the others it hears less; where it is denied, more. */
function some(parts: readonly Tree[], isMeant: boolean, takeDown: TakeDown): Settled {
  const each = parts.map((part) => settled(part, isMeant, takeDown))
  const node = joined('or', each.flatMap((part) => part.node ?? []))
  const gone = each.flatMap((part) => part.gone ?? [])
  if (node === null) return { node, gone }
  for (const { note, ...place } of gone) takeDown(place, note, isMeant ? 'less' : 'more')
  return { node }
}

/** A part that hears more without what stood around it: good enough where it is meant, and nothing where it is denied. */
function loosened(tree: Place & { readonly at: Place }, inner: Settled, note: Note, isMeant: boolean, takeDown: TakeDown): Settled {
  if (inner.node === null) return inner
  if (!isMeant) return { node: null, gone: [{ from: tree.from, to: tree.to, note: { code: 'exclusion' } }] }
  takeDown(tree.at, note, 'more')
  return inner
}

function settledTogether({ of, between, ...place }: Tree & { readonly is: 'together' }, isMeant: boolean, takeDown: TakeDown): Settled {
  const inner = isMeant ? most(of, takeDown) : all(place, of, takeDown)
  // One part alone: the others were left out, which has been said.
  if (inner.node?.is !== 'and') return inner
  const groups = inner.node.of.flatMap((node) => asGroup(node) ?? [])
  if (groups.length < inner.node.of.length) return loosened({ ...place, at: place }, inner, { code: 'near_parts' }, isMeant, takeDown)
  const { node, lost } = together(groups, between)
  if (node === null) return inner
  return lost ? loosened({ ...place, at: place }, { node }, lost, isMeant, takeDown) : { node }
}

function settledNear({ operator, of, ...place }: Tree & { readonly is: 'near' }, isMeant: boolean, takeDown: TakeDown): Settled {
  const { within, ordered } = operator
  const inner = isMeant ? most(of, takeDown) : all(place, of, takeDown)
  // One side alone: the other was left out, which has been said.
  if (inner.node?.is !== 'and') return inner
  const loose = (code: Note['code'], at: Place) => loosened({ ...place, at }, inner, { code }, isMeant, takeDown)
  if (within === null) return loose('sentence', operator)
  if (within > REACH_MAX) return loose('near_far', operator)
  const [left, right, ...others] = inner.node.of.map(asGroup)
  if (!left || !right || others.length > 0) return loose('near_parts', operator)
  return { node: { is: 'near', ordered, within, of: [left, right] } }
}

/** What can stand beside NEAR; a tag or a handle as the words it is made of. */
function asGroup(node: Node): Node | null {
  if (node.is === 'words' || node.is === 'stem' || node.is === 'near') return node
  if (node.is === 'tag' || node.is === 'handle') return tokenise(node.value).length > 0 ? { is: 'words', text: node.value, how: 'folded' } : null
  if (node.is !== 'or') return null
  const parts = node.of.map(asGroup)
  return parts.includes(null) ? null : joined('or', parts.flatMap((part) => part ?? []))
}
