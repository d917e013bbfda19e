import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newNetwork } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { Post as Said } from '../../connect/connector.ts'
import { narrow, parse, type Post, print, type Query } from '../../engine/index.ts'
import { randomPost, randomQuery, written } from '../../engine/match/random.test-support.ts'
import { addQuery, tryQuery } from '../contract.ts'
import { BEGINNING, type Candidate, CANDIDATE_COLUMNS, candidates, searchFor } from './search.ts'
import { wordsOf } from './words-of.ts'

const POSTS = 250
const QUERIES = 120
const STANDING = 40
const SEED = 20261123

let world: World
let owner: Asker & { readonly workspaceId: string }
let queries: readonly Query[]
let standing: ReadonlyMap<string, Query>
let stored: readonly Candidate[]

beforeAll(async () => {
  world = await newWorld()
  owner = await world.owner()
  queries = fc.sample(randomQuery, { numRuns: QUERIES * 2, seed: SEED }).flatMap((node) => {
    const read = parse(written(node))
    return read.ok ? [read.query] : []
  }).slice(0, QUERIES)
  const ids = new Map<string, Query>()
  for (const [n, query] of queries.slice(0, STANDING).entries()) ids.set((await world.call(addQuery, { name: `${n}`, text: print(query) }, owner)).body.id, query)
  standing = ids
  const say = await newNetwork(world, owner.workspaceId, { hearsAll: true })
  await say(...fc.sample(randomPost, { numRuns: POSTS, seed: SEED }).map(said))
  const rows = await world.db.selectFrom('mention').selectAll().where('workspace_id', '=', owner.workspaceId).orderBy('said_at', 'desc').orderBy('id', 'desc').execute()
  stored = rows.map((row) => ({ ...row, place: String(row.place) }))
})
afterAll(() => world.close())

/** A post of the engine's as a network would bring it. */
function said(post: Post, n: number): Partial<Said> & { externalId: string } {
  return {
    externalId: `${n}`, text: post.text, lang: post.lang ?? null, tags: [...post.tags ?? []], links: [...post.links ?? []], url: post.url ?? null,
    form: (post.kind ?? 'post') as Said['form'], author: { id: `did:${n % 3}`, handle: post.author ?? '', name: null, followers: post.followers ?? null },
    media: (post.has ?? []).map((kind) => ({ kind: kind as 'image', url: null, alt: null })),
  }
}

const found = (words: string | null) => (
  world.doors.inWorkspace(owner.workspaceId, (db) => candidates(db, { words, since: null, before: BEGINNING, atMost: POSTS * 2 }))
)

describe('what is stored', () => {
  it('is found by words exactly where the engine matches it: narrowing loses no match, however few terms are looked up', async () => {
    expect([stored.length, queries.length]).toEqual([POSTS, QUERIES])
    let matches = 0
    for (const query of queries) {
      const { words, match } = searchFor(print(query))
      const expected = stored.filter(match).map(({ id }) => id)
      matches += expected.length
      for (const narrowed of [words, wordsOf(narrow(query), 3)]) {
        const hits = (await found(narrowed)).filter(match).map(({ id }) => id)
        expect([print(query), hits]).toEqual([print(query), expected])
      }
    }
    expect(matches).toBeGreaterThan(QUERIES)
  })

  it('matches as it did when it was heard, at the same places', async () => {
    const rows = await world.db.selectFrom('mention_match').select(['mention_id', 'query_id', 'spans']).where('workspace_id', '=', owner.workspaceId).execute()
    const heard = new Map(rows.map(({ query_id, mention_id, spans }) => [`${query_id} ${mention_id}`, spans.join()]))
    const now = [...standing].flatMap(([queryId, query]) => {
      const { match } = searchFor(print(query))
      return stored.flatMap((mention): [string, string][] => {
        const spans = match(mention)
        return spans ? [[`${queryId} ${mention.id}`, spans.flat().join()]] : []
      })
    })
    expect(new Map(now)).toEqual(heard)
    expect(heard.size).toBeGreaterThan(STANDING)
  })

  it('is told apart by what the engine reads of it and by nothing else', () => {
    expect(CANDIDATE_COLUMNS.filter((column) => !(column in (stored[0] ?? {})))).toEqual([])
  })

  it.each([
    ['any of very many words', `${Array.from({ length: 2_200 }, (_, n) => n.toString(36)).join(' OR ')} OR ikea`],
    ['any of very many words, beside one', `(${Array.from({ length: 1_500 }, (_, n) => `w${n}`).join(' OR ')} OR ikea) ikea`],
    ['one without any of very many', `ikea -(${Array.from({ length: 1_500 }, (_, n) => `${n}`).join(' OR ')})`],
    ['as many brackets as there may be', `${'('.repeat(198)}ikea OR none${')'.repeat(198)}`],
    ['a phrase of very many words', `ikea OR "${'word '.repeat(100).trim()}"`],
  ])('is found by %s', async (_, text) => {
    const { words, match } = searchFor(text)
    const expected = stored.filter(match).length
    expect(expected).toBeGreaterThan(10)
    expect((await found(words)).filter(match).length).toBe(expected)
    expect((await world.call(tryQuery, { text }, owner)).status).toBe(200)
  })
})
