import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addQuery, alerts, changeAlertSettings, listMentions, readAlert, surges, themes } from '../../contract.ts'
import { mailAlert } from '../../index.ts'
import { loudAfter } from './alerts.ts'
import { judgeThemes, judgeWorkspace } from './judge-themes.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A Tuesday, 15:00 in Jerusalem. */
const NOW = new Date('2026-06-09T12:00:00Z')

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>
/** Posts so far. */
let told = 0

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  told = 0
  world.clock.now = new Date(NOW.getTime() - 35 * DAY_MS)
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  world.clock.now = NOW
})

// Short enough that only the very same would be a copy.
const SAID = ['תור', 'מחיר', 'חניה', 'bread', 'lights', 'towels', 'closed', 'shoes']
const posts = (count: number, from: number, everyMs: number, text: (n: number) => string, author = (n: number) => `did:a${n % 400}`): Saying[] => Array.from({ length: count }, (_, n) => ({
  externalId: `p${told++}`, text: text(n), saidAt: new Date(from + n * everyMs), author: { id: author(n), handle: author(n), name: null, followers: null },
}))
/** `weeks` of so many posts a day until now. */
const usual = (perDay: number, weeks = 5, end = NOW.getTime()) => posts(perDay * weeks * 7, end - weeks * 7 * DAY_MS, DAY_MS / perDay, (n) => `lantern ${SAID[(n * 7 + (n >> 3)) % SAID.length]} ${n}`)
const strike = (count: number, from = NOW.getTime() - 3 * HOUR_MS) => posts(count, from, 2.9 * HOUR_MS / count, (n) => `לנטרן, ${['המשלוח', 'במשלוח', 'משלוח', 'ומשלוח'][n % 4]} תקוע ${told}`, () => `did:s${told}`)
const heard = async (sayings: readonly Saying[]) => {
  for (let at = 0; at < sayings.length; at += 500) await say(...sayings.slice(at, at + 500))
}
/** All rounds of the clock that it takes. */
const judge = async () => {
  for (let n = 0; n < 5; n++) await judgeWorkspace({ doors: world.doors, now: () => world.clock.now }, owner.workspaceId)
}
const shown = async (as: Asker = owner) => (await world.call(surges, {}, as)).body.surges
const facts = async () => (await world.db.selectFrom('fact').select(['name', 'data']).where('workspace_id', '=', owner.workspaceId).where('name', 'like', 'listen.surge%').orderBy('id').execute())

describe('a surge', () => {
  it('is told with who said it, since when, what is usual and a voice, and opens to its mentions', async () => {
    await heard([...usual(48), ...strike(24)])
    await judge()
    const [surge, ...others] = await shown()
    expect(others).toEqual([])
    expect(surge).toMatchObject({ count: 24, people: 24, endedAt: null, day: '2', level: 'low', begunAt: new Date(NOW.getTime() - 3 * HOUR_MS).toISOString() })
    expect(surge?.names.join(' ')).toContain('משלוח')
    expect(surge?.usual).toBeLessThan(1)
    expect(surge?.voice?.text).toContain('משלוח')
    for (const filter of [{ surgeId: surge?.id }, { find: surge?.find, from: surge?.begunAt }]) {
      expect((await world.call(listMentions, { ...filter, limit: 100 }, owner)).body.mentions).toHaveLength(24)
    }
    expect((await facts()).map(({ name }) => name)).toEqual(['listen.surge_began'])
    expect((await world.call(alerts, {}, owner)).body.alerts).toMatchObject([{ surge: { id: surge?.id } }])
  })

  it('is told once, however often it is judged, and again when it has doubled', async () => {
    await heard([...usual(48), ...strike(20)])
    await judge()
    await Promise.all([judge(), judge()])
    const told = async () => (await world.db.selectFrom('alert').selectAll().where('workspace_id', '=', owner.workspaceId).execute()).length
    expect([await told(), (await facts()).length]).toEqual([1, 1])
    await say(...strike(10))
    await judge()
    expect([await told(), (await facts()).length]).toEqual([1, 1])
    await say(...strike(12))
    await judge()
    expect([await told(), (await facts()).map(({ name }) => name)]).toEqual([2, ['listen.surge_began', 'listen.surge_grew']])
    const [alert] = (await world.call(alerts, {}, owner)).body.alerts
    expect((await world.call(readAlert, { alertId: alert?.id ?? '' }, owner)).status).toBe(200)
    expect((await world.call(alerts, {}, owner)).body.alerts).toEqual([])
  })

  it('ends when it is over, and what was written of it stays', async () => {
    await heard([...usual(48), ...strike(20)])
    await judge()
    world.clock.now = new Date(NOW.getTime() + 30 * HOUR_MS)
    await heard(posts(60, NOW.getTime(), HOUR_MS / 2, (n) => `lantern ${SAID[n % SAID.length]} ${n}`))
    await judge()
    expect(await shown()).toEqual([])
    const past = (await world.call(surges, { from: new Date(NOW.getTime() - DAY_MS).toISOString() }, owner)).body.surges
    expect(past.map(({ endedAt }) => endedAt)).toEqual([NOW.toISOString()])
    expect((await facts()).map(({ name }) => name)).toEqual(['listen.surge_began', 'listen.surge_ended'])
  })

  it('loses what is blocked or deleted, and is not shown without mentions', async () => {
    await heard([...usual(48), ...strike(20)])
    await judge()
    const mentions = (await world.call(listMentions, { find: 'משלוח', limit: 100 }, owner)).body.mentions
    const hide = (ids: readonly string[]) => world.db.updateTable('mention').set({ blocked_by: owner.workspaceId }).where('id', 'in', [...ids]).execute()
    await hide([mentions[0]?.id ?? ''])
    expect((await shown())[0]).toMatchObject({ count: 19, people: 19 })
    await hide(mentions.map(({ id }) => id))
    expect([await shown(), (await world.call(alerts, {}, owner)).body.alerts]).toEqual([[], []])
    await judge()
    expect(await shown()).toEqual([])
  })

  it('goes on after a crash between any two steps', async () => {
    await heard([...usual(48), ...strike(20)])
    for (let steps = 0; steps < 40; steps += 3) {
      let left = steps
      const doors = { ...world.doors, inWorkspace: (async (id: string, work: Parameters<typeof world.doors.inWorkspace>[1]) => world.doors.inWorkspace(id, async (db) => {
        const done = await work(db)
        if (left-- <= 0) throw new Error('killed')
        return done
      })) as typeof world.doors.inWorkspace }
      await judgeWorkspace({ doors, now: () => NOW }, owner.workspaceId).catch(() => undefined)
    }
    await judge()
    expect([(await shown()).length, (await facts()).length]).toEqual([1, 1])
  })

  it('is none of a story that 400 pass on, nor of one who repeats themselves', async () => {
    const story = 'Lantern will open forty shops at the airport, it says in the papers, and hire thousands of people until autumn comes'
    await heard([...usual(48), ...posts(400, NOW.getTime() - 3 * HOUR_MS, 20_000, () => story, (n) => `did:c${n}`)])
    await heard(posts(30, NOW.getTime() - 2 * HOUR_MS, 60_000, (n) => `lantern parcel lost ${n}`, () => 'did:one'))
    await judge()
    expect(await shown()).toEqual([])
  })

  it('is none when a query or a source is new, and none in the first days', async () => {
    await heard(usual(48, 5, NOW.getTime() - DAY_MS))
    await world.call(addQuery, { name: 'New', text: 'parcel' }, owner)
    await heard(posts(60, NOW.getTime() - 10 * HOUR_MS, HOUR_MS / 8, (n) => `parcel ${SAID[n % SAID.length]} ${n}`, (n) => `did:n${n}`))
    await judge()
    expect(await shown()).toEqual([])
  })

  it('of a quiet workspace with five mentions a week is never a false alarm', async () => {
    await heard(posts(125, NOW.getTime() - 35 * 5 * DAY_MS, 35 * 5 * DAY_MS / 125, (n) => `lantern ${SAID[(n * 5 + (n >> 2)) % SAID.length]} ${n}`, (n) => `did:q${n * 7 % 61}`))
    for (let day = 150; day > 0; day -= 3) {
      world.clock.now = new Date(NOW.getTime() - day * DAY_MS + (day % 24) * HOUR_MS)
      await sql`insert into theme_change (workspace_id, slot) values (${owner.workspaceId}, ${world.clock.now})`.execute(world.db)
      await judge()
    }
    const { n } = await world.db.selectFrom('surge').select(({ fn }) => fn.countAll<string>().as('n')).where('workspace_id', '=', owner.workspaceId).executeTakeFirstOrThrow()
    expect(n).toBe('0')
  }, 120_000)
})

describe('what was said on a day', () => {
  it('is counted once over, anew when something of it changes, and the same from nothing', async () => {
    await heard(usual(24, 2))
    await judge()
    const days = () => world.db.selectFrom('term_day').selectAll().where('workspace_id', '=', owner.workspaceId).orderBy('day').execute()
    const before = await days()
    expect(before.length).toBeGreaterThanOrEqual(13)
    await judge()
    expect(await days()).toEqual(before)
    await say(...posts(3, NOW.getTime() - 5 * DAY_MS, HOUR_MS, (n) => `lantern late ${n}`))
    await judge()
    const after = await days()
    expect(after.map(({ mentions }) => mentions.reduce((sum, count) => sum + count, 0)).reduce((sum, count) => sum + count, 0))
      .toBe(before.map(({ mentions }) => mentions.reduce((sum, count) => sum + count, 0)).reduce((sum, count) => sum + count, 0) + 3)
    await world.db.deleteFrom('term_day').where('workspace_id', '=', owner.workspaceId).execute()
    await judge()
    expect(await days()).toEqual(after)
    expect(await world.db.selectFrom('theme_change').selectAll().where('workspace_id', '=', owner.workspaceId).execute()).toEqual([])
  })

  it('lasts 23 or 25 hours when the clocks change', async () => {
    await world.db.updateTable('market').set({ zone: 'Asia/Jerusalem' }).where('workspace_id', '=', owner.workspaceId).execute()
    world.clock.now = new Date('2026-10-27T12:00:00Z')
    await heard(posts(24 * 5, Date.parse('2026-10-22T21:30:00Z'), HOUR_MS, (n) => `lantern ${SAID[n % SAID.length]} ${n}`))
    await judge()
    const rows = await world.db.selectFrom('term_day').select(['day', 'mentions']).where('workspace_id', '=', owner.workspaceId).where('day', '>=', '2026-10-24').orderBy('day').execute()
    expect(rows.map(({ mentions }) => mentions.reduce((sum, count) => sum + count, 0))).toEqual([24, 25, 24])
    expect(rows[1]?.mentions[1]).toBe(2)
  })
})

describe('alerts', () => {
  it('are as one has asked for: not at all, of certain queries, by mail in one’s language once', async () => {
    const { body: { id: otherId } } = await world.call(addQuery, { name: 'Other', text: 'parking' }, owner)
    const [off, other, mailed] = [await world.as('viewer', owner.workspaceId), await world.as('viewer', owner.workspaceId), await world.as('agent', owner.workspaceId)]
    const settings = { sensitivity: 'normal', queryIds: [] as string[], byMail: false, quiet: null } as const
    await world.call(changeAlertSettings, { ...settings, sensitivity: 'off' }, off)
    await world.call(changeAlertSettings, { ...settings, queryIds: [otherId] }, other)
    await world.call(changeAlertSettings, { ...settings, byMail: true }, mailed)
    await heard([...usual(48), ...strike(20)])
    await judge()
    const told = async (as: Asker) => (await world.call(alerts, {}, as)).body.alerts.length
    expect([await told(owner), await told(off), await told(other), await told(mailed)]).toEqual([1, 0, 0, 1])
    const alert = await world.db.selectFrom('alert').selectAll().where('workspace_id', '=', owner.workspaceId).where('letter', 'is not', null).executeTakeFirstOrThrow()
    const before = world.letters.length
    const job = mailAlert({ mail: { configured: true, send: async (letter) => void (world.letters as unknown[]).push(letter) }, url: 'https://heed.example' })
    const ctx = { now: () => world.clock.now, actor: { workspaceId: owner.workspaceId, userId: null, role: 'owner' as const }, transact: <T>(work: Parameters<typeof world.doors.inWorkspace<T>>[1]) => world.doors.inWorkspace(owner.workspaceId, work) }
    for (let n = 0; n < 2; n++) await job.run(ctx as Parameters<typeof job.run>[0], { alertId: alert.id })
    expect(world.letters.length - before).toBe(1)
    const letter = world.letters.at(-1)
    expect(letter?.subject).toContain('משלוח')
    expect(letter?.text).toMatch(/20 (?:mentions by 20 people|אזכורים של 20 אנשים)/)
    expect(letter?.text).toContain(`https://heed.example/listen?surge=${alert.surge_id}`)
  })

  it('are one’s own: nobody reads or puts away another’s', async () => {
    await heard([...usual(48), ...strike(20)])
    await judge()
    const alert = await world.db.selectFrom('alert').selectAll().where('workspace_id', '=', owner.workspaceId).executeTakeFirstOrThrow()
    const other = await world.as('viewer', owner.workspaceId)
    expect((await world.call(readAlert, { alertId: alert.id }, other)).status).toBe(404)
    expect((await world.call(changeAlertSettings, { sensitivity: 'low', queryIds: [alert.id], byMail: false, quiet: null }, other)).status).toBe(404)
  })

  it('wait by mail until quiet hours are over, also over midnight and when clocks change', () => {
    const quiet = { from: 22 * 60, until: 7 * 60 }
    const at = (iso: string) => loudAfter('Asia/Jerusalem', quiet, new Date(iso)).toISOString()
    expect(at('2026-06-09T19:30:00Z')).toBe('2026-06-10T04:00:00.000Z')
    expect(at('2026-06-10T03:59:00Z')).toBe('2026-06-10T04:00:00.000Z')
    expect(at('2026-06-10T04:00:00Z')).toBe('2026-06-10T04:00:00.000Z')
    expect(at('2026-03-26T20:30:00Z')).toBe('2026-03-27T04:00:00.000Z')
    expect(loudAfter('UTC', { from: 60, until: 120 }, new Date('2026-06-10T01:30:00Z')).toISOString()).toBe('2026-06-10T02:00:00.000Z')
    expect(loudAfter('UTC', null, NOW)).toBe(NOW)
  })
})

describe('themes of a filter', () => {
  it('are what it speaks of more than before, each found by its words', async () => {
    await heard([...usual(24), ...strike(30)])
    const { body } = await world.call(themes, { from: new Date(NOW.getTime() - DAY_MS).toISOString() }, owner)
    expect(body.themes[0]?.name).toContain('משלוח')
    expect((await world.call(listMentions, { find: body.themes[0]?.find, limit: 100 }, owner)).body.mentions.length).toBeGreaterThanOrEqual(30)
    expect((await world.call(themes, { find: 'nobody' }, owner)).body).toEqual({ themes: [], looked: 0, compared: 0 })
  })
})

it('every workspace is judged by the clock', async () => {
  await heard([...usual(48), ...strike(20)])
  for (let n = 0; n < 5; n++) await judgeThemes({ doors: world.doors, now: () => NOW })
  expect(await shown()).toHaveLength(1)
})
