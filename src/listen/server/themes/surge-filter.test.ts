import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addQuery, alerts, figures, type Filter, listMentions, people, type Surge, surges } from '../../contract.ts'
import { judgeWorkspace } from './judge-themes.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NOW = new Date('2026-06-09T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS)
/** Long enough that one who passes it on makes a copy. */
const STORY = 'לנטרן הודיעה הבוקר שכל המשלוחים שלה מתעכבים עד יום ראשון, בגלל תקלה במחסן החדש שנפתח בקיץ'

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  world.clock.now = new Date(NOW.getTime() - 35 * DAY_MS)
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  world.clock.now = NOW
  const usual = Array.from({ length: 35 * 30 }, (_, n) => said(`u${n}`, 35 * 24 - n * 0.8, `lantern ${['queue', 'bread', 'lights', 'shoes'][n % 4]} ${n}`, `u${n % 200}`))
  for (let at = 0; at < usual.length; at += 500) await say(...usual.slice(at, at + 500))
})

const said = (externalId: string, hours: number, text: string, by = externalId): Saying => (
  { externalId, text, saidAt: hoursAgo(hours), author: { id: by, handle: by, name: null, followers: null } })
const strike = (count: number) => Array.from({ length: count }, (_, n) => said(`s${n}`, 2.9 - n * 0.1, `משלוח תקוע, לנטרן ${n}`, `s${n % 15}`))
const judge = async () => {
  for (let n = 0; n < 5; n++) await judgeWorkspace({ doors: world.doors, now: () => world.clock.now }, owner.workspaceId)
}
const theSurge = async (): Promise<Surge> => {
  const [surge] = (await world.call(surges, {}, owner)).body.surges
  if (!surge) throw new Error('nothing surges')
  return surge
}
/** Ids of a list to its end, in small pages. */
async function listed(filter: Filter): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const { body } = await world.call(listMentions, { ...filter, limit: 7, after }, owner)
    ids.push(...body.mentions.map(({ externalId }) => externalId))
    if (body.next === null) return ids
    after = body.next
  }
}
const counted = async (filter: Filter) => ({ total: (await world.call(figures, filter, owner)).body.total, people: (await world.call(people, filter, owner)).body.people })

describe('a surge opens to exactly what it counts', () => {
  it('in the list, its figures and its people, whoever else says the same words in its time', async () => {
    await say(...strike(20))
    await judge()
    await say(said('late', 1, 'משלוח הגיע, לנטרן', 'late')) // found by its words, and not counted yet
    const { id: surgeId, count, people: by } = await theSurge()
    expect([count, by]).toEqual([20, 15])
    expect(await listed({ surgeId })).toEqual(strike(20).map(({ externalId }) => externalId).toReversed())
    expect(await listed({ surgeId, copies: 'together' })).toHaveLength(count)
    expect(await counted({ surgeId })).toEqual({ total: count, people: by })
    const { body } = await world.call(figures, { surgeId }, owner)
    expect(body).toMatchObject({ exact: true, from: hoursAgo(3).toISOString(), until: hoursAgo(-0).toISOString(), step: 'hour' })
    expect(body.bars.map((bar) => bar.count).reduce((sum, n) => sum + n, 0)).toBe(count)
    await judge()
    expect([(await theSurge()).count, (await listed({ surgeId })).length, (await counted({ surgeId })).total]).toEqual([21, 21, 21])
  })

  it('narrowed by whatever else is asked, and equal to the figures of it', async () => {
    await say(...strike(20))
    await judge()
    const { id: surgeId } = await theSurge()
    const [{ id: queryId } = { id: '' }] = (await world.db.selectFrom('query').select('id').where('workspace_id', '=', owner.workspaceId).execute())
    for (const filter of [{ find: '7 OR 17' }, { langs: 'he' }, { langs: 'en' }, { queryId }, { queryId: surgeId }, { from: hoursAgo(2).toISOString() }, { until: hoursAgo(2).toISOString() }, { from: hoursAgo(-1).toISOString() }, { until: hoursAgo(9).toISOString() }] satisfies Filter[]) {
      expect([filter, (await counted({ surgeId, ...filter })).total]).toEqual([filter, (await listed({ surgeId, ...filter })).length])
    }
    expect(await listed({ surgeId, find: '7 OR 17' })).toEqual(['s17', 's7'])
    expect(await counted({ surgeId: queryId })).toEqual({ total: 0, people: 0 })
  })

  it('without what is deleted or blocked since, at once', async () => {
    await say(...strike(20))
    await judge()
    const { id: surgeId } = await theSurge()
    const hide = (externalId: string, how: object) => world.db.updateTable('mention').set(how).where('workspace_id', '=', owner.workspaceId).where('external_id', '=', externalId).execute()
    await hide('s3', { deleted_at: NOW, text: '' })
    await hide('s4', { blocked_by: owner.workspaceId })
    expect([(await theSurge()).count, (await listed({ surgeId })).length, (await counted({ surgeId })).total]).toEqual([18, 18, 18])
  })

  it('of this workspace alone', async () => {
    await say(...strike(20))
    await judge()
    const { id: surgeId } = await theSurge()
    const stranger = await world.owner()
    expect((await world.call(listMentions, { surgeId }, stranger)).body.mentions).toEqual([])
    expect((await world.call(figures, { surgeId }, stranger)).body.total).toBe(0)
    expect((await world.call(surges, { surgeId }, stranger)).body.surges).toEqual([])
    expect((await world.call(surges, { surgeId }, owner)).body.surges.map(({ id }) => id)).toEqual([surgeId])
  })
})

describe('of a story that many pass on', () => {
  it('a surge counts one, its list shows one, and each copy is there for whoever asks', async () => {
    await say(...strike(20), said('story', 2.5, STORY), ...Array.from({ length: 30 }, (_, n) => said(`c${n}`, 2.4 - n * 0.05, `RT ${STORY}`)))
    await judge()
    const { id: surgeId, count, people: by } = await theSurge()
    expect([count, by]).toEqual([21, 16])
    expect([(await listed({ surgeId })).filter((id) => /^(story|c)/.test(id)), await counted({ surgeId })]).toEqual([['story'], { total: 21, people: 16 }])
    expect([(await listed({ surgeId, copies: 'each' })).length, await counted({ surgeId, copies: 'each' })]).toEqual([51, { total: 51, people: 46 }])
    expect((await world.call(alerts, {}, owner)).body.alerts).toMatchObject([{ surge: { count: 21, people: 16 } }])
  })

  it('counts one also when its first is blocked, and when copies were only found later', async () => {
    await say(...strike(20), said('story', 2.5, STORY), said('c1', 2.4, `RT ${STORY}`), said('c2', 2.3, `RT ${STORY}`))
    await world.db.updateTable('mention').set({ blocked_by: owner.workspaceId }).where('workspace_id', '=', owner.workspaceId).where('external_id', '=', 'story').execute()
    await judge()
    const { id: surgeId } = await theSurge()
    expect((await listed({ surgeId })).filter((id) => /^(story|c)/.test(id))).toEqual(['c1'])
    const first = await world.db.selectFrom('mention').select('id').where('workspace_id', '=', owner.workspaceId).where('external_id', '=', 's0').executeTakeFirstOrThrow()
    await world.db.updateTable('mention').set({ copy_of: first.id }).where('workspace_id', '=', owner.workspaceId).where('external_id', 'in', ['s1', 's2']).execute()
    expect([(await theSurge()).count, (await listed({ surgeId })).length, (await counted({ surgeId })).total]).toEqual([19, 19, 19])
  })
})
