import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addQuery, changeQuery, figures, type Filter, listMentions, people, shareOfVoice } from '../../contract.ts'

const NOW = new Date('2026-05-20T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Ours', text: 'lantern', about: 'us' }, owner)
  await world.call(addQuery, { name: 'Theirs', text: 'torch', about: 'rival', rival: 'Torch & Co' }, owner)
  await world.call(addQuery, { name: 'Weather', text: 'rain' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const said = (externalId: string, hours: number, text: string, by = externalId): Saying => (
  { externalId, text, saidAt: hoursAgo(hours), author: { id: by, handle: by, name: by, followers: null } })
const LONG = 'the lantern that was bought here last winter stopped shining on the second evening and nobody answers'

const someHistory = () => say(
  said('a', 1, 'my lantern shines'), said('b', 30, 'a lantern and a torch', 'a'), said('c', 60, 'a torch in the rain'), said('d', 90, LONG), said('e', 80, `RT ${LONG}`),
  said('f', 24 * 35, 'the torch of old'), said('g', 24 * 200, 'a lantern long ago'),
)

describe('share of voice', () => {
  it('tells of each party what figures and lists tell of its query, over time and by sentiment', async () => {
    await someHistory()
    await sql`
      update mention set sentiment = case when external_id in ('c', 'd') then 'negative' else 'positive' end, intent = 'none', question = false, needs_answer = false,
        about_staff = false, negative_p = 0.5, positive_p = 0.2 where workspace_id = ${owner.workspaceId}`.execute(world.db)
    const { body } = await world.call(shareOfVoice, {}, owner)
    expect(body.parties.map(({ name, about, rival, mentions, people, before }) => [name, about, rival, mentions, people, before])).toEqual([
      ['Ours', 'us', null, 4, 3, 0], ['Theirs', 'rival', 'Torch & Co', 2, 2, 1],
    ])
    for (const party of body.parties) {
      const of = { queryId: party.queryId, from: body.from, until: body.until }
      const told = (await world.call(figures, of, owner)).body
      expect([party.mentions, party.counts]).toEqual([told.total, told.bars.map(({ count }) => count)])
      expect(body.bars).toEqual(told.bars.map(({ from, until }) => ({ from, until })))
      expect(party.people).toBe((await world.call(people, of, owner)).body.people)
      expect(party.before).toBe((await world.call(figures, { queryId: party.queryId, ...body.before }, owner)).body.total)
      for (const [sentiment, count] of Object.entries(party.sentiments)) expect(count).toBe((await world.call(figures, { ...of, sentiments: sentiment }, owner)).body.total)
    }
    expect(body.parties.map(({ sentiments }) => sentiments.negative)).toEqual([1, 1])
  })

  it('counts what says the same once, as a list does, and the people as they are', async () => {
    await someHistory()
    const { body } = await world.call(shareOfVoice, { copies: 'together' }, owner)
    expect(body.isTogether).toBe(true)
    for (const { queryId, mentions, counts } of body.parties) {
      const filter: Filter = { queryId, from: body.from, until: body.until, copies: 'together' }
      expect(mentions).toBe((await world.call(listMentions, { ...filter, limit: 100 }, owner)).body.mentions.length)
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(mentions)
    }
    expect(body.parties.map(({ mentions, people }) => [mentions, people])).toEqual([[3, 3], [2, 2]])
  })

  it('says nothing of a time in which nobody listened', async () => {
    await say(said('a', 1, 'a lantern'))
    const { body } = await world.call(shareOfVoice, {}, owner)
    expect(body.parties.map(({ before }) => before)).toEqual([null, null])
  })

  it('is empty as long as no query hears us or a rival', async () => {
    const other = await world.owner()
    expect((await world.call(shareOfVoice, {}, other)).body.parties).toEqual([])
  })
})

describe('whom a query hears', () => {
  it('stays as it was when it is not told, and goes with a rival’s name', async () => {
    const { body: query } = await world.call(addQuery, { name: 'Candles', text: 'candle', about: 'rival', rival: 'Wick' }, owner)
    const kept = await world.call(changeQuery, { queryId: query.id, revision: 1, name: 'Candle', text: 'candle' }, owner)
    expect(kept.body).toMatchObject({ about: 'rival', rival: 'Wick' })
    const ours = await world.call(changeQuery, { queryId: query.id, revision: 2, name: 'Candle', text: 'candle', about: 'us' }, owner)
    expect(ours.body).toMatchObject({ about: 'us', rival: null })
  })

  it.each([[{ about: 'rival' }], [{ about: 'us', rival: 'Wick' }], [{ about: 'rival', rival: ' ' }], [{ about: 'them' }]])('is refused as %o', async (wrong) => {
    const { status } = await world.call(addQuery, { name: 'Candles', text: 'candle', ...wrong } as never, owner)
    expect(status).toBe(400)
  })

  it('is one rival for each query, in any case of letters', async () => {
    const taken = await world.call(addQuery, { name: 'More', text: 'flame', about: 'rival', rival: 'TORCH & co' }, owner)
    expect([taken.status, taken.body]).toMatchObject([409, { code: 'listen.rival_taken' }])
  })
})
