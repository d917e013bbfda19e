import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { openSecrets } from '../../base/server/secrets.ts'
import { template } from '../_template/connector.ts'
import { openFakeBoard } from '../_template/fake-board.ts'
import type { Connector } from '../connector.ts'
import { addSource, changeSettings, connectors, listSources, removeSource } from '../contract.ts'
import { feed } from '../feed/connector.ts'
import { openFakeFeedServer } from '../feed/fake-feed-server.ts'
import { sealSettings, wholeSettings } from './seal-settings.ts'

let world: World
let owner: Asker
let board: Awaited<ReturnType<typeof openFakeBoard>>
let other: typeof board
let sourceId: string

beforeAll(async () => {
  ;[board, other] = await Promise.all([openFakeBoard(), openFakeBoard()])
  world = await newWorld({ connectors: new Map<string, Connector>([[feed.id, feed], [template.id, template]]) })
  owner = await world.owner()
})
afterAll(() => Promise.all([world.close(), board.close(), other.close()]))

const stored = () => world.db.selectFrom('stream').select(['id', 'settings', 'sealed', 'state', 'problem']).where('connector', '=', template.id).executeTakeFirstOrThrow()
const change = (settings: Record<string, unknown>, as = owner) => world.call(changeSettings, { sourceId, settings }, as)

describe('a secret setting', () => {
  it('is sealed in the database, and comes out nowhere', async () => {
    const added = await world.call(addSource, { connector: template.id, settings: board.settings }, owner)
    sourceId = added.body.source.id
    const row = await stored()
    expect([row.settings, row.sealed?.includes('good')]).toEqual([{ url: board.settings.url }, false])
    const listed = await world.call(listSources, {}, owner)
    expect(JSON.stringify([added.body, listed.body])).not.toMatch(/token|good/)
  })

  it('is marked as one in the schema that draws the form', async () => {
    const { body } = await world.call(connectors, {}, owner)
    expect(body.connectors.find(({ id }) => id === template.id)?.settings).toMatchObject({ properties: { token: { secret: true } } })
  })

  it('opens for its own stream alone', () => {
    const secrets = openSecrets(Buffer.alloc(32))
    const { settings, sealed } = sealSettings(secrets, template, 'one', { url: 'https://board.example', token: 'good' })
    expect(wholeSettings(secrets, { id: 'one', settings, sealed })).toEqual({ url: 'https://board.example', token: 'good' })
    expect(() => wholeSettings(secrets, { id: 'other', settings, sealed })).toThrow(/sealed/)
  })
})

describe('changed settings', () => {
  it('keep a secret that is left out, and set a stopped stream in motion', async () => {
    await world.db.updateTable('stream').set({ state: 'stopped', problem: 'No such board' }).where('connector', '=', template.id).execute()
    const before = await stored()
    const { status, body } = await change({ url: board.settings.url, token: '' })
    const after = await stored()
    expect([status, body.health?.state, after.state, after.problem]).toEqual([200, 'waiting', 'waiting', null])
    expect(after.sealed?.equals(before.sealed ?? Buffer.alloc(0))).toBe(false)
  })

  it('that do not work are not saved', async () => {
    const before = await stored()
    expect((await change({ url: board.settings.url, token: 'bad' })).body).toMatchObject({ code: 'connect.proof_failed' })
    expect((await change({ url: 'nonsense' })).body).toMatchObject({ code: 'connect.bad_settings' })
    expect(await stored()).toEqual(before)
  })

  it('never send an old secret to another host', async () => {
    expect((await change({ url: other.settings.url })).body).toMatchObject({ code: 'connect.bad_settings', details: { why: expect.stringContaining('token') } })
    expect((await change(other.settings)).status).toBe(200)
    expect((await stored()).settings).toEqual({ url: other.settings.url })
  })

  it('take a secret away that is null', async () => {
    expect((await change({ url: other.settings.url, token: null })).body).toMatchObject({ code: 'connect.bad_settings' })
  })

  it('are asked for anew where the secrets cannot be opened any more', async () => {
    await world.db.updateTable('stream').set({ sealed: Buffer.from('broken') }).where('connector', '=', template.id).execute()
    expect((await change({ url: other.settings.url })).body).toMatchObject({ code: 'connect.bad_settings' })
    expect((await change(other.settings)).status).toBe(200)
  })

  it('are told as a fact', async () => {
    const facts = await world.db.selectFrom('fact').select('data').where('name', '=', 'connect.source_changed').execute()
    expect(facts.map(({ data }) => data)).toEqual(Array.from({ length: 3 }, () => ({ sourceId })))
  })

  it('are refused for a public stream, which others may hear', async () => {
    const site = await openFakeFeedServer()
    const { body } = await world.call(addSource, { connector: feed.id, settings: site.settings }, owner)
    const changed = await world.call(changeSettings, { sourceId: body.source.id, settings: site.settings }, owner)
    await site.close()
    expect([changed.status, changed.body.code]).toEqual([409, 'connect.settings_shared'])
  })

  it('are out of reach of another workspace', async () => {
    expect((await change(other.settings, await world.owner('Stranger'))).status).toBe(404)
  })
})

it('a source that is removed leaves neither settings nor secrets behind', async () => {
  await world.call(removeSource, { sourceId }, owner)
  expect(await stored()).toMatchObject({ settings: {}, sealed: null })
})
