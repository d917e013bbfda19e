import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { understandAnew } from '../../../ingest/server/understand-anew.ts'
import { addQuery, correct, figures, listMentions, type Mention, takeBack, whyUnderstood } from '../../contract.ts'

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const TEXT = 'the lift of the big house on the hill does not go up today, and nobody tells the tenants when it will'
const post = (id: string, seconds: number, text = TEXT): Saying => (
  { externalId: id, text, lang: 'en', saidAt: new Date(world.clock.now.getTime() - 1_000 * (100 - seconds)), author: { id, handle: id, name: id, followers: null } }
)

beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  await say(post('first', 1), post('second', 2), post('third', 3), post('other', 4, 'another lift altogether, and a lovely one at that, we all think so'))
})

const all = async (): Promise<Record<string, Mention>> => (
  Object.fromEntries((await world.call(listMentions, { copies: 'each' }, owner)).body.mentions.map((mention) => [mention.externalId, mention]))
)
const said = async (id: string, says: object) => (await world.call(correct, { mentionId: (await all())[id]?.id ?? '', says }, owner)).body.ids
const intents = async () => Object.fromEntries(Object.entries(await all()).map(([id, { meaning }]) => [id, meaning?.intent]))
const counted = async (value: string) => (
  (await world.call(figures, { copies: 'each' }, owner)).body.facets.intents.find((one) => one.value === value)?.count ?? 0
)
const machine = async () => (await intents()).third

describe('what people say of the first mention of a text', () => {
  it('counts of its copies, in lists and figures, and of nothing else', async () => {
    const other = (await intents()).other
    await said('first', { intent: 'crisis', needsAnswer: true })
    expect(await intents()).toEqual({ first: 'crisis', second: 'crisis', third: 'crisis', other })
    expect((await world.call(listMentions, { copies: 'each', intents: 'crisis', needsAnswer: 'yes' }, owner)).body.mentions).toHaveLength(3)
    expect((await world.call(listMentions, { copies: 'together', intents: 'crisis' }, owner)).body.mentions.map(({ externalId }) => externalId)).toEqual(['first'])
    expect(await counted('crisis')).toBe(3)
  })

  it('is told as that, with the way to the first', async () => {
    await said('first', { intent: 'crisis' })
    const { first, second } = await all()
    const why = async (id = '') => (await world.call(whyUnderstood, { mentionId: id }, owner)).body
    expect(await why(second?.id)).toMatchObject({ corrected: ['intent'], correctedOnFirst: ['intent'], firstId: first?.id })
    expect(await why(first?.id)).toMatchObject({ corrected: ['intent'], correctedOnFirst: [], firstId: null })
  })

  it('is taken back with it', async () => {
    const before = await intents()
    const ids = await said('first', { intent: 'crisis' })
    await world.call(takeBack, { ids }, owner)
    expect(await intents()).toEqual(before)
    expect(await counted('crisis')).toBe(0)
    expect(await world.db.selectFrom('mention').select('id').where('workspace_id', '=', owner.workspaceId).where('corrected', 'is not', null).execute()).toEqual([])
  })

  it('yields to what somebody says of a copy itself, whoever speaks first; that taken back, the first counts again', async () => {
    await said('second', { intent: 'idea' })
    await said('first', { intent: 'crisis' })
    const ids = await said('third', { intent: 'request' })
    expect(await intents()).toMatchObject({ first: 'crisis', second: 'idea', third: 'request' })
    expect([await counted('crisis'), await counted('idea'), await counted('request')]).toEqual([1, 1, 1])
    await world.call(takeBack, { ids }, owner)
    expect((await intents()).third).toBe('crisis')
  })

  it('said of a copy counts of that copy alone', async () => {
    const was = await machine()
    await said('second', { intent: 'crisis' })
    expect(await intents()).toMatchObject({ first: was, second: 'crisis', third: was })
  })

  it('counts of copies that are heard later, and stays when all is understood anew', async () => {
    await said('first', { intent: 'crisis' })
    await say(post('later', 50))
    await sql`update mention set understood_by = 'older' where workspace_id = ${owner.workspaceId}`.execute(world.db)
    await world.doors.asIngest([owner.workspaceId], (db) => (
      understandAnew(db, { workspaceId: owner.workspaceId, calibration: undefined, version: 'another', below: 'ffffffff-ffff-ffff-ffff-ffffffffffff', atMost: 100 })
    ))
    expect(await intents()).toMatchObject({ first: 'crisis', third: 'crisis', later: 'crisis' })
    expect(await counted('crisis')).toBe(4)
  })

  it('counts no more of a copy that says something else after an edit; what was said of itself stays', async () => {
    await said('first', { intent: 'crisis' })
    await said('second', { sentiment: 'positive' })
    await say({ ...post('second', 2, 'we moved out of the house, so the lift is none of our business any more at all'), kind: 'edited' })
    const { second, third } = await all()
    expect([second?.meaning?.intent === 'crisis', second?.meaning?.sentiment, third?.meaning?.intent]).toEqual([false, 'positive', 'crisis'])
    expect(await counted('crisis')).toBe(2)
  })

  it('stays with the copies when the first is deleted: their words are those that were judged', async () => {
    await said('first', { intent: 'crisis' })
    await say({ kind: 'deleted', externalId: 'first' })
    expect(await intents()).toMatchObject({ second: 'crisis', third: 'crisis' })
    await said('second', { question: true })
    await say(post('later', 50))
    expect(await intents()).toMatchObject({ second: 'crisis', third: 'crisis', later: 'crisis' })
  })
})
