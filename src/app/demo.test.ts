import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createIo } from '../base/server/safe-fetch.ts'
import { openSecrets } from '../base/server/secrets.ts'
import { demo } from '../connect/demo/connector.ts'
import { type Line, readStory, teller } from '../connect/demo/story.ts'
import type { Ctx, UserCtx } from '../ctx.ts'
import { type Listener, startListener } from '../ingest/index.ts'
import { changedQuery, runningQueries } from '../listen/index.ts'
import { useScene } from '../../tests/support/scene.ts'
import { addSource, connectors as connectorsContract } from '../connect/contract.ts'
import { me } from '../people/contract.ts'
import { newWorld, type World } from '../../tests/support/world.ts'
import * as contract from './contract.ts'
import { tellDemoAsks } from './demo-asks/tell.ts'
import { openDemo } from './demo.ts'
import { COMPANY, QUERIES } from './demo-company.ts'

type Said = Extract<Line, { kind: 'said' }>
type Heard = { readonly id: string; readonly queries: readonly string[]; readonly text: string; readonly deleted: boolean; readonly edited: boolean }

const HEARD_WITHIN = { timeout: 30_000 }

const scene = useScene()
const calls: string[] = []
const errors: string[] = []
let listener: Listener
let workspaceId: string
let opened: Date
let story: readonly Said[]
let heard: readonly Heard[]

const visitor = (id: string): UserCtx => ({
  now: () => new Date(),
  io: offline(new AbortController().signal),
  user: { id, email: `${id}@demo.example`, name: id },
  transact: (work) => scene.doors.asUser(id, work),
  inWorkspace: scene.doors.inWorkspace,
})

/** No way out: whoever tries is remembered. */
const offline: (signal: AbortSignal) => UserCtx['io'] = (signal) => ({
  ...createIo({ allowPrivate: false, userAgent: 'test', signal }),
  fetch: async (url) => {
    calls.push(url)
    throw new Error('offline')
  },
})

beforeAll(async () => {
  ;({ workspaceId } = await openDemo(visitor('first'), 'he'))
  const stream = await scene.db.selectFrom('stream').selectAll().where('connector', '=', demo.id).executeTakeFirstOrThrow()
  opened = new Date(demo.settings.parse(stream.settings).opened ?? 0)
  const past = teller(await readStory())(opened, null, opened).told
  listener = startListener({
    doors: scene.doors,
    connection: scene.connections.ingest,
    connectors: new Map([[demo.id, demo]]),
    ioFor: offline,
    secrets: openSecrets(Buffer.alloc(32)),
    key: Buffer.from('a key for tests'),
    loadQueries: runningQueries,
    readChange: changedQuery,
    onError: (about, error) => errors.push(`${about}: ${error instanceof Error ? error.message : error}`),
  })
  await listener.refresh()
  const heardSoFar = async () => Number((await scene.db.selectFrom('stream').select('posts_heard').executeTakeFirstOrThrow()).posts_heard)
  await vi.waitUntil(async () => (await heardSoFar()) >= past.length, HEARD_WITHIN)
  const ids = new Set(past.map(({ post }) => post.externalId))
  story = (await readStory()).filter((line) => line.kind === 'said').filter(({ id }) => ids.has(id))
  heard = await whatWasHeard()
}, 60_000)
afterAll(() => listener?.stop())

async function whatWasHeard(): Promise<Heard[]> {
  const mentions = await scene.db.selectFrom('mention').selectAll().where('workspace_id', '=', workspaceId).execute()
  const matches = await scene.db
    .selectFrom('mention_match')
    .innerJoin('query', (join) => join.onRef('query.id', '=', 'query_id').onRef('query.workspace_id', '=', 'mention_match.workspace_id'))
    .select(['mention_id', 'query.name'])
    .execute()
  const names = Map.groupBy(matches, ({ mention_id }) => mention_id)
  return mentions.map((mention) => ({
    id: mention.external_id ?? '',
    text: mention.text,
    deleted: mention.deleted_at !== null,
    edited: mention.edited_at !== null,
    queries: (names.get(mention.id) ?? []).map(({ name }) => name),
  }))
}

const [BRAND, PROMOTION, RETAILER, RIVAL, LEFT_HANDS, MATS] = QUERIES.he.map(({ name }) => name)
const by = (query: string | undefined) => new Set(heard.filter(({ queries }) => queries.includes(query ?? '')).map(({ id }) => id))
const about = (label: string) => story.filter((line) => line.about.includes(label))
const recall = (lines: readonly Said[], query: string | undefined) => lines.filter(({ id }) => by(query).has(id)).length / lines.length
/** Of what a query brought, how much speaks of what it is for, by whoever wrote it. */
const precision = (query: string | undefined, ...labels: string[]) => {
  const brought = story.filter(({ id }) => by(query).has(id))
  return brought.filter((line) => labels.some((label) => line.about.includes(label))).length / brought.length
}

describe('the story, through the real pipeline', () => {
  it('is heard whole without reaching any network', () => {
    expect([calls, errors]).toEqual([[], []])
    expect(story.length).toBeGreaterThan(1_000)
    expect(heard.length).toBeGreaterThan(0.55 * story.length)
  })

  it('has every post that names the company, in four scripts, with prefixes and misspelt', () => {
    const names = /talm?ira|tallmira|[תט]למיר[הא]|талмир|تلميرا/i
    const naming = story.filter(({ text }) => names.test(text))
    expect(naming.length).toBeGreaterThan(500)
    expect(naming.filter(({ id }) => !by(BRAND).has(id)).map(({ text }) => text)).toEqual([])
    const named = about('brand').filter(({ replyTo }) => replyTo === undefined)
    expect(recall(named, BRAND)).toBeGreaterThan(0.97)
  })

  it('has the promotion, the stores, the rival and both themes, and little else', () => {
    const rooted = (label: string) => about(label).filter(({ replyTo }) => replyTo === undefined)
    expect(recall(rooted('promotion'), PROMOTION)).toBeGreaterThan(0.85)
    expect(recall(rooted('retailer'), RETAILER)).toBeGreaterThan(0.95)
    expect(recall(rooted('rival'), RIVAL)).toBeGreaterThan(0.95)
    expect(recall(rooted('left_hands'), LEFT_HANDS)).toBeGreaterThan(0.5)
    expect(recall(rooted('mats'), MATS)).toBeGreaterThan(0.5)
    expect(precision(LEFT_HANDS, 'left_hands')).toBeGreaterThan(0.9)
    expect(precision(MATS, 'mats')).toBeGreaterThan(0.95)
    expect(precision(RIVAL, 'rival')).toBeGreaterThan(0.85)
  })

  it('has no chatter: herons at the canal, yoga mats and left turns stay outside', () => {
    expect(about('chatter').length).toBeGreaterThan(50)
    const ids = new Set(heard.map(({ id }) => id))
    expect(about('chatter').filter(({ id }) => ids.has(id)).map(({ text }) => text)).toEqual([])
  })

  it('shows what was edited as it is now, and of what was deleted nothing', () => {
    const edited = heard.filter(({ edited }) => edited)
    const deleted = heard.filter(({ deleted }) => deleted)
    expect(edited.map(({ text }) => text)).toEqual([expect.stringContaining('שלוחה 4')])
    expect(deleted.map(({ text }) => text)).toEqual([''])
  })

  it('says where each post was said', async () => {
    const places = await scene.db.selectFrom('mention').select('origin').distinct().execute()
    expect(places.length).toBeGreaterThan(10)
    expect(places.map(({ origin }) => origin)).not.toContain(null)
  })
})

describe('what its departments ask of one another', () => {
  const LATER_MS = 10 * 60_000
  const asks = async () => {
    const rows = await scene.db.selectFrom('ask').innerJoin('department', 'department.id', 'to_department_id').selectAll('ask').select('department.name').execute()
    return new Map(rows.map((row) => [`${row.title.slice(0, 12)}… to ${COMPANY.he.find(({ department }) => department === row.name)?.key}`, row]))
  }

  it('is told up to now, and the open day’s link before the eyes of whoever opens it: refused, its condition met, promised, kept', async () => {
    const now = new Date(opened.getTime() + LATER_MS)
    const io = { ...offline(new AbortController().signal), now: () => now }
    const ctx: Ctx = { now: () => now, io, actor: { workspaceId, userId: null, role: 'owner' }, transact: (work) => scene.doors.inWorkspace(workspaceId, work) }
    await tellDemoAsks.run(ctx, { opened: opened.toISOString(), language: 'he', next: 0, waits: 0 })
    const told = await asks()
    expect(Object.fromEntries([...told].map(([name, { state, round }]) => [name, `${state}, round ${round}`]))).toMatchObject({
      'קישור ל״בעקב… to it': 'kept, round 2',
      'דף אמון מהסט… to studio': 'kept, round 1',
      'דיוור נפרד ל… to marketing': 'kept, round 1',
      'מחיר לבתי ספ… to marketing': 'seen, round 1',
      'היום הפתוח ב… to it': 'kept, round 2',
      'אותו דף אמון… to studio': 'kept, round 1',
    })
    const { rows } = await sql<{ name: string }>`select name from fact where data ->> 'askId' = ${told.get('היום הפתוח ב… to it')?.id} order by id`.execute(scene.db)
    expect(rows.map(({ name }) => name)).toEqual([
      'ask.raised', 'ask.seen', 'ask.answered', 'ask.condition_met', 'ask.asked_again', 'ask.answered', 'promise.made', 'promise.kept',
    ])
  })

  it('comes with people’s words', async () => {
    const { rows } = await sql<{ voices: number }>`
      select (select count(*)::int from ask_voice where ask_id = ask.id) as voices from ask where counter_to is null`.execute(scene.db)
    expect(rows.filter(({ voices }) => voices === 0)).toEqual([])
  })

  it('told again, is what it was', async () => {
    const before = await asks()
    const ctx: Ctx = { now: () => opened, io: offline(new AbortController().signal), actor: { workspaceId, userId: null, role: 'owner' }, transact: (work) => scene.doors.inWorkspace(workspaceId, work) }
    await tellDemoAsks.run(ctx, { opened: opened.toISOString(), language: 'he', next: 0, waits: 0 })
    expect(await asks()).toEqual(before)
  })
})

describe('the demo, opened again,', () => {
  const everything = async () => {
    const count = async (table: 'workspace' | 'query' | 'department' | 'person' | 'source' | 'stream') => (
      (await scene.db.selectFrom(table).select('created_at').execute()).length
    )
    return { workspaces: await count('workspace'), queries: await count('query'), departments: await count('department'), persons: await count('person'), sources: await count('source'), streams: await count('stream') }
  }
  const owners = async () => (await scene.db.selectFrom('membership').selectAll().where('workspace_id', '=', workspaceId).orderBy('user_id').execute()).map(({ user_id, role }) => `${user_id} ${role}`)

  it('is the same, for the same visitor and for another, who becomes an owner too', async () => {
    const before = await everything()
    expect(before).toMatchObject({ workspaces: 1, queries: QUERIES.he.length, departments: COMPANY.he.length, sources: 1, streams: 1 })
    expect(await openDemo(visitor('first'), 'he')).toEqual({ workspaceId })
    expect(await openDemo(visitor('second'), 'en')).toEqual({ workspaceId })
    expect(await everything()).toEqual(before)
    expect(await owners()).toEqual(['first owner', 'second owner'])
  })

  it('is the same for two who open it at once', async () => {
    const before = await everything()
    const both = await Promise.all(['third', 'fourth'].map((id) => openDemo(visitor(id), 'en')))
    expect(both).toEqual([{ workspaceId }, { workspaceId }])
    expect(await everything()).toEqual(before)
  })

  it('is marked as what it is', async () => {
    const row = await scene.db.selectFrom('workspace').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ is_demo: true, slug: 'demo', language: 'he', name: expect.stringContaining('הדגמה') })
  })
})

describe('asked over the web', () => {
  let world: World
  beforeAll(async () => {
    world = await newWorld({ connectors: new Map([[demo.id, demo]]) })
  })
  afterAll(() => world?.close())

  it('the demo opens for whoever is signed in, and says that it is one', async () => {
    const asker = await world.stranger()
    const { status, body } = await world.call(contract.openDemo, { language: 'en' }, asker)
    expect(status).toBe(200)
    const { workspaces } = (await world.call(me, {}, asker)).body
    expect(workspaces).toMatchObject([{ id: body.workspaceId, name: 'Demo: Talmira', role: 'owner', isDemo: true }])
  })

  it('the story is no network that anybody can add', async () => {
    const owner = await world.owner()
    expect((await world.call(connectorsContract, {}, owner)).body.connectors).toEqual([])
    expect((await world.call(addSource, { connector: demo.id, settings: {} }, owner)).body.code).toBe('connect.unknown_connector')
    expect((await world.call(me, {}, owner)).body.workspaces).toMatchObject([{ isDemo: false }])
  })
})
