import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newNetwork } from '../../../tests/support/hear.ts'
import { randomFrom } from '../../../tests/simulate/random.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addBlock } from '../../ingest/contract.ts'
import { calendar } from './calendar.ts'
import { howMany, LIMITS, lookAt } from './look-at.ts'
import { searchFor } from './search.ts'

const NOW = new Date('2026-05-20T12:00:00Z')
const MENTIONS = 1_200
const BARS = calendar('UTC', 0).cut({ from: new Date('2026-04-21T00:00:00Z'), until: NOW }, 'day')
/** So little that each way of looking is gone. */
const SAMPLE = { glance: 10, looked: 120, counted: 700, passed: 300, cells: 60, inCell: 100 }

let world: World
let owner: Asker & { readonly workspaceId: string }

beforeAll(async () => {
  world = await newWorld({ now: NOW })
  owner = await world.owner()
  const say = await newNetwork(world, owner.workspaceId, { hearsAll: true })
  const random = randomFrom(20261123)
  await say(...Array.from({ length: MENTIONS }, (_, n) => ({
    externalId: `${n}`,
    text: `the lift ${n % 2 === 0 ? 'is' : 'was'} ${random.percent(25) ? 'stuck' : 'fine'}${n % 60 === 0 ? ' again' : ''}`,
    saidAt: new Date(NOW.getTime() - random.next() * 29 * 86_400_000),
  })))
})
afterAll(() => world.close())

const look = (text: string, limits = LIMITS) => world.doors.inWorkspace(owner.workspaceId, (db) => lookAt(db, searchFor(text), BARS, limits))
const lookedAt = ({ drawn }: Awaited<ReturnType<typeof look>>) => drawn.flatMap(({ groups }) => groups).reduce((sum, group) => sum + group, 0)

describe('how much there is', () => {
  it.each([
    ['everything of a rare word', 'again', 20, true],
    ['a sample of the candidates of a word', 'stuck', 120, false],
    ['a sample of all mentions for a common word', 'lift', 120, false],
    ['a sample of all mentions where nothing can be looked up', `lift -(${Array.from({ length: 500 }, (_, n) => `w${n}`).join(' OR ')})`, 120, false],
    ['a sample of the candidates of a phrase that seldom matches', '"is stuck"', 120, false],
  ])('is told from %s', async (_, text, about, isAll) => {
    const exact = howMany(await look(text, { ...LIMITS, looked: MENTIONS }))
    const sample = await look(text, SAMPLE)
    const { total, margin, bars } = howMany(sample)
    expect(exact.margin).toBe(0)
    expect(Math.abs(total - exact.total)).toBeLessThanOrEqual(margin)
    expect(bars.reduce((sum, count) => sum + count, 0)).toBe(total)
    expect(lookedAt(sample)).toBeGreaterThan(about / 2)
    expect(lookedAt(sample)).toBeLessThan(about * 2.7)
    expect(margin === 0).toBe(isAll)
  })

  it('is the same each time it is asked', async () => {
    for (const text of ['stuck', 'lift']) expect(howMany(await look(text, SAMPLE))).toEqual(howMany(await look(text, SAMPLE)))
  })

  it('counts nothing that is blocked, and nothing of another workspace', async () => {
    const other = await world.owner('Other')
    const theirs = await world.doors.inWorkspace(other.workspaceId, (db) => lookAt(db, searchFor('lift OR stuck'), BARS, SAMPLE))
    expect(howMany(theirs)).toMatchObject({ total: 0, margin: 0 })
    await world.call(addBlock, { kind: 'words', value: 'stuck' }, owner)
    await sql`update mention set blocked_by = (select id from block) where workspace_id = ${owner.workspaceId} and text like '%stuck%'`.execute(world.db)
    expect(howMany(await look('stuck', SAMPLE))).toMatchObject({ total: 0, margin: 0 })
    expect((await look('lift', SAMPLE)).drawn.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MENTIONS)
  })
})
