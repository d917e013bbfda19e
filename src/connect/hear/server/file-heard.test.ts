import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addHearLink, fileHeard, filing, hearDoor, type HearLink, hearLinks, receipt, renewHearLink, revokeHearLink, tellFiler } from '../../handed-in-contract.ts'
import { idInTray } from '../../tray/tray.ts'
import { FILED_FROM_ADDRESS_MAX } from './file-heard.ts'
import { OPEN_LINKS_MAX } from './hear-links.ts'
import { openTrayDoor } from '../../server/tray-door.ts'

const HOUR_MS = 3_600_000

let world: World
let owner: Asker & { workspaceId: string }
let link: HearLink
let token: string

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS) // limits of the test before are over
  owner = await world.owner('Lantern')
  link = (await world.call(addHearLink, { name: 'Shop floor', language: 'he' }, owner)).body
  token = tokenIn(link)
})

const tokenIn = ({ url }: HearLink): string => url.split('/').at(-1) ?? ''
const file = (parts: object = {}, key: string = randomUUID()) => world.call(fileHeard, { token, key, door: 'customer', text: 'המנורה נשברת', ...parts }, null)
const read = async (given: string) => (await world.call(receipt, { receipt: given }, null)).body
const tray = async () => (
  (await world.db.selectFrom('tray').select(['id', 'post', 'tray_id']).where('workspace_id', '=', owner.workspaceId).orderBy('id').execute()))

/** Everything in the tray is heard, as ingest does it. */
async function beHeard(): Promise<void> {
  for (const { id, tray_id } of await tray()) await openTrayDoor(world.doors, null).clear({ workspace: owner.workspaceId, tray: tray_id }, id, world.clock.now)
}

describe('whoever holds a link', () => {
  it('is told whose doors it opens, and nothing else', async () => {
    expect((await world.call(hearDoor, { token }, null)).body).toEqual({ workspace: 'Lantern', link: 'Shop floor', language: 'he' })
  })

  it('files what a customer said, where and by whom only if they say so', async () => {
    await file()
    await file({ where: 'shop', who: 'נועה' })
    await file({ elsewhere: 'סניף חיפה' })
    await file({ door: 'own', text: 'המחסן קר', who: 'not said of oneself' })
    expect((await tray()).map(({ post }) => post)).toMatchObject([
      { text: 'המנורה נשברת', origin: 'Shop floor', author: { name: 'לקוחות', handle: '' }, form: 'comment' },
      { origin: 'בחנות', author: { name: 'נועה' } },
      { origin: 'סניף חיפה' },
      { text: 'המחסן קר', origin: 'Shop floor', author: { name: 'מהצוות' }, form: 'post' },
    ])
  })

  it('is not known: what is kept is what they wrote', async () => {
    const before = { address: '10.9.8.7', agent: 'Very special phone' }
    await world.app.inject({
      method: 'POST', url: '/api/connect.file_heard', remoteAddress: before.address, headers: { 'user-agent': before.agent, cookie: owner.cookie },
      payload: { token, key: randomUUID(), door: 'own', text: 'x' },
    })
    const kept = JSON.stringify([
      await tray(), await world.db.selectFrom('filing').selectAll().where('workspace_id', '=', owner.workspaceId).execute(),
      await world.db.selectFrom('fact').selectAll().where('workspace_id', '=', owner.workspaceId).where('name', '=', 'connect.heard_filed').execute(),
    ])
    for (const secret of [before.address, before.agent, owner.user.id]) expect(kept).not.toContain(secret)
  })

  it('files once what is sent again, also twice at the same moment, and has one receipt', async () => {
    const key = randomUUID()
    const [first, second] = await Promise.all([file({}, key), file({}, key)])
    const third = await file({}, key)
    expect(new Set([first, second, third].flatMap(({ status, body }) => (status === 200 ? [body.receipt] : []))).size).toBe(1)
    expect(third.status).toBe(200)
    expect(await tray()).toHaveLength(1)
  })

  it('files two things at the same moment, and both are there', async () => {
    await Promise.all([file({ text: 'one' }), file({ text: 'two' })])
    expect((await tray()).map(({ post }) => post['text']).toSorted()).toEqual(['one', 'two'])
    expect(await world.db.selectFrom('source').select('id').where('workspace_id', '=', owner.workspaceId).execute()).toHaveLength(1)
  })

  it.each(['<script>alert(1)</script>', '\u202e\u2066 turned', '🙂'.repeat(2_000), 'half \ud800', 'bell \u0007'])('may write whatever they like: %j', async (text) => {
    expect((await file({ text, elsewhere: text.slice(0, 60), who: text.slice(0, 60) })).status).toBe(200)
    expect(await tray()).toMatchObject([{ post: { text: text.toWellFormed() } }])
  })

  it.each([['a megabyte', 'א'.repeat(500_000)], ['nothing', '  '], ['a NUL', 'a\u0000b']])('may not write %s', async (_what, text) => {
    expect((await file({ text })).body.code).toBe('bad_input')
  })

  it('may file so much in an hour, and not more', async () => {
    for (let n = 0; n < FILED_FROM_ADDRESS_MAX; n += 1) expect((await file()).status).toBe(200)
    expect((await file()).body.code).toBe('too_many')
    world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS)
    expect((await file()).status).toBe(200)
  })
})

describe('a link', () => {
  it('that was closed opens nothing, but receipts go on', async () => {
    const { body: { receipt: mine } } = await file()
    await world.call(revokeHearLink, { id: link.id }, owner)
    expect(await file()).toMatchObject({ status: 410, body: { code: 'connect.hear_closed' } })
    expect((await world.call(hearDoor, { token }, null)).status).toBe(410)
    expect((await world.call(renewHearLink, { id: link.id }, owner)).status).toBe(404)
    expect((await read(mine)).workspace).toBe('Lantern')
  })

  it('that was exchanged opens nothing; the new one does', async () => {
    const { body } = await world.call(renewHearLink, { id: link.id }, owner)
    expect((await file()).body.code).toBe('connect.hear_closed')
    expect((await file({ token: tokenIn(body) })).status).toBe(200)
  })

  it.each(['x', 'A'.repeat(64), ''])('that is made up opens nothing: %j', async (made) => {
    expect((await file({ token: made })).status).toBeGreaterThanOrEqual(400)
    const changed = `${token.slice(0, -3)}AAA`
    expect((await file({ token: changed })).body.code).toBe('connect.hear_closed')
  })

  it('is shown again to those who manage links, with how much came through it', async () => {
    await file()
    expect((await world.call(hearLinks, {}, owner)).body.links).toEqual([{ ...link, filings: 1 }])
    expect((await world.call(hearLinks, {}, await world.as('viewer', owner.workspaceId))).status).toBe(403)
  })

  it('is one of at most so many', async () => {
    for (let n = 1; n < OPEN_LINKS_MAX; n += 1) await world.call(addHearLink, { name: `Link ${n}`, language: 'en' }, owner)
    expect((await world.call(addHearLink, { name: 'One more', language: 'en' }, owner)).body.code).toBe('connect.too_many_links')
  })
})

describe('a receipt', () => {
  it('tells what became of it: received, heard, told', async () => {
    const { body: { receipt: mine } } = await file()
    const filedAt = world.clock.now.toISOString()
    expect(await read(mine)).toEqual({ workspace: 'Lantern', door: 'customer', filedAt, heardAt: null, told: null, toldAt: null })
    const [row] = await tray()
    world.clock.now = new Date(world.clock.now.getTime() + 2_000)
    await beHeard()
    expect(await read(mine)).toMatchObject({ filedAt, heardAt: world.clock.now.toISOString(), told: null })
    const externalId = idInTray(row?.tray_id ?? '', String(row?.post['externalId']))
    expect((await world.call(filing, { externalId }, owner)).body).toMatchObject({ door: 'customer', told: null })
    const { body } = await world.call(tellFiler, { externalId, words: 'תוקן, תודה' }, owner)
    expect(body).toMatchObject({ told: 'תוקן, תודה', toldBy: owner.user.name })
    expect(await read(mine)).toMatchObject({ told: 'תוקן, תודה', toldAt: world.clock.now.toISOString() })
    expect(JSON.stringify(await read(mine))).not.toContain(owner.user.name)
  })

  it('is its holder’s alone: a mention’s id does not lead to it, and a link is none', async () => {
    await file()
    const [row] = await tray()
    const { body } = await file({}, String(row?.post['externalId']))
    expect(await tray()).toHaveLength(2)
    expect(body.receipt).toBeTruthy()
    expect((await world.call(receipt, { receipt: token }, null)).body.code).toBe('connect.hear_closed')
  })

  it('is written by this workspace only', async () => {
    await file()
    const [row] = await tray()
    const externalId = idInTray(row?.tray_id ?? '', String(row?.post['externalId']))
    expect((await world.call(tellFiler, { externalId, words: 'x' }, await world.owner())).status).toBe(404)
    expect((await world.call(filing, { externalId }, await world.owner())).status).toBe(404)
    expect((await world.call(tellFiler, { externalId, words: 'x' }, await world.as('viewer', owner.workspaceId))).status).toBe(403)
  })
})
