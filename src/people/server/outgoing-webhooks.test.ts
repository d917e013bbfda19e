import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { record } from '../../base/server/record.ts'
import { signatureOf } from '../../base/server/standard-webhook.ts'
import type { Ctx } from '../../ctx.ts'
import { addOutgoingWebhook, changeOutgoingWebhook, outgoingWebhooks, removeOutgoingWebhook, renewOutgoingSecret } from '../contract.ts'
import { callWebhook } from './call-webhook.ts'

type Owner = Asker & { readonly workspaceId: string }
type Told = { readonly headers: Record<string, string | string[] | undefined>; readonly body: string }

let world: World
let server: Server
let url: string
/** What the other program has been sent, and the statuses it answers with; when there are none left, 200. */
const told: Told[] = []
const statuses: number[] = []

beforeAll(async () => {
  world = await newWorld({ now: new Date('2026-03-01T09:00:00Z') })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end('taken')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/heed`
})
afterEach(() => {
  told.length = 0
  statuses.length = 0
})
afterAll(async () => {
  server.close()
  await world.close()
})

const FACTS = ['ask.withdrawn', 'promise.withdrawn']
const add = async (owner: Owner, to = url) => (await world.call(addOutgoingWebhook, { name: 'Tickets', url: to, facts: FACTS }, owner)).body
const listed = async (owner: Owner) => (await world.call(outgoingWebhooks, {}, owner)).body.webhooks

/** Records that an ask was withdrawn, as its verb would. */
const happens = (owner: Owner, words: string) => world.doors.inWorkspace(owner.workspaceId, (db) =>
  record(db, { actor: { workspaceId: owner.workspaceId, userId: null }, now: () => world.clock.now }, 'ask.withdrawn', { askId: ASK, number: 12, round: 1, words }))
const ASK = '0197a000-0000-7000-8000-0000000000a5'

/** Makes the calls that the queue has for this address now. */
async function calls(owner: Owner, webhookId: string): Promise<void> {
  const ctx: Ctx = {
    now: () => world.clock.now,
    io: createIo({ allowPrivate: true, userAgent: 'Heed tests', signal: new AbortController().signal }),
    actor: { workspaceId: owner.workspaceId, userId: null, role: 'owner' },
    transact: (work) => world.doors.inWorkspace(owner.workspaceId, work),
  }
  await callWebhook(world.secrets).run(ctx, { webhookId })
}
const wordsTold = () => told.map(({ body }) => JSON.parse(body).data.words)

describe('an outgoing webhook', () => {
  it('tells what happens, signed so that the other side can know it is us', async () => {
    const owner = await world.owner('Acme')
    const { webhook, secret } = await add(owner)
    await happens(owner, 'לא צריך יותר 🙏')
    await calls(owner, webhook.id)
    const [{ headers, body }] = told as [Told]
    expect(JSON.parse(body)).toEqual({
      type: 'ask.withdrawn',
      timestamp: '2026-03-01T09:00:00.000Z',
      workspace: { id: owner.workspaceId, slug: 'acme' },
      data: { askId: ASK, number: 12, round: 1, words: 'לא צריך יותר 🙏' },
    })
    const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
    expect(headers['webhook-signature']).toBe(`v1,${signatureOf(secret, id, timestamp, Buffer.from(body))}`)
    expect(await listed(owner)).toMatchObject([{ waiting: 0, failing: null, sentAt: '2026-03-01T09:00:00.000Z' }])
  })

  it('is put into the queue with the fact, by whichever role records it', async () => {
    const owner = await world.owner()
    const { webhook } = await add(owner)
    await happens(owner, 'once')
    const jobs = await world.db.selectFrom('outgoing_call').select('webhook_id').where('webhook_id', '=', webhook.id).execute()
    expect(jobs).toHaveLength(1)
  })

  it('is told of nothing it did not ask for, of nothing from before, and of no other workspace', async () => {
    const [owner, other] = [await world.owner(), await world.owner()]
    await happens(owner, 'before')
    const { webhook } = await add(owner)
    await happens(other, 'elsewhere')
    await world.doors.inWorkspace(owner.workspaceId, (db) =>
      record(db, { actor: { workspaceId: owner.workspaceId, userId: null }, now: () => world.clock.now }, 'people.person_removed', { personId: ASK }))
    await calls(owner, webhook.id)
    expect(told).toEqual([])
  })

  it('that fails is told again, in order, and nothing is lost', async () => {
    const owner = await world.owner()
    const { webhook } = await add(owner)
    for (const words of ['one', 'two', 'three']) await happens(owner, words)
    statuses.push(200, 503)
    await calls(owner, webhook.id)
    expect(await listed(owner)).toMatchObject([{ waiting: 2, failing: { times: 1, problem: 'HTTP 503' } }])
    await calls(owner, webhook.id)
    expect(wordsTold()).toEqual(['one', 'two', 'two', 'three'])
    expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    expect(await listed(owner)).toMatchObject([{ waiting: 0, failing: null }])
  })

  it('follows no redirect, and takes a closed door for a failure', async () => {
    const owner = await world.owner()
    const { webhook } = await add(owner)
    await happens(owner, 'one')
    statuses.push(302)
    await calls(owner, webhook.id)
    expect(told).toHaveLength(1)
    expect(await listed(owner)).toMatchObject([{ waiting: 1, failing: { times: 1 } }])
    const closed = await add(owner, 'http://127.0.0.1:9/')
    await happens(owner, 'two')
    await calls(owner, closed.webhook.id)
    expect((await listed(owner)).find(({ id }) => id === closed.webhook.id)).toMatchObject({ waiting: 1, failing: { times: 1 } })
  })

  it('that says it is gone is not called again', async () => {
    const owner = await world.owner()
    const { webhook } = await add(owner)
    await happens(owner, 'one')
    statuses.push(410)
    await calls(owner, webhook.id)
    await happens(owner, 'two')
    await calls(owner, webhook.id)
    expect(told).toHaveLength(1)
    expect(await listed(owner)).toMatchObject([{ paused: { why: 'gone' }, waiting: 1 }])
  })

  it('that fails for days is paused; resumed, it is told what waited', async () => {
    const owner = await world.owner()
    const { webhook } = await add(owner)
    await happens(owner, 'one')
    statuses.push(500)
    await calls(owner, webhook.id)
    const before = world.clock.now
    world.clock.now = new Date(before.getTime() + 6 * 86_400_000)
    statuses.push(500)
    await calls(owner, webhook.id)
    expect(await listed(owner)).toMatchObject([{ paused: { why: 'failing' } }])
    await happens(owner, 'while paused')
    expect((await world.call(changeOutgoingWebhook, { id: webhook.id, isPaused: false }, owner)).body).toMatchObject({ paused: null, waiting: 1 })
    await calls(owner, webhook.id)
    expect(wordsTold().at(-1)).toBe('one')
    world.clock.now = before
  })

  it('has another secret from the moment it is exchanged, and nothing more once it is removed', async () => {
    const owner = await world.owner()
    const { webhook, secret } = await add(owner)
    const { body } = await world.call(renewOutgoingSecret, { id: webhook.id }, owner)
    expect(body.secret).not.toBe(secret)
    await happens(owner, 'one')
    expect((await world.call(removeOutgoingWebhook, { id: webhook.id }, owner)).status).toBe(200)
    await calls(owner, webhook.id)
    expect(told).toEqual([])
    expect(await listed(owner)).toEqual([])
  })

  it.each([
    [{ facts: ['ask.sung'] }, 'people.unknown_fact'],
    [{ url: 'ftp://tickets.example/' }, 'bad_input'],
    [{ url: 'https://' }, 'bad_input'],
    [{ facts: [] }, 'bad_input'],
    [{ name: '' }, 'bad_input'],
  ])('refuses %j', async (wrong, code) => {
    const owner = await world.owner()
    expect((await world.call(addOutgoingWebhook, { name: 'Tickets', url, facts: FACTS, ...wrong }, owner)).body.code).toBe(code)
  })
})
