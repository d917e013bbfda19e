import type { Post, Query } from '../../src/engine/index.ts'

/** UTF-16 offsets into the text of a post. */
export type Span = readonly [start: number, end: number]

/** What a peer looks for in a text that is in small letters. Whole words, but for the beginning of one (`open`). */
export type Leaf = { readonly literal: string; readonly open: boolean }

/** A query as every peer runs it: our logic over leaves that each finds in its own way. */
export type Asked =
  | { readonly is: 'leaf'; readonly leaf: number }
  | { readonly is: 'and' | 'or'; readonly of: readonly Asked[] }
  | { readonly is: 'not'; readonly of: Asked }
  | { readonly is: 'near'; readonly ordered: boolean; readonly within: number; readonly of: readonly [Asked, Asked] }
  | { readonly is: 'filter'; readonly holds: (post: Post) => boolean }

/** Queries with what they look for; `askedBy` gives for each leaf the queries that can match because of it. */
export type AskedAll = {
  readonly leaves: readonly Leaf[]
  readonly asked: readonly Asked[]
  readonly askedBy: readonly (readonly number[])[]
}

type Node = Query['root']

/** Prepares queries for peers. Each leaf is kept once, however many queries ask for it. */
export function askAll(queries: readonly Query[]): AskedAll {
  const leaves: Leaf[] = []
  const askedBy: number[][] = []
  const numbers = new Map<string, number>()
  const leafOf = (literal: string, open = false): Asked => {
    const key = `${open ? '*' : '='}${literal}`
    const leaf = numbers.get(key) ?? leaves.push({ literal, open }) - 1
    numbers.set(key, leaf)
    askedBy[leaf] ??= []
    return { is: 'leaf', leaf }
  }
  const asked = queries.map((query, number) => {
    const whole = askedOf(query.root, leafOf)
    for (const leaf of new Set(positives(whole))) askedBy[leaf]?.push(number)
    return whole
  })
  return { leaves, asked, askedBy }
}

function askedOf(node: Node, leafOf: (literal: string, open?: boolean) => Asked): Asked {
  switch (node.is) {
    case 'and':
    case 'or':
      return { is: node.is, of: node.of.map((part) => askedOf(part, leafOf)) }
    case 'not':
      return { is: 'not', of: askedOf(node.of, leafOf) }
    case 'near':
      return { is: 'near', ordered: node.ordered, within: node.within, of: [askedOf(node.of[0], leafOf), askedOf(node.of[1], leafOf)] }
    case 'words':
      return leafOf(node.text.toLowerCase())
    case 'stem':
      return leafOf(node.text.toLowerCase(), true)
    case 'tag':
      return leafOf(`#${node.value}`)
    case 'handle':
      return leafOf(`@${node.value}`)
    case 'site':
      return leafOf(node.value)
    case 'lang':
      return { is: 'filter', holds: ({ lang }) => lang === node.value }
    case 'network':
      return { is: 'filter', holds: ({ network }) => network === node.value }
    case 'author':
      return { is: 'filter', holds: ({ author }) => author === node.value }
    default:
      throw new Error(`no query of the workload has ${node.is}`)
  }
}

/** The leaves of which a match must hold some. */
function positives(asked: Asked): number[] {
  if (asked.is === 'leaf') return [asked.leaf]
  return asked.is === 'not' || asked.is === 'filter' ? [] : asked.of.flatMap(positives)
}

/** A post as peers read it. */
export type Reading = {
  readonly post: Post
  readonly lower: string
  /** Where a leaf stands; null when nowhere. */
  readonly find: (leaf: number) => readonly Span[] | null
}

const NOWHERE: readonly Span[] = []

/** All places that make a post match; null when it does not. */
export function placesOf(asked: Asked, reading: Reading): readonly Span[] | null {
  switch (asked.is) {
    case 'leaf':
      return reading.find(asked.leaf)
    case 'filter':
      return asked.holds(reading.post) ? NOWHERE : null
    case 'not':
      return placesOf(asked.of, reading) === null ? NOWHERE : null
    case 'near':
      return near(asked, reading)
    case 'or': {
      let found: readonly Span[] | null = null
      for (const part of asked.of) {
        const places = placesOf(part, reading)
        if (places) found = found ? [...found, ...places] : places
      }
      return found
    }
    default: {
      let found = NOWHERE
      for (const part of asked.of) {
        const places = placesOf(part, reading)
        if (places === null) return null
        if (places.length > 0) found = found.length > 0 ? [...found, ...places] : places
      }
      return found
    }
  }
}

/** Counts the words between two places, as far as white space tells them. */
function near({ of, ordered, within }: Asked & { is: 'near' }, reading: Reading): readonly Span[] | null {
  const lefts = placesOf(of[0], reading)
  const rights = lefts && placesOf(of[1], reading)
  if (!lefts || !rights) return null
  const isNear = ([, end]: Span, [start]: Span) => end < start && stepsIn(reading.lower, end, start) <= within
  const found: Span[] = []
  for (const left of lefts) {
    for (const right of rights) if (isNear(left, right) || (!ordered && isNear(right, left))) found.push(left, right)
  }
  return found.length > 0 ? found : null
}

function stepsIn(text: string, from: number, to: number): number {
  let steps = 0
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 32) steps += 1
  return steps
}
