/** What every network must keep that can be searched for what was said before. Part of `conforms`. */
import { expect, test } from 'vitest'
import { SourceError } from '../base/error.ts'
import type { Io } from '../base/io.ts'
import { compile, parse, type Query } from '../engine/index.ts'
import { hear, newIo, opened } from './conformance-listen.ts'
import type { Asked, Connector, Post, Search } from './connector.ts'
import type { FakeNetwork } from './fake-network.ts'

/** Each search costs at least one request. */
const SEARCHES_MAX = 50
const TEXT_UNITS_MAX = 2_000
const LOST_MAX = 20
/** No stored place may be larger, as JSON. */
const PLACE_BYTES_MAX = 16 * 1024
const PAGES_MAX = 300
const BATCH_POSTS_MAX = 1_000

const HOUR_MS = 3_600_000

/** Declares the tests. */
export function canBeSearched<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  test('can be searched exactly if it says so', () => {
    expect(connector.search !== undefined).toBe(connector.can.backfill)
  })
  const { search } = connector
  if (!search) return
  phrases(search)
  findsThePast(connector, search, open)
  failsAsPullsDo(connector, search, open)
}

function phrases<Settings>(search: Search<Settings>): void {
  test.each(HARD)('phrases %#: bounded in number and length, the same each time', (text) => {
    const query = read(text)
    const { texts, lost } = search.phrase(query)
    expect(search.phrase(query)).toEqual({ texts, lost })
    expect(texts.length).toBeLessThanOrEqual(SEARCHES_MAX)
    expect(new Set(texts).size).toBe(texts.length)
    for (const one of texts) expect([one.trim() === '', one.length > TEXT_UNITS_MAX]).toEqual([false, false])
    expect(lost.length).toBeLessThanOrEqual(LOST_MAX)
    expect(texts.length + lost.length).toBeGreaterThan(0)
  })
}

const HARD = [
  'acme', '"acme sofas" OR #acme', 'שלום', '"אל על" -מטוס', 'צה"ל', 'acme NEAR/5 sofa', 'site:acme.example OR @acme.example', 'sofa*', 'author:acme', '🙂', '東京',
  `"${'very '.repeat(90)}long"`,
  Array.from({ length: 1_700 }, (_, n) => `b${n}`).join(' OR '),
  Array.from({ length: 300 }, (_, n) => `(מותג${'אבגדהוזחט'.charAt(n % 9)} OR brand${n})`).join(' '),
  `${'('.repeat(100)}acme${')'.repeat(100)}`,
]

function findsThePast<Settings, Cursor>(connector: Connector<Settings, Cursor>, search: Search<Settings>, open: () => Promise<FakeNetwork<Settings>>): void {
  test('finds what was said before anybody listened, dated when it was said', async () => {
    const network = await opened(open)
    const at = new Date(Date.now() - 26 * HOUR_MS)
    const id = await network.sayBefore?.('the old acme sofa', at)
    const posts = await searchAll(search, newIo(connector).io, network, 'acme')
    expect(posts).toMatchObject([{ kind: 'said', externalId: id, text: expect.stringContaining('the old acme sofa'), author: { id: expect.stringMatching(/./) } }])
    expect(Math.abs((posts[0]?.saidAt?.getTime() ?? 0) - at.getTime())).toBeLessThan(1_000)
  })

  test('knows a post by the id under which it is heard', async () => {
    const network = await opened(open)
    const heard = await hear(connector, network, null, async () => [await network.say('one more acme')])
    const [found] = await searchAll(search, newIo(connector).io, network, 'acme')
    expect([found?.externalId, found?.author.id]).toEqual([heard.posts[0]?.externalId, heard.posts[0]?.author.id])
  })

  test.each(PAIRS)('loses nothing: %s finds “%s”', async (text, said) => {
    const query = read(text)
    expect(compile([{ id: 'q', query }]).match({ text: said, network: connector.id })).toHaveLength(1)
    const network = await opened(open)
    const id = await network.sayBefore?.(said, new Date(Date.now() - HOUR_MS))
    const posts = await searchAll(search, newIo(connector).io, network, text)
    expect(posts.map(({ externalId }) => externalId)).toContain(id)
  })

  test('goes on from any stored place, over many pages, without losing a post', async () => {
    const network = await opened(open)
    const ids: string[] = []
    for (let n = 0; n < 350; n += 1) ids.push(await network.sayBefore?.(`acme number ${n}`, new Date(Date.now() - HOUR_MS - n * 60_000)) ?? '')
    const posts = await searchAll(search, newIo(connector).io, network, 'acme')
    expect(new Set(posts.map(({ externalId }) => externalId))).toEqual(new Set(ids))
  })

  test('finds nothing where nothing was said', async () => {
    const network = await opened(open)
    expect(await searchAll(search, newIo(connector).io, network, 'acme')).toEqual([])
  })
}

const PAIRS = [
  ['acme', 'ACME, again'],
  ['acme', 'Acme’s new sofa'],
  ['"acme sofas" OR chairs', 'all acme sofas'],
  ['acme NEAR/3 sofa', 'a sofa by acme'],
  ['acme (sofa OR bed) -lamp', 'a bed by Acme'],
  ['#acme', 'so good #Acme'],
  ['אקמה', 'הייתי באקמה אתמול'],
  ['אקמה שירות', 'השירות של אקמה'],
  ['המשביר', 'קניתי במשביר'],
  ['"אל על"', 'טסתי לאל-על'],
  ['שלום', 'השלום בא'],
  ['lang:he acme OR אקמה', 'אקמה כאן'],
]

function failsAsPullsDo<Settings, Cursor>(connector: Connector<Settings, Cursor>, search: Search<Settings>, open: () => Promise<FakeNetwork<Settings>>): void {
  const first = (io: Io, settings: Settings) => search.page(io, settings, askedFor(io, search.phrase(read('acme')).texts[0] ?? ''), null)

  test.each([429, 500, 503])('a search asks to be retried when the network cannot answer now (%i), and not before it allows', async (status) => {
    const network = await opened(open)
    network.failNext?.(status, { 'retry-after': '7' })
    await expect(first(newIo(connector).io, network.settings)).rejects.toMatchObject({ name: 'SourceError', then: 'retry', waitMs: 7_000 })
  })

  test('a search asks to be retried when the network is gone', async () => {
    const network = await opened(open)
    await network.close()
    await expect(first(newIo(connector).io, network.settings)).rejects.toMatchObject({ name: 'SourceError', then: 'retry' })
  })

  test('a search that was aborted asks nothing', async () => {
    const network = await opened(open)
    const { io, stop } = newIo(connector)
    stop()
    const error: unknown = await first(io, network.settings).catch((error: unknown) => error)
    expect(error instanceof Error && !(error instanceof SourceError && error.then !== 'retry')).toBe(true)
  })
}

/** All that the searches of a query find of the last 30 days, each page asked for from a place that was stored. */
export async function searchAll<Settings>(search: Search<Settings>, io: Io, { settings }: Pick<FakeNetwork<Settings>, 'settings'>, text: string): Promise<Post[]> {
  const found = new Map<string, Post>()
  for (const one of search.phrase(read(text)).texts) {
    let place: unknown = null
    let reached = Infinity
    for (let pages = 0; ; pages += 1) {
      expect(pages).toBeLessThan(PAGES_MAX)
      const page = await search.page(io, settings, askedFor(io, one), place === null ? null : search.place.parse(place))
      expect(page.posts.length).toBeLessThanOrEqual(BATCH_POSTS_MAX)
      expect(page.reached.getTime()).toBeLessThanOrEqual(reached)
      reached = page.reached.getTime()
      for (const post of page.posts) found.set(post.externalId, post)
      if (page.next === null) break
      const json = JSON.stringify(page.next)
      expect(json.length).toBeLessThanOrEqual(PLACE_BYTES_MAX)
      place = JSON.parse(json)
    }
  }
  return [...found.values()]
}

const askedFor = (io: Io, text: string): Asked => ({ text, since: new Date(io.now().getTime() - 720 * HOUR_MS), until: new Date(io.now().getTime() + 1_000) })

function read(text: string): Query {
  const read = parse(text)
  if (!read.ok) throw new Error(`${text} is no query`.slice(0, 200))
  return read.query
}
