import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { type FakeServer, startFakeServer } from '../../fake-server.ts'
import { clipAddress, clipPicture, fileClip, lookAtPage, PICTURE_BYTES_MAX } from '../../handed-in-contract.ts'
import { filerNames } from '../../server/filer.ts'

let world: World
let owner: Asker & { workspaceId: string }
let site: FakeServer
let pages: Record<string, { type: string; body: string | Buffer }>

beforeAll(async () => {
  ;[world, site] = await Promise.all([newWorld(), startFakeServer((request, response) => {
    const page = pages[request.url ?? '']
    if (!page) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': page.type }).end(page.body)
  })])
})
afterAll(() => Promise.all([world.close(), site.close()]))
beforeEach(async () => {
  owner = await world.owner()
  pages = {}
})

const tray = async () => (
  (await world.db.selectFrom('tray').select('post').where('workspace_id', '=', owner.workspaceId).orderBy('id').execute()).map(({ post }) => post))

/** A Hebrew page in windows-1255. */
const hebrew = (text: string): Buffer => Buffer.from([...text].map((letter) => {
  const code = letter.codePointAt(0) ?? 0
  return code >= 0x5d0 ? code - 0x5d0 + 0xe0 : code
}))

describe('filing by hand', () => {
  it('lays what was written into the tray, with who filed it', async () => {
    const { body } = await world.call(fileClip, { text: 'המנורה נשברה', url: 'https://forum.example/t/1?utm_source=x#p2', author: 'נועה', origin: 'Forum', saidAt: '2026-05-01T10:00:00Z' }, owner)
    expect(body).toMatchObject({ known: false, filedBy: owner.user.name })
    const [post] = await tray()
    expect(post).toMatchObject({
      text: 'המנורה נשברה', url: 'https://forum.example/t/1', author: { name: 'נועה' }, origin: 'Forum', saidAt: '2026-05-01T10:00:00.000Z', filedBy: `member-${owner.user.id}`,
    })
    const names = await world.doors.inWorkspace(owner.workspaceId, (db) => filerNames(db, [String(post?.['filedBy']), 'member-nobody', 'clip-nobody', '']))
    expect([...names.values()]).toEqual([owner.user.name])
  })

  it('takes a link once, however it is written, and tells who filed it', async () => {
    const first = await world.call(fileClip, { url: 'https://forum.example/t/1/?b=2&a=1' }, owner)
    const colleague = await world.as('agent', owner.workspaceId)
    const second = await world.call(fileClip, { url: 'https://forum.example/t/1?a=1&b=2&fbclid=abc#top', text: 'look' }, colleague)
    expect(second.body).toEqual({ ...first.body, known: true })
    expect(second.body.filedBy).toBe(owner.user.name)
    expect(await tray()).toHaveLength(1)
  })

  it('takes it once when two file it at the same moment, and makes one source', async () => {
    const both = await Promise.all([1, 2].map(() => world.call(fileClip, { url: 'https://forum.example/race' }, owner)))
    expect(both.map(({ body }) => body.known).toSorted()).toEqual([false, true])
    expect(await tray()).toHaveLength(1)
    expect(await world.db.selectFrom('source').select('hears_all').where('workspace_id', '=', owner.workspaceId).execute()).toEqual([{ hears_all: true }])
  })

  it('files in another workspace what is filed here', async () => {
    await world.call(fileClip, { url: 'https://forum.example/t/1' }, owner)
    expect((await world.call(fileClip, { url: 'https://forum.example/t/1' }, await world.owner())).body.known).toBe(false)
  })

  it('refuses nothing at all, what is no link, and whoever may only read', async () => {
    expect((await world.call(fileClip, { text: ' ' }, owner)).body.code).toBe('connect.nothing_to_file')
    expect((await world.call(fileClip, { url: 'javascript:alert(1)' }, owner)).body.code).toBe('bad_input')
    expect((await world.call(fileClip, { text: 'x' }, await world.as('viewer', owner.workspaceId))).status).toBe(403)
  })

  it.each(['<img src=x onerror=alert(1)>', '\u202e turned', '🙂', 'half \ud800'])('keeps hostile words as words: %j', async (text) => {
    await world.call(fileClip, { text, author: text, origin: text }, owner)
    expect(await tray()).toMatchObject([{ text: text.toWellFormed() }])
  })
})

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
/** A JPEG of one pixel whose EXIF says where it was taken. */
const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
  segment(0xe1, Buffer.from('Exif\0\0GPS 32.08 N 34.78 E', 'latin1')),
  segment(0xfe, Buffer.from('taken by Dana')),
  segment(0xdb, Buffer.alloc(65, 1)), segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
  Buffer.from('<script>appended</script>'),
])

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A PNG with a chunk that names its maker. */
function pngWith(name: string, data: string): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(name + data), Buffer.alloc(4)])
  chunk.writeUInt32BE(data.length, 0)
  return Buffer.concat([PNG.subarray(0, 33), chunk, PNG.subarray(33), Buffer.from('<html>after the end')])
}

function webpWith(name: string, data: string): Buffer {
  const chunk = (title: string, bytes: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(title, 'latin1')
    head.writeUInt32LE(bytes.length, 4)
    return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)])
  }
  const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', Buffer.from([0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0])), chunk('VP8 ', Buffer.from('pixels')), chunk(name, Buffer.from(data))])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

describe('a screenshot', () => {
  const file = (bytes: Buffer, alt = 'A broken lamp') => world.call(fileClip, { picture: { base64: bytes.toString('base64'), alt } }, owner)
  const saved = async (clipId: string, as: Asker) => {
    const response = await world.app.inject({ url: `/api/${clipPicture.name}?clipId=${clipId}&workspace=${as.workspaceId}`, headers: { cookie: as.cookie } })
    return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload }
  }
  const idOf = async (bytes: Buffer): Promise<string> => (await file(bytes)).body.externalId.split('/')[1] ?? ''

  it('is kept, and handed out only to be saved, as what it is', async () => {
    const { status, headers, bytes } = await saved(await idOf(PNG), owner)
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, 'image/png', 'nosniff'])
    expect(headers['content-disposition']).toMatch(/^attachment; /)
    expect(bytes).toEqual(PNG)
    expect(await tray()).toMatchObject([{ text: 'A broken lamp', media: [{ kind: 'image', alt: 'A broken lamp', url: expect.stringContaining('clip_picture') }] }])
  })

  it('is not shown to another workspace', async () => {
    const id = await idOf(PNG)
    expect((await saved(id, await world.owner())).status).toBe(404)
    expect((await saved(id, { ...(await world.owner()), workspaceId: owner.workspaceId })).status).toBe(403)
  })

  it.each([
    ['a JPEG', JPEG, 'image/jpeg', /GPS|Dana|script/], ['a PNG', pngWith('tEXt', 'Author Dana'), 'image/png', /Dana|html/],
    ['a PNG', pngWith('eXIf', 'GPS 32.08'), 'image/png', /GPS|html/], ['a WebP', webpWith('EXIF', 'GPS 32.08'), 'image/webp', /GPS/],
  ])('that is %s loses where and by whom it was taken, and what was hung onto it', async (_what, bytes, type, secret) => {
    const kept = await saved(await idOf(bytes), owner)
    expect(kept.headers['content-type']).toBe(type)
    expect(bytes.toString('latin1')).toMatch(secret)
    expect(kept.bytes.toString('latin1')).not.toMatch(secret)
  })

  it.each([
    ['a page that calls itself one', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')], ['cut off', PNG.subarray(0, 50)],
    ['a GIF', Buffer.from('GIF89a')], ['empty of pixels', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['compressed', gunzipSync(Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64'))],
  ])('that is %s is refused', async (_what, bytes) => {
    expect((await file(bytes)).body.code).toBe('connect.picture_unusable')
  })

  it('larger than may be is refused', async () => {
    expect((await file(Buffer.concat([PNG, Buffer.alloc(PICTURE_BYTES_MAX)]))).status).toBeGreaterThanOrEqual(400)
    expect(await tray()).toEqual([])
  })
})

describe('a page', () => {
  const look = async (path: string) => (await world.call(lookAtPage, { url: site.url + path }, owner)).body

  it('is read by JSON-LD, Open Graph and its title, in this order', async () => {
    pages['/a'] = { type: 'text/html; charset=utf-8', body: `<title>Plain</title><meta property="og:title" content="Open"><meta property="og:site_name" content="The Forum">
      <meta name="author" content="Noa"><link rel="canonical" href="/canonical?utm_medium=x">
      <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"no"},{"@type":["Thing","NewsArticle"],"headline":"Linked &amp; said","author":[{"name":"Dana"}],"datePublished":"2026-05-01T10:00:00Z"}]}</script>` }
    expect(await look('/a')).toEqual({
      url: `${site.url}/canonical`, text: 'Linked &amp; said', author: 'Dana', origin: 'The Forum', saidAt: '2026-05-01T10:00:00.000Z', problem: null, filed: null,
    })
    pages['/b'] = { type: 'text/html', body: '<title>Plain</title><meta name="description" content="About lamps">' }
    expect(await look('/b')).toMatchObject({ text: 'Plain\n\nAbout lamps', author: '', saidAt: null })
  })

  it.each([
    ['the header says utf-8, the bytes are windows-1255', 'text/html; charset=utf-8', ''],
    ['the header says nothing, the page says windows-1255', 'text/html', '<meta charset="windows-1255">'],
    ['the header says utf-8, the page windows-1255', 'text/html; charset=utf-8', '<meta http-equiv="content-type" content="text/html; charset=windows-1255">'],
    ['the header says windows-1255, the page utf-8', 'text/html; charset=windows-1255', '<meta charset="utf-8">'],
  ])('that lies about its encoding is read right: %s', async (_how, type, meta) => {
    pages['/lie'] = { type, body: hebrew(`${meta}<title>המנורה נשברה</title>`) }
    expect((await look('/lie')).text).toBe('המנורה נשברה')
  })

  it('that says windows-1255 and is UTF-8 is read right', async () => {
    pages['/other-lie'] = { type: 'text/html; charset=windows-1255', body: '<meta charset="utf-8"><title>המנורה נשברה</title>' }
    expect((await look('/other-lie')).text).toBe('המנורה נשברה')
  })

  it('cannot pass for another site’s', async () => {
    pages['/false'] = { type: 'text/html', body: '<link rel="canonical" href="https://bank.example/"><title>x</title>' }
    expect((await look('/false')).url).toBe(`${site.url}/false`)
  })

  it('that cannot be read may be filed all the same, and says why', async () => {
    expect(await look('/nothing')).toMatchObject({ url: `${site.url}/nothing`, text: '', problem: expect.stringMatching(/404/) })
    pages['/huge'] = { type: 'text/html', body: Buffer.alloc(3 * 1024 * 1024, 32) }
    expect((await look('/huge')).problem).toMatch(/more than 2048 KB/)
    pages['/picture'] = { type: 'image/png', body: PNG }
    expect(await look('/picture')).toMatchObject({ text: '', problem: null })
  })

  it('made to be slow or deep is read all the same', async () => {
    pages['/deep'] = { type: 'text/html', body: `<title>x</title>${'<div>'.repeat(100_000)}<script type="application/ld+json">${'['.repeat(100_000)}</script>` }
    expect((await look('/deep')).text).toBe('x')
  })

  it('that was filed before says so', async () => {
    pages['/a'] = { type: 'text/html', body: '<title>x</title>' }
    await world.call(fileClip, { url: `${site.url}/a#later` }, owner)
    expect(await look('/a')).toMatchObject({ filed: { filedBy: owner.user.name } })
  })
})

describe('a personal address', () => {
  it('is the same each time, its holder’s alone, and tells who filed', async () => {
    const colleague = await world.as('agent', owner.workspaceId)
    const [mine, again, theirs] = [await world.call(clipAddress, {}, owner), await world.call(clipAddress, {}, owner), await world.call(clipAddress, {}, colleague)]
    expect(again.body).toEqual(mine.body)
    expect(theirs.body.token).not.toBe(mine.body.token)
    const filer = `clip-${theirs.body.token}`
    expect(await world.doors.inWorkspace(owner.workspaceId, (db) => filerNames(db, [filer]))).toEqual(new Map([[filer, colleague.user.name]]))
    const elsewhere = await world.owner()
    expect(await world.doors.inWorkspace(elsewhere.workspaceId, (db) => filerNames(db, [filer]))).toEqual(new Map())
  })

  it('is added to that of each mailbox', async () => {
    const { body: { token } } = await world.call(clipAddress, {}, owner)
    const streamId = '0197a000-0000-7000-8000-0000000000aa'
    await world.db.insertInto('stream').values({ id: streamId, connector: 'x', key: streamId, settings: JSON.stringify({ host: 'imap.example', user: 'care@lantern.example' }), created_at: world.clock.now }).execute()
    await world.db.insertInto('source').values({ workspace_id: owner.workspaceId, id: streamId, connector: 'x', name: 'Care', stream_id: streamId, created_at: world.clock.now }).execute()
    expect((await world.call(clipAddress, {}, owner)).body.addresses).toEqual([`care+clip-${token}@lantern.example`])
  })
})
