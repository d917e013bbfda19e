import { deepEqual, fail } from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { compile, narrow, parse, print, tokens, type Need, type Post } from '../index.ts'
import type { Node } from '../query/query.ts'
import { Reference } from './reference.test-support.ts'
import { written } from './random.test-support.ts'

/** How many pairs of a post and a query were compared, and how many of them matched. */
export type Tally = { pairs: number; matched: number }

/**
 * Throws where the matcher says something else of a post than the reference does, on whether it matches or on what is marked, and where
 * narrowing would lose a match. Before it is asked, every query came, went and came again. Queries that are refused are passed over.
 */
export function compare(posts: readonly Post[], queries: readonly Node[], spoken: string | null, tally: Tally): void {
  const entries = queries.flatMap((node, i) => {
    const parsed = parse(written(node))
    return parsed.ok ? [{ id: String(i), node, query: parsed.query }] : []
  })
  const needs = new Map(entries.map(({ id, query }) => [id, narrow(query)]))
  const matcher = compile(entries.map(({ query }, i) => ({ id: String(queries.length - i), query })))
  for (let i = 0; i <= queries.length; i++) matcher.remove(String(i))
  for (const { id, query } of entries) matcher.add(id, query)
  for (const post of posts) {
    const found = new Map(matcher.match(post, { language: () => spoken }).map(({ query, spans }) => [query, spans]))
    const reference = new Reference(post)
    const held = new Set(tokens(post))
    for (const { id, node, query } of entries) {
      tally.pairs++
      const expected = reference.match(node, spoken)
      const answered = found.get(id) ?? null
      if (!isDeepStrictEqual(answered, expected)) deepEqual(answered, expected, `${print(query)} on ${JSON.stringify(post)}`)
      if (!expected) continue
      tally.matched++
      if (!satisfied(needs.get(id) ?? { any: [] }, held)) fail(`narrowing loses ${print(query)} on ${JSON.stringify(post)}`)
    }
  }
}

function satisfied(need: Need, held: ReadonlySet<string>): boolean {
  if (typeof need === 'string') return held.has(need)
  if ('begins' in need) return [...held].some((token) => token.startsWith(need.begins))
  return 'all' in need ? need.all.every((part) => satisfied(part, held)) : need.any.some((part) => satisfied(part, held))
}
