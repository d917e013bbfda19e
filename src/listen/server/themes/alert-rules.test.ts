import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addAlertRule, addQuery, type AlertRule, alertRules, alerts, changeAlertRule, changeAlertSettings, removeAlertRule } from '../../contract.ts'
import { mailAlert } from './alert-job.ts'
import { judgeWorkspace } from './judge-themes.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-06-09T12:00:00Z')
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)

let world: World
let owner: Asker & { workspaceId: string }
let queryId: string
let say: (...sayings: Saying[]) => Promise<void>
let told = 0

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  world.clock.now = new Date(NOW.getTime() - 35 * DAY_MS)
  owner = await world.owner()
  queryId = (await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)).body.id
  say = await newNetwork(world, owner.workspaceId)
  world.clock.now = NOW
})

const said = (externalId: string, hours: number, text: string, by = externalId): Saying => (
  { externalId, text, saidAt: hoursAgo(hours), author: { id: by, handle: by, name: null, followers: null } })
const usual = async () => {
  const all = Array.from({ length: 35 * 30 }, (_, n) => said(`u${n}`, 35 * 24 - n * 0.8, `lantern ${['queue', 'bread', 'lights', 'shoes'][n % 4]} ${n}`, `u${n % 200}`))
  for (let at = 0; at < all.length; at += 500) await say(...all.slice(at, at + 500))
}
const strike = (count: number) => say(...Array.from({ length: count }, () => said(`s${told += 1}`, 1 + (told % 10) / 10, `לנטרן, המשלוח תקוע ${told}`)))
const judge = async () => {
  for (let n = 0; n < 5; n++) await judgeWorkspace({ doors: world.doors, now: () => world.clock.now }, owner.workspaceId)
}
const RULE = { name: 'Deliveries', sensitivity: 'normal', queryIds: [] as string[], words: [] as string[], userIds: [] as string[] } as const
const add = async (rule: Partial<AlertRule>) => (await world.call(addAlertRule, { ...RULE, ...rule }, owner)).body
const rows = () => world.db.selectFrom('alert').selectAll().where('workspace_id', '=', owner.workspaceId).orderBy('raised_at').execute()
const raised = async () => (await world.db.selectFrom('fact').select('data').where('workspace_id', '=', owner.workspaceId).where('name', '=', 'listen.alert_raised').orderBy('id').execute())
  .map(({ data }) => data as { ruleId: string; alert: string; people: number; surgeId: string })

describe('an alert of the workspace', () => {
  it('tells those it names on the screen and by mail, says by what, and other programs; nobody twice', async () => {
    const [agent, off, viewer] = [await world.as('agent', owner.workspaceId), await world.as('viewer', owner.workspaceId), await world.as('viewer', owner.workspaceId)]
    await world.call(changeAlertSettings, { sensitivity: 'off', queryIds: [], byMail: false, quiet: null }, off)
    await world.call(changeAlertSettings, { sensitivity: 'normal', queryIds: [], byMail: true, quiet: null }, agent)
    const [one, two] = [await add({ userIds: [agent.user.id, off.user.id] }), await add({ name: 'Everything', userIds: [agent.user.id] })]
    await usual()
    await strike(20)
    await judge()
    const own = async (as: Asker) => (await world.call(alerts, {}, as)).body.alerts.map(({ rule }) => rule)
    expect([await own(agent), await own(off), await own(viewer), await own(owner)]).toEqual([['Deliveries'], ['Deliveries'], [null], [null]])
    expect((await rows()).map(({ user_id, letter }) => [user_id, letter]).toSorted()).toEqual(
      [[agent.user.id, 'waiting'], [off.user.id, 'waiting'], [viewer.user.id, null], [owner.user.id, null]].toSorted())
    expect((await raised()).map(({ ruleId, alert, people }) => [ruleId, alert, people])).toEqual([[one.id, 'Deliveries', 20], [two.id, 'Everything', 20]])
    await judge()
    expect([(await rows()).length, (await raised()).length]).toEqual([4, 2])
    await strike(20)
    await judge()
    expect([(await rows()).length, (await raised()).map(({ people }) => people)]).toEqual([8, [20, 20, 40, 40]])
  })

  it('says in its letter why, opens to its mentions, and names the alert', async () => {
    const agent = await world.as('agent', owner.workspaceId)
    await add({ userIds: [agent.user.id] })
    await usual()
    await strike(20)
    await judge()
    const alert = (await rows()).find(({ user_id }) => user_id === agent.user.id)
    const job = mailAlert({ mail: { configured: true, send: async (letter) => void (world.letters as unknown[]).push(letter) }, url: 'https://heed.example' })
    const ctx = { now: () => world.clock.now, actor: { workspaceId: owner.workspaceId, userId: null, role: 'owner' as const }, transact: <T>(work: Parameters<typeof world.doors.inWorkspace<T>>[1]) => world.doors.inWorkspace(owner.workspaceId, work) }
    await job.run(ctx as Parameters<typeof job.run>[0], { alertId: alert?.id ?? '' })
    const letter = world.letters.at(-1)
    expect(letter?.text).toContain(`https://heed.example/listen?surge=${alert?.surge_id}`)
    expect(letter?.text).toMatch(/20 (?:mentions by 20 people|אזכורים של 20 אנשים)/)
    expect(letter?.text).toContain('Deliveries')
  })

  it('is of the queries, words and sensitivity that it names', async () => {
    const other = (await world.call(addQuery, { name: 'Parking', text: 'parking' }, owner)).body.id
    const rules: Partial<AlertRule>[] = [
      { name: 'of the query', queryIds: [queryId] }, { name: 'of another query', queryIds: [other] }, { name: 'of the word', words: ['משלוח'] }, { name: 'of another word', words: ['חניה'] },
    ]
    for (const rule of rules) await add(rule)
    await usual()
    await strike(20)
    await judge()
    expect((await raised()).map(({ alert }) => alert)).toEqual(['of the query', 'of the word'])
  })

  it('passes by whoever has left, and stays told when it is removed', async () => {
    const agent = await world.as('agent', owner.workspaceId)
    const rule = await add({ userIds: [agent.user.id] })
    await usual()
    await strike(20)
    await judge()
    expect((await world.call(removeAlertRule, { ruleId: rule.id }, owner)).status).toBe(200)
    expect((await world.call(alerts, {}, agent)).body.alerts.map((one) => one.rule)).toEqual([null])
    const again = await add({ name: 'Again', userIds: [agent.user.id] })
    await world.db.deleteFrom('membership').where('workspace_id', '=', owner.workspaceId).where('user_id', '=', agent.user.id).execute()
    expect((await world.call(alertRules, {}, owner)).body.rules).toMatchObject([{ id: again.id, userIds: [] }])
    const before = (await rows()).length
    await strike(25)
    await judge()
    expect((await rows()).slice(before).map(({ user_id }) => user_id)).toEqual([owner.user.id])
  })

  it('is set by owners and managers, one after the other, of what is there', async () => {
    const [manager, agent, stranger] = [await world.as('manager', owner.workspaceId), await world.as('agent', owner.workspaceId), await world.owner()]
    const rule = (await world.call(addAlertRule, { ...RULE }, manager)).body
    expect([(await world.call(addAlertRule, { ...RULE }, agent)).status, (await world.call(alertRules, {}, agent)).status]).toEqual([403, 403])
    const change = (more: object) => world.call(changeAlertRule, { ruleId: rule.id, revision: 1, ...RULE, ...more }, owner)
    expect((await change({ queryIds: [rule.id] })).status).toBe(404)
    expect((await change({ userIds: [stranger.user.id] })).status).toBe(404)
    expect((await change({ words: ['two words'] })).body).toMatchObject({ code: 'bad_input' })
    expect((await change({ name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', revision: 2 })
    expect((await change({ name: 'Too late' })).body).toMatchObject({ code: 'conflict' })
    expect((await world.call(removeAlertRule, { ruleId: rule.id }, stranger)).status).toBe(404)
    const facts = await world.db.selectFrom('fact').select('name').where('workspace_id', '=', owner.workspaceId).where('name', 'like', 'listen.alert%').orderBy('id').execute()
    expect(facts.map(({ name }) => name)).toEqual(['listen.alert_added', 'listen.alert_changed'])
  })
})
