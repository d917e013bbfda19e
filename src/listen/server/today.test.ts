import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, listMentions, today } from '../contract.ts'
import { movedBy } from './movers.ts'

const NOW = new Date('2026-05-20T12:34:00Z') // a Wednesday, 15:34 in Jerusalem
const HOUR_MS = 3_600_000
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS)
const authorOf = (id: string): NonNullable<Saying['author']> => ({ id, handle: `${id}.example`, name: null, followers: null })

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
  await world.call(addQuery, { name: 'Stairs', text: 'stairs' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const asked = async () => (await world.call(today, {}, owner)).body
let said = 0
const sayings = (count: number, saidAt: Date, text = 'lift'): Saying[] => Array.from({ length: count }, () => ({ externalId: `s${said += 1}`, text, saidAt }))

describe('today', () => {
  it('is empty, and says so, before anything was heard', async () => {
    expect(await asked()).toEqual({
      from: '2026-05-19T21:00:00.000Z', until: NOW.toISOString(), heard: 0, usual: null, voices: [], movers: [], firstHeardAt: null, begunAt: NOW.toISOString(),
      needAnswer: { count: 0, from: '2026-05-13T13:00:00.000Z', until: '2026-05-20T13:00:00.000Z' },
    })
  })

  it('counts what needs an answer and was said in the last seven days, and opens to it', async () => {
    await say(...sayings(2, hoursAgo(3), 'When will the lift be repaired?'), ...sayings(1, hoursAgo(8 * 24), 'When will the lift be repaired?'), ...sayings(1, hoursAgo(1), 'lift'))
    const { count, from, until } = (await asked()).needAnswer
    expect(count).toBe(2)
    expect((await world.call(listMentions, { needsAnswer: 'yes', from, until }, owner)).body.mentions).toHaveLength(2)
  })

  it('counts what was said since midnight of the market, and compares with the same hours of the same weekdays', async () => {
    const week = 7 * 24
    await say(
      ...sayings(3, hoursAgo(2)), ...sayings(1, new Date('2026-05-19T20:59:00Z')),
      ...sayings(4, hoursAgo(week + 1)), ...sayings(9, hoursAgo(week - 1)), ...sayings(8, hoursAgo(2 * week + 1)), ...sayings(5, hoursAgo(3 * week + 0.1)),
    )
    const { heard, usual, from, until, firstHeardAt } = await asked()
    expect({ heard, usual, firstHeardAt }).toEqual({ heard: 3, usual: 5, firstHeardAt: NOW.toISOString() })
    expect((await world.call(listMentions, { from, until }, owner)).body.mentions).toHaveLength(3)
  })

  it('compares with nothing before there was a fortnight', async () => {
    await say(...sayings(3, hoursAgo(2)), ...sayings(4, hoursAgo(7 * 24 + 1)))
    expect((await asked()).usual).toBeNull()
  })

  it('tells three voices of different people, rather those with something to say, never a copy, a link alone or what was deleted', async () => {
    const long = 'stairs that never end and nobody who tells us when the lift will be mended again'
    await say(
      { externalId: 'long', text: long, author: authorOf('ada'), saidAt: hoursAgo(3) },
      { externalId: 'longer', text: `${long}, ever, says the caretaker of the house`, author: authorOf('ada'), saidAt: hoursAgo(2) },
      { externalId: 'copy', text: `${long}, ever, says the caretaker of the house`, author: authorOf('eve'), saidAt: hoursAgo(2.5) },
      { externalId: 'link', text: 'lift https://example.org/a-very-long-address-of-a-page', author: authorOf('bot'), saidAt: hoursAgo(1) },
      { externalId: 'gone', text: 'lift lift lift lift lift lift lift', author: authorOf('gil'), saidAt: hoursAgo(1) },
      { externalId: 'other', text: 'the lift works well, thank you', author: authorOf('noa'), saidAt: hoursAgo(5) },
      { externalId: 'yesterday', text: 'the lift smiled at me on Monday', author: authorOf('dan'), saidAt: hoursAgo(50) },
      { externalId: 'old', text: 'the lift of last month was the best lift of all lifts', author: authorOf('tal'), saidAt: hoursAgo(400) },
    )
    await say({ kind: 'deleted', externalId: 'gone' })
    expect((await asked()).voices.map(({ externalId }) => externalId)).toEqual(['longer', 'other', 'yesterday'])
  })

  it('names the queries that move, with the time that was counted', async () => {
    const weeks = [1, 2, 3, 4].flatMap((week) => sayings(2, hoursAgo(week * 7 * 24 + 30)))
    await say(...weeks, ...sayings(30, hoursAgo(20)), ...sayings(5, hoursAgo(30 * 24), 'stairs'), ...sayings(5, hoursAgo(20), 'stairs'))
    const { movers } = await asked()
    expect(movers.map(({ name, count, before }) => ({ name, count, before }))).toEqual([{ name: 'Lift', count: 30, before: 2 }])
    const [lift] = movers
    expect((await world.call(listMentions, { queryId: lift?.queryId, from: lift?.from, until: lift?.until }, owner)).body.mentions).toHaveLength(30)
  })
})

describe('whether a query moves', () => {
  it.each<[string, readonly number[], boolean]>([
    ['one to three is no news', [1, 1, 1, 1, 3], false],
    ['nothing to five is', [0, 1, 0, 0, 9], true],
    ['a third more of very much is not', [1000, 1010, 990, 1000, 1300], false],
    ['twice as much is', [1000, 1010, 990, 1000, 2000], true],
    ['silence is', [40, 38, 42, 40, 0], true],
    ['what always jumps does not move', [10, 200, 30, 150, 220], false],
    ['before a fortnight nobody knows', [0, 0, 0, 5, 50], false],
  ])('%s', (_name, counts, moves) => {
    expect(movedBy(counts) !== null).toBe(moves)
  })
})
