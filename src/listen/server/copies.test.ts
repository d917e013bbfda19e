import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { pathOf } from '../../base/endpoint.ts'
import { WORKSPACE_HEADER } from '../../base/server/answer.ts'
import { addQuery, copies, exportMentions, figures, type Filter, listMentions, people } from '../contract.ts'

const NOW = new Date('2026-05-01T12:00:00Z')
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const SAID = 'the lift in the new building is broken again and nobody comes to repair it'
const OTHER = 'a lift that never stops is what we were promised, and a lift that never starts is what we got'

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

/** Said so many minutes ago, by somebody of that name. */
const said = (externalId: string, minutes: number, text = SAID, by = externalId): Saying => (
  { externalId, text, saidAt: minutesAgo(minutes), author: { id: by, handle: by, name: by, followers: null } })

/** A list to its end, in pages of so many. */
async function listed(filter: Filter, limit = 100): Promise<string[][]> {
  const pages: string[][] = []
  for (let after: string | undefined; ;) {
    const { body } = await world.call(listMentions, { ...filter, limit, after }, owner)
    pages.push(body.mentions.map(({ externalId }) => externalId))
    if (body.next === null) return pages
    after = body.next
  }
}
const together = async (filter: Filter = {}) => (await listed({ ...filter, copies: 'together' })).flat()

describe('a list of what was said', () => {
  it('shows of those that say the same the oldest, and how far it has spread', async () => {
    await say(said('a', 50), said('b', 40, `RT ${SAID}`), said('c', 30, SAID, 'a'), said('d', 20, OTHER), said('e', 10, `${SAID} https://a.example`))
    expect([await together(), (await listed({})).flat()]).toEqual([['d', 'a'], ['e', 'd', 'c', 'b', 'a']])
    const { body: { mentions } } = await world.call(listMentions, { copies: 'together' }, owner)
    const spread = { count: 4, people: 3, firstAt: minutesAgo(50).toISOString(), lastAt: minutesAgo(10).toISOString() }
    expect(mentions).toMatchObject([{ spread: null, copyOf: null }, { spread: { ...spread, places: [mentions[0]?.place] }, copyOf: null }])
    const all = await world.call(copies, { mentionId: mentions[1]?.id ?? '' }, owner)
    expect(all.body.mentions.map(({ externalId, copyOf }) => [externalId, copyOf])).toEqual([['e', mentions[1]?.id], ['c', mentions[1]?.id], ['b', mentions[1]?.id], ['a', null]])
  })

  it('opens to all of them page by page, whichever of them is named', async () => {
    await say(...Array.from({ length: 7 }, (_, n) => said(`m${n}`, n)))
    const [any] = (await world.call(listMentions, { limit: 1 }, owner)).body.mentions
    const found: string[] = []
    for (let after: string | undefined; ;) {
      const { body } = await world.call(copies, { mentionId: any?.id ?? '', limit: 3, after }, owner)
      found.push(...body.mentions.map(({ externalId }) => externalId))
      if (body.next === null) break
      after = body.next
    }
    expect(found).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'])
    expect((await world.call(copies, { mentionId: crypto.randomUUID() }, owner)).body).toEqual({ mentions: [], next: null })
  })

  it('loses no text because its first lies outside the filter', async () => {
    await say(said('a', 50), { ...said('b', 40), lang: 'he' }, { ...said('c', 30), lang: 'he' }, said('d', 20, `RT ${SAID} elevator`))
    expect(await together({ langs: 'he' })).toEqual(['b'])
    expect(await together({ from: minutesAgo(35).toISOString() })).toEqual(['c'])
    expect(await together({ until: minutesAgo(35).toISOString() })).toEqual(['a'])
    expect(await together({ find: 'elevator' })).toEqual(['d'])
    expect(await together({ find: 'repair' })).toEqual(['a'])
  })

  it('keeps to one query, whose copies may be no copies to another', async () => {
    const { body: { id } } = await world.call(addQuery, { name: 'Elevator', text: 'elevator' }, owner)
    say = await newNetwork(world, owner.workspaceId)
    await say(said('a', 50), said('b', 40, `${SAID} elevator`), said('c', 30, `${SAID} elevator`))
    expect([await together({ queryId: id }), await together()]).toEqual([['b'], ['a']])
  })

  it('shows the oldest that is not hidden', async () => {
    await say(said('a', 50), said('b', 40), said('c', 30))
    await world.db.updateTable('mention').set({ blocked_by: crypto.randomUUID() }).where('workspace_id', '=', owner.workspaceId).where('external_id', '=', 'a').execute()
    expect(await together()).toEqual(['b'])
    expect((await world.call(listMentions, { copies: 'together' }, owner)).body.mentions).toMatchObject([{ spread: { count: 2, people: 2 } }])
  })

  it('shows alone what was deleted', async () => {
    await say(said('a', 50), said('b', 40), said('c', 30))
    await say({ kind: 'deleted', externalId: 'a' })
    expect(await together()).toEqual(['b', 'a'])
  })

  it('is the same list in pages of any length, without gap or repeat', async () => {
    const texts = Array.from({ length: 6 }, (_, n) => Array.from({ length: 8 }, (_, at) => `${'abcdef'.charAt(n)}${(n + 2) * (at + 3) * 7919}x`).join(' '))
    await say(...Array.from({ length: 60 }, (_, n) => said(`m${n}`, Math.floor(n / 2), `lift ${texts[(n * n) % 6] ?? ''}`)))
    const whole = await together()
    expect(whole.length).toBeLessThan(6)
    for (const limit of [1, 2, 3]) expect((await listed({ copies: 'together' }, limit)).flat()).toEqual(whole)
    const everyone = (await listed({})).flat()
    expect(everyone).toHaveLength(60)
    expect(everyone).toEqual(expect.arrayContaining(whole))
  })
})

describe('figures', () => {
  it('count mentions, however they are shown, and people apart', async () => {
    await say(said('a', 50), said('b', 40), said('c', 30, SAID, 'a'), said('d', 20, OTHER, 'a'), { ...said('e', 10), lang: 'he' })
    const filters: Filter[] = [{}, { copies: 'together' }, { langs: 'he' }, { find: 'repair' }, { from: minutesAgo(35).toISOString() }]
    const told = await Promise.all(filters.map(async (filter) => [(await world.call(figures, filter, owner)).body.total, (await world.call(people, filter, owner)).body]))
    expect(told).toEqual([
      [5, { people: 3, margin: 0 }], [5, { people: 3, margin: 0 }], [1, { people: 1, margin: 0 }], [4, { people: 3, margin: 0 }], [3, { people: 2, margin: 0 }],
    ])
  })

  it('have each mention in a file, and of which other it is a copy', async () => {
    await say(said('a', 50), said('b', 40))
    const { body } = await world.app.inject({ url: pathOf(exportMentions), headers: { cookie: owner.cookie, [WORKSPACE_HEADER]: owner.workspaceId } })
    const [head, b, a] = body.trim().split('\r\n').map((line) => line.split(',').slice(-2).map((cell) => cell.replaceAll('"', '')))
    expect([head, b?.[1], a?.[1]]).toEqual([['Mention', 'Copy of (mention)'], a?.[0], ''])
  })
})
