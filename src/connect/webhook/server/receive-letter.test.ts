import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { changeSettings, pauseSource, removeSource } from '../../contract.ts'
import { addWebhook, LETTER_POSTS_MAX, renewWebhookSecret, setHearsAll, type Webhook, webhooks } from '../../handed-in-contract.ts'
import type { Connector } from '../../connector.ts'
import { webhook as webhookConnector } from '../connector.ts'
import { openTrayDoor } from '../../server/tray-door.ts'
import { signatureOf } from '../../../base/server/standard-webhook.ts'

const run = promisify(execFile)

let world: World
let owner: Asker & { workspaceId: string }
let webhook: Webhook
let secret: string
let letters = 0

beforeAll(async () => {
  const connector = webhookConnector(openTrayDoor({ asIngest: (workspaceIds, work) => world.doors.asIngest(workspaceIds, work) }, null))
  world = await newWorld({ connectors: new Map([[connector.id, connector as Connector]]) })
})
afterAll(() => world.close())
beforeEach(async () => {
  owner = await world.owner()
  ;({ webhook, secret } = (await world.call(addWebhook, { name: 'Shop reviews', hearsAll: true }, owner)).body)
})

type Sending = { id?: string; sentAt?: Date; secret?: string; signature?: string; headers?: Record<string, string>; address?: string }

/** Sends a letter as a program would: signed, unless the test says otherwise. */
async function send(body: unknown, { id = `letter-${letters += 1}`, sentAt = world.clock.now, headers = {}, ...options }: Sending = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000))
  const signature = options.signature ?? `v1,${signatureOf(options.secret ?? secret, id, timestamp, Buffer.from(payload))}`
  const { pathname, search } = new URL(options.address ?? webhook.address)
  const response = await world.app.inject({
    method: 'POST', url: pathname + search, payload,
    headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature, ...headers },
  })
  return { status: response.statusCode, body: response.json() }
}

const tray = async () => (
  (await world.db.selectFrom('tray').select('post').where('tray_id', '=', webhook.sourceId).orderBy('id').execute()).map(({ post }) => post))

describe('a signed letter', () => {
  it('lies in the tray when it is answered, a post or a list, with all that was told of it', async () => {
    expect((await send({ id: 'r1', text: 'שלום, the lamp broke 🙂' })).body).toEqual({ taken: 1, again: false, problems: [] })
    const whole = {
      id: 'r2', text: 'Again', author: { name: 'Noa' }, saidAt: '2026-05-01T09:00:00+03:00', url: 'https://shop.example/r2', network: 'Shop', lang: 'en',
      form: 'review', links: ['https://shop.example/lamp'], replyTo: 'r1',
    }
    expect((await send([whole, { id: 'r1', kind: 'edited', text: 'Better' }, { id: 'r0', kind: 'deleted' }])).body.taken).toBe(3)
    expect(await tray()).toMatchObject([
      { kind: 'said', externalId: 'r1', text: 'שלום, the lamp broke 🙂', author: { id: 'unknown' }, origin: null },
      {
        externalId: 'r2', author: { id: 'Noa', name: 'Noa' }, saidAt: '2026-05-01T06:00:00.000Z', url: 'https://shop.example/r2', origin: 'Shop', lang: 'en',
        form: 'review', links: ['https://shop.example/lamp'], replyTo: { parent: 'r1', root: 'r1' },
      },
      { kind: 'edited', externalId: 'r1', text: 'Better' },
      { kind: 'deleted', externalId: 'r0', text: '' },
    ])
  })

  it('is taken once, however often it is sent, also by two at once', async () => {
    const post = { id: 'r1', text: 'once' }
    const twice = await Promise.all([send(post, { id: 'same' }), send(post, { id: 'same' })])
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    expect(twice.map(({ body }) => body.again).toSorted()).toEqual([false, true])
    expect((await send(post, { id: 'same', sentAt: new Date(world.clock.now.getTime() - 60_000) })).body).toEqual({ taken: 0, again: true, problems: [] })
    expect(await tray()).toHaveLength(1)
  })

  it('is told what in it could not be taken, post by post, and the others are', async () => {
    const { status, body } = await send([{ id: 'good', text: 'x' }, { id: 'bad', text: 'x', saidAt: 'yesterday' }, { text: 'no id' }, 7, { id: 'empty' }])
    expect(status).toBe(200)
    expect(body).toMatchObject({ taken: 1, problems: [{ at: 1, id: 'bad', why: expect.stringMatching(/^saidAt: /) }, { at: 2, id: null }, { at: 3 }, { at: 4, id: 'empty' }] })
  })

  it('of which nothing can be taken is refused, and may be sent again mended under its number', async () => {
    expect(await send({ text: 'no id' }, { id: 'mend' })).toMatchObject({ status: 422, body: { code: 'connect.webhook_unreadable', details: { problems: [{ at: 0 }] } } })
    expect((await send({ id: 'now', text: 'x' }, { id: 'mend' })).body).toMatchObject({ taken: 1, again: false })
  })

  it('may be signed with several keys while a sender changes its own', async () => {
    const id = 'several'
    const timestamp = String(Math.floor(world.clock.now.getTime() / 1_000))
    const body = JSON.stringify({ id: 'r', text: 'x' })
    const signature = `v1,AAAA v1a,zzz v1,${signatureOf(secret, id, timestamp, Buffer.from(body))}`
    expect((await send(body, { id, signature })).status).toBe(200)
  })
})

describe('a letter is refused', () => {
  /** What it is answered, and how much of it lies in the tray. */
  const outcome = async (body: unknown, sending: Sending = {}) => {
    const answer = await send(body, sending)
    return [answer.status, answer.body.code, (await tray()).length]
  }
  const post = { id: 'r1', text: 'x' }

  it.each([['webhook-id', 'connect.webhook_unsigned'], ['webhook-timestamp', 'connect.webhook_late'], ['webhook-signature', 'connect.webhook_wrong']])('without its %s', async (header, code) => {
    expect(await outcome(post, { headers: { [header]: '' } })).toEqual([401, code, 0])
  })

  it('when it carries no signature at all', async () => {
    const { pathname, search } = new URL(webhook.address)
    const response = await world.app.inject({ method: 'POST', url: pathname + search, payload: post })
    expect(response.json()).toMatchObject({ status: 401, code: 'connect.webhook_unsigned' })
  })

  it.each([-301, 301, 86_400 * 365])('when it was sent %i seconds from now', async (seconds) => {
    expect(await outcome(post, { sentAt: new Date(world.clock.now.getTime() + seconds * 1_000) })).toEqual([401, 'connect.webhook_late', 0])
  })

  it('when it was signed with another secret, or changed afterwards', async () => {
    expect(await outcome(post, { secret: `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}` })).toEqual([401, 'connect.webhook_wrong', 0])
    const timestamp = String(Math.floor(world.clock.now.getTime() / 1_000))
    expect(await outcome({ id: 'r1', text: 'y' }, { id: 'c', signature: `v1,${signatureOf(secret, 'c', timestamp, Buffer.from(JSON.stringify(post)))}` })).toEqual([401, 'connect.webhook_wrong', 0])
  })

  it('at an address that is made up, or another’s', async () => {
    const other = (await world.call(addWebhook, { name: 'Other', hearsAll: true }, await world.owner())).body.webhook
    expect(await outcome(post, { address: other.address })).toEqual([401, 'connect.webhook_wrong', 0])
    expect(await outcome(post, { address: `${webhook.address.slice(0, -2)}AA` })).toEqual([404, 'connect.webhook_unknown', 0])
    expect(await outcome(post, { address: webhook.address.replace(/to=.*/, 'to=x') })).toEqual([404, 'connect.webhook_unknown', 0])
  })

  it.each([
    ['not JSON', 'id=1&text=x'], ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('latin1')], ['empty', ''], ['an empty list', '[]'],
    ['too long a list', JSON.stringify(Array.from({ length: LETTER_POSTS_MAX + 1 }, (_, n) => ({ id: String(n), text: 'x' })))],
  ])('when it is %s', async (_what, body) => {
    const { status } = await send(body)
    expect([400, 422]).toContain(status)
    expect(await tray()).toEqual([])
  })

  it('when it has more than a megabyte, before anything is done with it', async () => {
    expect(await outcome({ id: 'big', text: 'א'.repeat(600_000) }, {})).toEqual([400, 'bad_input', 0])
  })
})

describe('hostile words', () => {
  it.each(['<script>alert(1)</script>', '\u202e\u2066 turned', 'half \ud800', '🙂'.repeat(20_000), '\u0007 bell'])('lie in the tray as they came, or whole: %j', async (text) => {
    expect((await send({ id: 'r', text })).status).toBe(200)
    expect(await tray()).toMatchObject([{ text: text.toWellFormed() }])
  })

  it('with a NUL are refused', async () => {
    expect(await send('{"id":"r","text":"a\\u0000b"}')).toMatchObject({ status: 400, body: { code: 'bad_input' } })
  })
})

describe('the one who manages sources', () => {
  it('sees its webhooks without secrets', async () => {
    const { body } = await world.call(webhooks, {}, owner)
    expect(body.webhooks).toEqual([webhook])
    expect(JSON.stringify(body)).not.toContain('whsec_')
  })

  it('exchanges a secret: the old one is refused from then on, the address stays', async () => {
    const { body } = await world.call(renewWebhookSecret, { sourceId: webhook.sourceId }, owner)
    expect((await send({ id: 'r', text: 'x' })).body.code).toBe('connect.webhook_wrong')
    expect((await send({ id: 'r', text: 'x' }, { secret: body.secret })).status).toBe(200)
  })

  it('lets all of it be heard, or only what queries match', async () => {
    await world.call(setHearsAll, { sourceId: webhook.sourceId, hearsAll: false }, owner)
    expect((await world.call(webhooks, {}, owner)).body.webhooks).toMatchObject([{ hearsAll: false }])
  })

  it('pauses it: letters are refused meanwhile, so that their senders try again', async () => {
    await world.call(pauseSource, { sourceId: webhook.sourceId, paused: true }, owner)
    expect(await send({ id: 'r', text: 'x' }, { id: 'later' })).toMatchObject({ status: 409, body: { code: 'connect.source_paused' } })
    await world.call(pauseSource, { sourceId: webhook.sourceId, paused: false }, owner)
    expect((await send({ id: 'r', text: 'x' }, { id: 'later' })).body).toMatchObject({ taken: 1, again: false })
  })

  it('removes it, with all that lay in its tray', async () => {
    await send({ id: 'r', text: 'x' })
    await world.call(removeSource, { sourceId: webhook.sourceId }, owner)
    expect((await send({ id: 'r', text: 'x' })).body.code).toBe('connect.webhook_unknown')
    expect(await tray()).toEqual([])
  })

  it('cannot turn it to another’s tray', async () => {
    const other = await world.owner()
    const theirs = (await world.call(addWebhook, { name: 'Other', hearsAll: true }, other)).body.webhook
    const settings = { workspace: other.workspaceId, tray: theirs.sourceId }
    expect((await world.call(changeSettings, { sourceId: webhook.sourceId, settings }, owner)).body.code).toBe('connect.unknown_connector')
  })
})

const TOOLS = ['curl', 'openssl', 'od']
const missing = TOOLS.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)

describe.skipIf(missing.length > 0)(`the example in docs/connectors.md${missing.length > 0 ? ` (skipped: there is no ${missing.join(', ')})` : ''}`, () => {
  it('works as it stands there, with curl and openssl', async () => {
    const origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
    world.clock.now = new Date() // the shell knows no other
    const docs = await readFile(new URL('../../../../docs/connectors.md', import.meta.url), 'utf8')
    const script = /```sh\n(# ADDRESS and SECRET[\s\S]*?)```/.exec(docs)?.[1] ?? 'exit 1'
    const { pathname, search } = new URL(webhook.address)
    const { stdout } = await run('sh', ['-c', script], { env: { PATH: process.env['PATH'], ADDRESS: origin + pathname + search, SECRET: secret } })
    expect(JSON.parse(stdout)).toEqual({ taken: 1, again: false, problems: [] })
    expect(await tray()).toMatchObject([{ externalId: 'review-17', text: 'The lamp broke after a week', author: { name: 'Noa' }, origin: 'Shop', form: 'review' }])
  })
})
