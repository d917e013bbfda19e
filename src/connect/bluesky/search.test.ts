import { describe, expect, onTestFinished, test } from 'vitest'
import { createIo } from '../../base/server/safe-fetch.ts'
import { searchAll } from '../conformance-search.ts'
import type { Asked, Page } from '../connector.ts'
import { bluesky } from './connector.ts'
import { openFakeJetstream } from './fake-jetstream.ts'
import { SEARCHER } from './fake-search.ts'
import { search } from './search.ts'
import { Settings } from './settings.ts'

const io = createIo({ allowPrivate: true, userAgent: 'heed-test', signal: new AbortController().signal })
const MINUTE_MS = 60_000

async function opened() {
  const network = await openFakeJetstream()
  onTestFinished(() => network.close())
  const appview = network.settings.appview ?? ''
  /** So many, a minute apart, the newest a minute ago; returns their ids. */
  const saidBefore = async (count: number, apartMs = MINUTE_MS) => {
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) ids.push(await network.sayBefore?.(`acme ${n}`, new Date(Date.now() - MINUTE_MS - n * apartMs)) ?? '')
    return ids
  }
  const withAccount: Settings = { ...network.settings, handle: `@${SEARCHER.handle}`, password: SEARCHER.password, service: appview }
  return { network, settings: network.settings, withAccount, saidBefore, found: async (settings = network.settings) => (await searchAll(search, io, { settings }, '"acme"')).map(({ externalId }) => externalId) }
}

const asked = (text = '"acme"'): Asked => ({ text, since: new Date(Date.now() - 30 * 86_400_000), until: new Date() })

describe('a search', () => {
  test('loses no post when others are deleted between its pages', async () => {
    const { network, settings, saidBefore } = await opened()
    const ids = await saidBefore(350)
    const found = new Set<string>()
    let page: Page | null = null
    do {
      page = await search.page(io, settings, asked(), page === null ? null : search.place.parse(page.next))
      for (const { externalId } of page.posts) found.add(externalId)
      for (const id of ids.filter((one) => found.has(one)).slice(0, 40)) network.search.remove(id)
    } while (page.next !== null)
    expect(found.size).toBe(350)
  })

  test('copes with posts out of order and repeated', async () => {
    const { network, saidBefore, found } = await opened()
    network.search.isUntidy = true
    const ids = await saidBefore(250)
    expect(new Set(await found())).toEqual(new Set(ids))
  })

  test('is not cut off where the network’s own cursor ends', async () => {
    const { network, saidBefore, found } = await opened()
    network.search.resultsMax = 200
    const ids = await saidBefore(450)
    expect(new Set(await found())).toEqual(new Set(ids))
  })

  test('follows the cursor where very many speak in one moment', async () => {
    const { saidBefore, found } = await opened()
    const ids = await saidBefore(260, 0)
    expect(new Set(await found())).toEqual(new Set(ids))
  })

  test('goes on after pages on which nearly all has been taken down', async () => {
    const { network, saidBefore, found } = await opened()
    const ids = await saidBefore(350)
    for (const id of ids.slice(0, 220)) network.search.takeDown(id)
    expect(new Set(await found())).toEqual(new Set(ids.slice(220)))
  })

  test('is not led astray by a post that claims another time', async () => {
    const { network, saidBefore, found } = await opened()
    const ids = await saidBefore(150)
    const liar = `at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3liar`
    network.search.add(liar, 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', { $type: 'app.bsky.feed.post', text: 'acme', langs: [], createdAt: new Date(Date.now() + 86_400_000).toISOString() }, new Date(Date.now() - 30 * MINUTE_MS))
    expect(new Set(await found())).toEqual(new Set([...ids, liar]))
    const [post] = (await searchAll(search, io, network, '"acme"')).filter(({ externalId }) => externalId === liar)
    expect(Math.abs((post?.saidAt?.getTime() ?? 0) - (Date.now() - 30 * MINUTE_MS))).toBeLessThan(MINUTE_MS)
  })

  test('names the author, and links by the id, which stays', async () => {
    const { network, saidBefore } = await opened()
    const [id = ''] = await saidBefore(1)
    const [post] = await searchAll(search, io, network, 'acme')
    expect(post).toMatchObject({ author: { handle: 'noa.example', name: 'נועה לוי' }, url: `https://bsky.app/profile/did:plc:ewvi7nxzyoun6zhxrhs64oiz/post/${id.split('/').at(-1)}`, lang: 'he' })
  })

  test('finds tags, also Hebrew ones, and links to a site', async () => {
    const { network } = await opened()
    await network.sayBefore?.('#שלום', new Date(Date.now() - MINUTE_MS))
    await network.sayBefore?.('look: https://shop.example/sofas', new Date(Date.now() - MINUTE_MS))
    expect(await searchAll(search, io, network, '#שלום')).toHaveLength(1)
    expect(await searchAll(search, io, network, 'site:shop.example')).toHaveLength(1)
    expect(await searchAll(search, io, network, 'url:shop.example/sofas')).toHaveLength(1)
  })
})

describe('whoever searches without an account', () => {
  test('gets all the same where only the cursor is refused', async () => {
    const { network, saidBefore, found } = await opened()
    network.search.strangers = 'no_cursor'
    const ids = await saidBefore(320)
    expect(new Set(await found())).toEqual(new Set(ids))
  })

  test('is told to give the source one where search is refused', async () => {
    const { network, settings } = await opened()
    network.search.strangers = 'nothing'
    await expect(search.page(io, settings, asked(), null)).rejects.toMatchObject({
      name: 'SourceError', then: 'reauthorize', message: expect.stringMatching(/without an account: give the source a handle and an app password \(403\)\.$/),
    })
  })

  test('is told so where no host is known that can be asked', async () => {
    await expect(search.page(io, { jetstream: 'wss://own.example' }, asked(), null)).rejects.toMatchObject({ then: 'stop', message: expect.stringMatching(/appview|account/) })
  })
})

describe('an account', () => {
  test('signs in once for many searches, and again when its session is over', async () => {
    const { network, withAccount, saidBefore, found } = await opened()
    network.search.strangers = 'nothing'
    const ids = await saidBefore(250)
    expect(new Set(await found(withAccount))).toEqual(new Set(ids))
    expect(network.search.signIns).toBe(1)
    network.search.expire()
    expect(new Set(await found(withAccount))).toEqual(new Set(ids))
    expect(network.search.signIns).toBe(2)
  })

  test('whose password is wrong is refused before it is saved, and when it is changed later', async () => {
    const { withAccount } = await opened()
    const wrong = { ...withAccount, password: 'wrong-wrong-wrong-wrong' }
    await expect(bluesky.prove(io, wrong)).rejects.toMatchObject({ name: 'SourceError', then: 'reauthorize' })
    await expect(search.page(io, wrong, asked(), null)).rejects.toMatchObject({ then: 'reauthorize', message: expect.not.stringContaining('wrong') })
    expect((await bluesky.prove(io, withAccount)).settings).toEqual(withAccount)
  })

  test('is heard for its workspace alone, and comes with its password', () => {
    expect(bluesky.streamKey({ handle: 'a.example', password: 'x' })).toBe(null)
    expect(Settings.safeParse({ handle: 'a.example' }).success).toBe(false)
    expect(Settings.safeParse({ handle: 'no handle', password: 'x' }).success).toBe(false)
  })
})

test('a network that counts requests names the second from which it may be asked again', async () => {
  const { network, settings } = await opened()
  network.failNext?.(429, { 'ratelimit-reset': String(Math.floor(Date.now() / 1_000) + 90) })
  const error: unknown = await search.page(io, settings, asked(), null).catch((error: unknown) => error)
  expect(error).toMatchObject({ then: 'retry' })
  expect((error as { waitMs: number }).waitMs).toBeGreaterThan(60_000)
})

test.each(['<html>', '{}', '{"posts":7}', 'null'])('an answer of %s is asked for again later', async (answer) => {
  const server = { ...io, fetch: async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(answer), url: 'https://appview.example/x' }) }
  await expect(search.page(server, {}, asked(), null)).rejects.toMatchObject({ then: 'retry' })
})

test('what is no post of its author is passed over', async () => {
  const views = [null, 7, {}, { uri: 'at://did:plc:a/app.bsky.feed.post/1', author: { did: 'did:plc:other' }, record: { text: 'x' } }, { uri: 'at://did:plc:a/app.bsky.feed.like/1', author: { did: 'did:plc:a' } }]
  const server = { ...io, fetch: async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify({ posts: views })), url: 'https://appview.example/x' }) }
  expect(await search.page(server, {}, asked(), null)).toMatchObject({ posts: [], next: null })
})
