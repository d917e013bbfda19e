import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newNetwork } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, listQueries, tryQuery } from '../contract.ts'

const NOW = new Date('2026-05-20T12:34:00Z')
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000)

let world: World
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  world = await newWorld({ now: NOW })
  owner = await world.owner()
  await world.call(addQuery, { name: 'All', text: 'lift OR מעלית' }, owner)
  const say = await newNetwork(world, owner.workspaceId)
  await say(
    ...Array.from({ length: 25 }, (_, n) => ({ externalId: `stuck${n}`, text: 'the lift is stuck', saidAt: daysAgo(n / 10) })),
    { externalId: 'works', text: 'the lift works', saidAt: daysAgo(1) },
    { externalId: 'he', text: 'המעלית תקועה', lang: 'he', saidAt: daysAgo(4) },
    { externalId: 'old', text: 'the lift is stuck', saidAt: daysAgo(31) },
  )
})
afterAll(() => world.close())

const tried = async (text: string) => (await world.call(tryQuery, { text }, owner)).body

describe('the trial of a query', () => {
  it('tells what it would have heard in thirty days, day by day, and adds nothing', async () => {
    const { total, bars, exact, canonical } = await tried('stuck OR תקועה')
    expect({ total, exact, canonical, days: bars.length }).toEqual({ total: 26, exact: true, canonical: 'stuck OR תקועה', days: 30 })
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(26)
    expect((await world.call(listQueries, {}, owner)).body.queries.map(({ name }) => name)).toEqual(['All'])
  })

  it('shows the newest twenty with the places where the trial matches', async () => {
    const { samples } = await tried('"is stuck"')
    expect(samples.map(({ externalId }) => externalId)).toEqual(Array.from({ length: 20 }, (_, n) => `stuck${n}`))
    expect(samples[0]?.matches).toEqual([{ queryId: '00000000-0000-0000-0000-000000000000', name: '', spans: [[9, 17]] }])
  })

  it('names the Hebrew words that a word of it becomes with a prefix, but not of what it excludes', async () => {
    expect((await tried('בזק')).ambiguous).toContain('מבזק')
    expect((await tried('lift NOT בזק')).ambiguous).toEqual([])
    expect((await tried('lift')).ambiguous).toEqual([])
  })

  it('tells what the query costs: how many a day, what it waits on, and whether that is too common', async () => {
    expect((await tried('the escalators')).cost).toMatchObject({ perDay: 0, isEstimate: false, anchors: ['escalators'], isBroad: false })
    expect((await tried('lift')).cost.perDay).toBeCloseTo(26 / 30, 1)
    expect((await tried('the')).cost).toMatchObject({ anchors: ['the'], isBroad: true })
  })

  it('does not make the engine take for common what is only tried often', async () => {
    const { share } = (await tried('stuck')).cost
    for (let again = 0; again < 3; again += 1) expect((await tried('stuck')).cost.share).toBe(share)
  })

  it('is refused with the position of each problem when it cannot be read', async () => {
    const { status, body } = await world.call(tryQuery, { text: 'lift AND (stairs' }, owner)
    expect([status, body]).toMatchObject([422, { code: 'listen.bad_query', details: { problems: [{ from: 9 }] } }])
  })

  it('finds nothing of another workspace', async () => {
    expect((await world.call(tryQuery, { text: 'lift' }, await world.owner('Other'))).body).toMatchObject({ total: 0, samples: [] })
  })
})
