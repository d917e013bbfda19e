import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { InputOf } from '../../base/endpoint.ts'
import { type FakeFeedServer, openFakeFeedServer } from '../feed/fake-feed-server.ts'
import { feed } from '../feed/connector.ts'
import { addSource, connectors, listSources, pauseSource, removeSource, retrySource } from '../contract.ts'

let world: World
let owner: Asker
let site: FakeFeedServer

beforeAll(async () => {
  ;[world, site] = await Promise.all([newWorld({ connectors: new Map([[feed.id, feed]]) }), openFakeFeedServer()])
  owner = await world.owner()
  await site.say('Hello from the feed')
})
afterAll(() => Promise.all([world.close(), site.close()]))

const add = (settings: InputOf<typeof addSource>['settings'], as = owner, connector = 'feed') => world.call(addSource, { connector, settings }, as)
const sources = async (as = owner) => (await world.call(listSources, {}, as)).body.sources
const streams = async () => Number((await world.db.selectFrom('stream').select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n)

describe('a source', () => {
  it('is proved, saved with a sample of what it says, and shown with its health', async () => {
    const { status, body } = await add(site.settings)
    expect(status).toBe(200)
    expect(body.sample).toContain('Hello from the feed')
    expect(await sources()).toEqual([body.source])
    expect(body.source.health).toMatchObject({ state: 'waiting', whoMustAct: 'nobody', problem: null, postsHeard: 0 })
  })

  it('is not added twice, and nothing is written for it', async () => {
    const before = await streams()
    expect((await add(site.settings)).body).toMatchObject({ code: 'connect.source_exists' })
    expect([await streams(), (await sources()).length]).toEqual([before, 1])
  })

  it('of another workspace joins the same stream, and is pulled once', async () => {
    const other = await world.owner('Other')
    expect((await add(site.settings, other)).status).toBe(200)
    expect(await streams()).toBe(1)
    expect(await sources(other)).toHaveLength(1)
  })

  it.each([
    ['settings that are none', { nonsense: true }, 'connect.bad_settings'],
    ['an address that is no feed', { url: 'PAGE' }, 'connect.proof_failed'],
    ['an address where nobody answers', { url: 'http://127.0.0.1:1/x' }, 'connect.proof_failed'],
  ])('with %s is refused, says why, and is not saved', async (_what, settings, code) => {
    const before = await streams()
    const given = 'url' in settings && settings.url === 'PAGE' ? { url: `${site.origin}/page-without-feed` } : settings
    const { status, body } = await add(given)
    expect([status, body.code]).toEqual([422, code])
    expect(body).toMatchObject({ details: { why: expect.stringMatching(/\w/) } })
    expect(await streams()).toBe(before)
  })

  it('of a network that is not there is refused, and those there are are named', async () => {
    expect((await add({}, owner, 'telegraph')).body).toMatchObject({ code: 'connect.unknown_connector', details: { known: 'feed' } })
  })

  it('can be paused, resumed, tried again and removed; its stream stays for others', async () => {
    const [source] = await sources()
    const sourceId = source?.id ?? ''
    expect((await world.call(pauseSource, { sourceId, paused: true }, owner)).body.health.state).toBe('paused')
    expect((await world.call(pauseSource, { sourceId, paused: false }, owner)).body.health.state).toBe('waiting')
    await world.db.updateTable('stream').set({ state: 'stopped', problem: 'Gone for good' }).execute()
    expect((await sources())[0]?.health).toMatchObject({ state: 'stopped', problem: 'Gone for good', whoMustAct: 'you' })
    expect((await world.call(retrySource, { sourceId }, owner)).body.health).toMatchObject({ state: 'waiting', problem: null })
    expect((await world.call(removeSource, { sourceId }, owner)).status).toBe(200)
    expect([await sources(), await streams()]).toEqual([[], 1])
    const facts = await world.db.selectFrom('fact').select('name').where('workspace_id', '=', owner.workspaceId ?? '').where('name', 'like', 'connect.%').orderBy('id').execute()
    expect(facts.map(({ name }) => name.replace('connect.source_', ''))).toEqual(['added', 'paused', 'resumed', 'retried', 'removed'])
  })

  it('is out of reach of another workspace', async () => {
    const sourceId = (await add(site.settings)).body.source.id
    const stranger = await world.owner('Stranger')
    expect((await world.call(removeSource, { sourceId }, stranger)).status).toBe(404)
    expect((await world.call(pauseSource, { sourceId, paused: true }, stranger)).status).toBe(404)
    expect((await world.call(retrySource, { sourceId }, stranger)).status).toBe(404)
  })
})

it('every network declares its settings as a form, its abilities, limits and terms', async () => {
  const { body } = await world.call(connectors, {}, owner)
  expect(body.connectors).toMatchObject([{ id: 'feed', settings: { properties: { url: { description: expect.stringMatching(/address/i) } } }, terms: { link: expect.stringMatching(/^https/) } }])
})
