import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addQuery, figures, people, reach, stateAudience } from '../../contract.ts'

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
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const said = (n: number, place: string, lang: string, by = `${n}`, hours = n): Saying => (
  { externalId: `${n}`, text: `lift ${n}`, origin: place, lang, saidAt: hoursAgo(hours), author: { id: by, handle: by, name: by, followers: null } })

/** The one that the workspace listens to. */
const network = () => `test${owner.workspaceId.slice(-6)}`

const STATED = { statedOn: '2026-05-01', source: 'Survey of members', languages: [{ value: 'he', percent: 70 }, { value: 'ar', percent: 15 }], places: [{ value: 'Facebook', percent: 40 }, { value: 'WhatsApp', percent: 25 }] }

describe('whom the workspace hears', () => {
  it('sums to the mentions and people that lists and figures tell, by place, language and intent', async () => {
    await say(
      said(1, 'Facebook', 'he'), said(2, 'facebook', 'he', '1'), said(3, 'Forum', 'he'), said(4, 'Forum', 'ar'), said(5, 'Forum', 'en', '4'),
      said(6, 'Forum', 'en', 'old', 24 * 40),
    )
    const { body } = await world.call(reach, {}, owner)
    const told = (await world.call(figures, {}, owner)).body
    const counted = (await world.call(people, {}, owner)).body
    expect([body.from, body.until, body.mentions, body.people, body.margin]).toEqual([told.from, told.until, told.total, counted.people, counted.margin])
    expect(body.places.map(({ value, values, mentions, people }) => [value.toLowerCase(), values.length, mentions, people])).toEqual([['forum', 1, 3, 2], ['facebook', 2, 2, 1], [network(), 0, 0, 0]])
    expect(body.languages.map(({ value, mentions }) => ({ value, count: mentions }))).toEqual(told.facets.langs)
    for (const { value, people: heard } of body.languages) expect(heard).toBe((await world.call(people, { langs: value }, owner)).body.people)
    expect(body.intents.map(({ intent, mentions }) => ({ value: intent, count: mentions })).filter(({ count }) => count > 0)).toEqual(
      expect.arrayContaining(told.facets.intents.map(({ value, count }) => ({ value, count }))))
    expect(body.intents.every(({ isThin }) => isThin)).toBe(true)
  })

  it('stands beside what is stated: where nobody is heard, too few, fewer and more', async () => {
    await world.call(stateAudience, { version: 0, ...STATED }, owner)
    await say(...Array.from({ length: 60 }, (_, n) => said(n, n < 50 ? 'facebook' : 'Forum', n < 59 ? 'he' : 'ar', `${n}`, 1)))
    const { body } = await world.call(reach, {}, owner)
    expect(body.audience).toMatchObject({ ...STATED, version: 1 })
    expect(body.places.map(({ value, verdict, source, connector }) => [value, verdict, source, connector])).toEqual([
      ['facebook', 'more', 'none', null], ['WhatsApp', 'unheard', 'none', null], ['Forum', 'unstated', 'none', null], [network(), 'unstated', 'listening', null],
    ])
    expect(body.languages.map(({ value, verdict, isMeasured }) => [value, verdict, isMeasured])).toEqual([['he', 'more', true], ['ar', 'fewer', true]])
  })

  it('has nothing to say before anything is heard', async () => {
    const { body } = await world.call(reach, {}, owner)
    expect(body).toMatchObject({ mentions: 0, people: 0, audience: null, earlier: [], languages: [] })
    expect(body.places).toMatchObject([{ value: network(), mentions: 0, source: 'listening', verdict: 'unstated' }])
  })
})

describe('stating an audience', () => {
  it('keeps what was stated before, with who and when, and is a fact', async () => {
    await world.call(stateAudience, { version: 0, ...STATED }, owner)
    const { body } = await world.call(stateAudience, { version: 1, ...STATED, source: 'The till' }, owner)
    expect(body).toMatchObject({ version: 2, source: 'The till', at: NOW.toISOString() })
    const { earlier, audience } = (await world.call(reach, {}, owner)).body
    expect([audience?.version, earlier.map(({ version, source }) => [version, source])]).toEqual([2, [[1, 'Survey of members']]])
    const facts = await world.db.selectFrom('fact').select('data').where('workspace_id', '=', owner.workspaceId).where('name', '=', 'listen.audience_stated').orderBy('id').execute()
    expect(facts.map(({ data }) => data)).toMatchObject([{ version: 1, source: 'Survey of members' }, { version: 2, places: STATED.places }])
  })

  it('tells the second of two at once, and changes nothing', async () => {
    await world.call(stateAudience, { version: 0, ...STATED }, owner)
    const { status, body } = await world.call(stateAudience, { version: 0, ...STATED }, owner)
    expect([status, body]).toMatchObject([409, { code: 'conflict' }])
  })

  it.each([
    ['more than all customers in languages', { languages: [{ value: 'he', percent: 90 }, { value: 'ar', percent: 15 }] }, 422],
    ['one place twice, in another case', { places: [{ value: 'Facebook', percent: 1 }, { value: 'facebook', percent: 1 }] }, 400],
    ['nothing', { languages: [], places: [] }, 400],
    ['none in 100', { languages: [{ value: 'he', percent: 0 }] }, 400],
    ['no source', { source: ' ' }, 400],
    ['a day that is none', { statedOn: '2026-02-31' }, 400],
  ])('refuses %s', async (_, wrong, status) => {
    expect((await world.call(stateAudience, { version: 0, ...STATED, ...wrong }, owner)).status).toBe(status)
  })

  it('is for owners and managers', async () => {
    const agent = await world.as('agent', owner.workspaceId)
    expect((await world.call(stateAudience, { version: 0, ...STATED }, agent)).status).toBe(403)
  })
})
