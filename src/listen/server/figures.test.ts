import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, archiveQuery, type Figures, figures, type Filter, listMentions, queryFigures } from '../contract.ts'
import { compactCounts } from './compact-counts.ts'

const NOW = new Date('2026-05-20T12:34:00Z')
const HOUR_MS = 3_600_000
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS)

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>
let liftId: string

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  liftId = (await world.call(addQuery, { name: 'Lift', text: 'lift OR מעלית' }, owner)).body.id
  await world.call(addQuery, { name: 'Stairs', text: 'stairs' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const asked = async (filter: Filter = {}): Promise<Figures> => (await world.call(figures, filter, owner)).body

/** How many rows the list shows under a filter, page by page. */
async function listed(filter: Filter): Promise<number> {
  let rows = 0
  for (let after: string | undefined; ;) {
    const { mentions, next } = (await world.call(listMentions, { ...filter, limit: 7, after }, owner)).body
    rows += mentions.length
    if (next === null) return rows
    after = next
  }
}

/** Gives each stored mention another meaning, as if machines had understood so; two have none. */
async function understood(): Promise<void> {
  await sql`
    update mention m set
      sentiment = (array['negative', 'neutral', 'positive'])[1 + n % 3], intent = (array['complaint', 'question', 'praise', 'none'])[1 + n % 4],
      question = n % 4 = 1, needs_answer = n % 4 < 2, about_staff = n % 10 = 0
    from (select id, row_number() over (order by said_at, external_id) as n from mention where workspace_id = ${owner.workspaceId}) o
    where m.workspace_id = ${owner.workspaceId} and m.id = o.id`.execute(world.db)
  await sql`
    update mention set sentiment = null, intent = null, question = null, needs_answer = null, about_staff = null
    where workspace_id = ${owner.workspaceId} and external_id in ('m6', 'm7')`.execute(world.db)
}

/** Sixty mentions over forty days, of several kinds, some said at the same moment. */
const much = () => say(...Array.from({ length: 60 }, (_, n): Saying => ({
  externalId: `m${n}`,
  text: n % 3 === 0 ? 'the lift by the stairs' : n % 3 === 1 ? 'המעלית תקועה' : 'stairs',
  lang: n % 3 === 1 ? 'he' : 'en',
  form: n % 5 === 0 ? 'review' : 'post',
  origin: n % 4 === 0 ? 'Forum' : null,
  saidAt: hoursAgo(Math.floor(n / 2) * 32),
})))

const FILTERS: [string, Filter][] = [
  ['nothing', {}],
  ['a place', { places: 'Forum' }],
  ['two forms and a language', { forms: 'post,review', langs: 'en' }],
  ['a rare combination', { places: 'Forum', forms: 'review', langs: 'he' }],
  ['a language nobody uses', { langs: 'xx' }],
  ['words', { find: 'stuck OR תקועה' }],
  ['words in a place', { find: 'stairs', places: 'Forum' }],
  ['a sentiment', { sentiments: 'negative' }],
  ['intents', { intents: 'complaint,praise' }],
  ['what needs an answer', { needsAnswer: 'yes' }],
  ['what is about staff', { aboutStaff: 'yes' }],
  ['what means much at once, in a place', { sentiments: 'negative,positive', intents: 'complaint,question', needsAnswer: 'yes', aboutStaff: 'yes', places: 'Forum' }],
  ['a sentiment nobody knows', { sentiments: 'furious' }],
  ['words of a sentiment that need an answer', { find: 'stairs', sentiments: 'neutral', needsAnswer: 'yes' }],
]

describe('figures', () => {
  it.each(FILTERS)('of %s equal the rows they open to, whole and bar by bar, compacted or not', async (_name, filter) => {
    await much()
    await understood()
    for (const within of [filter, { ...filter, queryId: liftId }]) {
      const before = await asked(within)
      expect(before.total).toBe(await listed({ ...within, from: before.from, until: before.until }))
      for (const { from, until, count } of before.bars.filter((bar) => bar.count > 0)) expect([from, count]).toEqual([from, await listed({ ...within, from, until })])
      expect(before.bars.reduce((sum, { count }) => sum + count, 0)).toBe(before.total)
      await compactCounts(world)
      expect(await asked(within)).toEqual(before)
    }
  })

  it('cover the last thirty days of the first market, today included, without a hole', async () => {
    await much()
    const { from, until, step, bars } = await asked()
    expect([from, until, step, bars.length]).toEqual(['2026-04-20T21:00:00.000Z', '2026-05-20T13:00:00.000Z', 'day', 30])
    expect(bars.map((bar) => bar.from).slice(1)).toEqual(bars.map((bar) => bar.until).slice(0, -1))
  })

  it('count hours that a range cuts from the mentions themselves', async () => {
    await say({ externalId: 'a', text: 'lift', saidAt: new Date('2026-05-20T10:10:00Z') }, { externalId: 'b', text: 'lift', saidAt: new Date('2026-05-20T10:50:00Z') })
    for (const [from, until, total] of [['10:00', '11:00', 2], ['10:20', '11:00', 1], ['10:20', '10:40', 0], ['09:30', '10:50', 1], ['10:50', '10:51', 1]] as const) {
      const filter = { from: `2026-05-20T${from}:00Z`, until: `2026-05-20T${until}:00Z` }
      expect([from, until, (await asked(filter)).total, (await asked({ ...filter, queryId: liftId })).total]).toEqual([from, until, total, total])
      expect(await listed(filter)).toBe(total)
    }
  })

  it('tell each facet under the filter without its own part, the most frequent first', async () => {
    await say(
      { externalId: 'a', text: 'lift', lang: 'en', form: 'post' }, { externalId: 'b', text: 'lift', lang: 'en', form: 'review' },
      { externalId: 'c', text: 'מעלית', lang: 'he', form: 'post' }, { externalId: 'd', text: 'stairs', lang: 'en', form: 'post', origin: 'Forum' },
    )
    for (const filter of [{ langs: 'en', forms: 'post', from: '2026-01-01T00:00:00Z' }, { langs: 'en', forms: 'post', from: '2026-01-01T00:00:00Z', find: 'lift OR stairs OR מעלית' }]) {
      const { facets, total } = await asked(filter)
      expect(total).toBe(2)
      expect(facets.langs).toEqual([{ value: 'en', count: 2 }, { value: 'he', count: 1 }])
      expect(facets.forms).toEqual([{ value: 'post', count: 2 }, { value: 'review', count: 1 }])
      expect(facets.places.map(({ count }) => count)).toEqual([1, 1])
      expect(facets.queries.find(({ value }) => value === liftId)).toEqual({ value: liftId, count: 1 })
    }
  })

  it.each<Filter>([{}, { find: 'lift OR stairs OR מעלית' }])('tell facets of meaning that equal the lists under them (%j)', async (words) => {
    await much()
    await understood()
    for (const filter of [{}, { sentiments: 'negative' }, { intents: 'question,none', needsAnswer: 'yes' }, { aboutStaff: 'yes', langs: 'en' }] satisfies Filter[]) {
      for (const compact of [false, true]) {
        if (compact) await compactCounts(world)
        const all = { ...words, ...filter, from: '2026-01-01T00:00:00Z' }
        const { facets } = await asked(all)
        for (const { value, count } of facets.sentiments) expect([value, count]).toEqual([value, await listed({ ...all, sentiments: value })])
        for (const { value, count } of facets.intents) expect([value, count]).toEqual([value, await listed({ ...all, intents: value })])
        expect([facets.needsAnswer, facets.aboutStaff]).toEqual([await listed({ ...all, needsAnswer: 'yes' }), await listed({ ...all, aboutStaff: 'yes' })])
        expect(facets.sentiments.length).toBeGreaterThan(1)
      }
    }
  })

  it('neither tell nor find what is about staff for whoever may not know', async () => {
    await much()
    await understood()
    const viewer = await world.as('viewer', owner.workspaceId)
    expect((await world.call(figures, {}, viewer)).body.facets.aboutStaff).toBeNull()
    expect((await world.call(listMentions, { limit: 200 }, viewer)).body.mentions.map(({ meaning }) => meaning?.aboutStaff ?? null)).not.toContain(true)
    for (const read of [figures, listMentions]) expect((await world.call(read, { aboutStaff: 'yes' }, viewer)).body.code).toBe('not_allowed')
  })

  it('keep what was deleted there, and know nothing of archived queries or other workspaces', async () => {
    await say({ externalId: 'a', text: 'lift', saidAt: hoursAgo(1) })
    await say({ kind: 'deleted', externalId: 'a' })
    expect((await asked()).total).toBe(1)
    await world.call(archiveQuery, { queryId: liftId }, owner)
    expect((await asked()).facets.queries).toEqual([])
    expect((await asked({ queryId: liftId })).total).toBe(1)
    const stranger = await world.owner('Other')
    expect((await world.call(figures, { queryId: liftId }, stranger)).body.total).toBe(0)
  })

  it.each<[string, Filter]>([
    ['a list with an empty value', { langs: 'en,,he' }],
    ['a time that ends before it begins', { from: '2026-05-02T00:00:00Z', until: '2026-05-01T00:00:00Z' }],
    ['a time that is none', { from: 'yesterday' }],
    ['a thousand years', { from: '1026-05-02T00:00:00Z' }],
    ['a query that is none', { queryId: 'lift' }],
  ])('refuse %s', async (_name, filter) => {
    expect((await world.call(figures, filter, owner)).body.code).toBe('bad_input')
  })

  it('refuse words that cannot be read with the place of each problem', async () => {
    expect((await world.call(figures, { find: 'lift AND (' }, owner)).body.code).toBe('listen.bad_query')
  })
})

describe('figures of queries', () => {
  it('tell each standing query’s mentions on each of thirty days, zeros too', async () => {
    await say({ externalId: 'a', text: 'lift', saidAt: hoursAgo(0) }, { externalId: 'b', text: 'lift', saidAt: hoursAgo(25) }, { externalId: 'c', text: 'lift', saidAt: hoursAgo(40 * 24) })
    const { queries } = (await world.call(queryFigures, {}, owner)).body
    expect(queries.map(({ days }) => days.length)).toEqual([30, 30])
    const lift = queries.find(({ queryId }) => queryId === liftId)
    expect(lift?.days.slice(-3)).toEqual([0, 1, 1])
    expect(lift?.days.reduce((sum, count) => sum + count, 0)).toBe(2)
  })
})
