import { AhoCorasick as Monyone } from '@monyone/aho-corasick'
import { AhoCorasick as MonyoneFast } from '@monyone/aho-corasick/fast'
import Modern from 'modern-ahocorasick'
import type { Post, Query } from '../../src/engine/index.ts'
import { type Leaf, type Reading, type Span, askAll, placesOf } from './asked.ts'

/** What a peer finds in one post: the number of each query that matches, and the places that make it match. */
export type Found = readonly { readonly query: number; readonly spans: readonly Span[] }[]

/**
 * Another way to answer the question that the engine answers: which of these queries match a post, and where. All run the same AND, OR,
 * NOT, NEAR and filters and give the same offsets. All leave out what a list of strings cannot have: Hebrew prefixes and spellings,
 * accents, tags and links that are attached to a post, hyphens for spaces in a phrase, and live changes.
 */
export type Peer = {
  readonly name: string
  /** With more queries one post takes so long that nothing is learnt from it, or building takes minutes. */
  readonly queriesMax: number
  readonly make: (queries: readonly Query[]) => (post: Post) => Found
}

type Hit = (literal: string, start: number, end: number) => void
type Scan = (text: string, hit: Hit) => void
type ScannerOf = (literals: string[]) => Scan

function monyone(automaton: Monyone | MonyoneFast): Scan {
  return (text, hit) => {
    for (const { keyword, begin, end } of automaton.matchInText(text)) hit(keyword, begin, end)
  }
}

function modern(literals: readonly string[]): Scan {
  const automaton = new Modern(literals)
  return (text, hit) => {
    for (const { pattern, start, end } of automaton.search(text)) hit(pattern, start, end)
  }
}

/** Finds all literals in one pass over the text, then runs each query of which something positive stands there. */
const byHits = (scannerOf: ScannerOf): Peer['make'] => (queries) => {
  const { leaves, asked, askedBy } = askAll(queries)
  const leavesOf = Map.groupBy(leaves.keys(), (leaf) => leaves[leaf]?.literal ?? '')
  const scan = scannerOf([...leavesOf.keys()])
  const ranFor = new Int32Array(asked.length)
  let posts = 0
  return (post) => {
    posts += 1
    const lower = post.text.toLowerCase()
    const places = new Map<number, Span[]>()
    scan(lower, (literal, start, end) => {
      if (!isBoundary(lower, start)) return
      const isWhole = isBoundary(lower, end)
      for (const leaf of leavesOf.get(literal) ?? []) {
        if (!isWhole && !leaves[leaf]?.open) continue
        const known = places.get(leaf)
        if (known) known.push([start, end])
        else places.set(leaf, [[start, end]])
      }
    })
    const reading: Reading = { post, lower, find: (leaf) => places.get(leaf) ?? null }
    const found: { query: number; spans: readonly Span[] }[] = []
    for (const leaf of places.keys()) {
      for (const query of askedBy[leaf] ?? []) {
        const each = asked[query]
        if (!each || ranFor[query] === posts) continue
        ranFor[query] = posts
        const spans = placesOf(each, reading)
        if (spans) found.push({ query, spans })
      }
    }
    return found
  }
}

/** Whether a word may begin or end here: not between two letters or digits. */
function isBoundary(text: string, at: number): boolean {
  return !isWordUnit(text.charCodeAt(at - 1)) || !isWordUnit(text.charCodeAt(at))
}

function isWordUnit(unit: number): boolean {
  if (unit < 128) return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
  return (unit >= 0xc0 && unit < 0x2000) || (unit >= 0x3040 && unit < 0xd800)
}

/** Runs one query after the other, each looking for its own words. */
const byQuery = (includesFirst: boolean): Peer['make'] => (queries) => {
  const { leaves, asked } = askAll(queries)
  const patterns = leaves.map(patternOf)
  return (post) => {
    const lower = post.text.toLowerCase()
    const find = (leaf: number) => {
      const pattern = patterns[leaf]
      return !pattern || (includesFirst && !lower.includes(leaves[leaf]?.literal ?? '')) ? null : all(pattern, lower)
    }
    const reading: Reading = { post, lower, find }
    const found: { query: number; spans: readonly Span[] }[] = []
    for (const [query, each] of asked.entries()) {
      const spans = placesOf(each, reading)
      if (spans) found.push({ query, spans })
    }
    return found
  }
}

/** With borders for every script: `\b` knows no letters but ASCII ones, and would find no word in Hebrew. */
function patternOf({ literal, open }: Leaf): RegExp {
  const before = /^[#@]/.test(literal) ? '' : '(?<![\\p{L}\\p{N}])'
  const after = open ? '' : '(?![\\p{L}\\p{N}])'
  return new RegExp(before + literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + after, 'giu')
}

function all(pattern: RegExp, text: string): Span[] | null {
  pattern.lastIndex = 0
  let found: Span[] | null = null
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found ??= []
    found.push([match.index, match.index + match[0].length])
  }
  return found
}

/** What npm has, and what people write themselves. */
export const PEERS: readonly Peer[] = [
  { name: '@monyone/aho-corasick', queriesMax: 100_000, make: byHits((literals) => monyone(new Monyone(literals))) },
  { name: '@monyone/aho-corasick/fast', queriesMax: 10_000, make: byHits((literals) => monyone(new MonyoneFast(literals))) },
  { name: 'modern-ahocorasick', queriesMax: 100_000, make: byHits(modern) },
  { name: 'includes() + RegExp', queriesMax: 10_000, make: byQuery(true) },
  { name: 'RegExp', queriesMax: 1_000, make: byQuery(false) },
]
