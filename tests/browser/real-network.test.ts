import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeFeedServer, openFakeFeedServer } from '../../src/connect/feed/fake-feed-server.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { type Heed, newHeed, type Running } from '../support/heed.ts'
import { edit, type Pds, pdsAvailable, post, startPds } from '../support/pds.ts'

const { available, reason } = pdsAvailable()
const IN_TIME = { timeout: 30_000 }
const ENGLISH = 'Our Lantern arrived broken again, who can help?'
const HEBREW = 'קניתי בלנטרן מנורה והיא הגיעה שבורה 😞'
const SAID_WHILE_DEAD = 'לנטרן, מישהו שם? still waiting for Lantern'

type Line = { network: string; text: string; lang: string; deletedAt: string | null; queries: { spans: [number, number][] }[] }

/** From the command line to live mentions, through a crash, in a real browser on a real network. */
describe.skipIf(!available)(`what is said on a real network${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let heed: Heed
  let server: Running
  let pds: Pds
  let feed: FakeFeedServer
  let browser: Browser
  let page: Page
  let noa: Awaited<ReturnType<Pds['createAccount']>>
  const violations: string[] = []

  beforeAll(async () => {
    ;[heed, pds, feed, browser] = await Promise.all([newHeed(), startPds(), openFakeFeedServer(), openBrowser()])
    noa = await pds.createAccount('noa')
    await feed.say('Lantern opens a shop in Haifa')
    await feed.say('Nothing to see here')
  })

  afterAll(async () => {
    await browser?.close()
    await Promise.all([heed?.remove(), pds?.stop(), feed?.close()])
  })

  const mentions = async (): Promise<Line[]> => {
    const { out, code, err } = await heed.run('mentions', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return out.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line)
  }
  const voice = (text: string) => page.getByRole('article').filter({ hasText: text })

  it('names a brand and is let in by the button of a printed link, which opening alone does not do', async () => {
    server = await heed.up()
    const begun = await heed.run('init', '--workspace', 'Lantern', '--brand', 'Lantern', 'לנטרן', '--owner', 'ruth@lantern.example', '--no-sources')
    expect(begun.err).toBe('')
    const link = /http\S+/.exec(begun.out.split('\n').find((line) => line.includes('sign-in')) ?? '')?.[0] ?? ''
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text())
    })
    await page.goto(link)
    expect(await context.cookies()).toEqual([])
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.waitForURL('**/today')
    await page.goto(`${server.url}/listen`)
  })

  it('adds a feed and a personal data server, and sees what they say arrive while watching', async () => {
    expect((await heed.run('source', 'add', 'feed', '--set', `url=${feed.settings.url}`)).err).toBe('')
    expect((await heed.run('source', 'add', 'bluesky', '--set', `firehose=${pds.url}`)).err).toBe('')
    await expect.poll(() => voice('opens a shop in Haifa').count(), IN_TIME).toBe(1)
    await expect.poll(async () => (await heed.run('source', 'list', '--json')).out.match(/"state":"listening"/g)?.length, IN_TIME).toBe(2)
    await post(noa, ENGLISH)
    await post(noa, 'Something about torches')
    await expect.poll(() => voice(ENGLISH).count(), IN_TIME).toBe(1)
    expect(await voice(ENGLISH).locator('mark').allTextContents()).toEqual(['Lantern'])
    expect(await voice('torches').count()).toBe(0)
  })

  it('reads Hebrew from right to left with the brand marked under its prefix, and turns the whole screen to Hebrew', async () => {
    await post(noa, HEBREW, { langs: ['he'] })
    await expect.poll(() => voice(HEBREW).count(), IN_TIME).toBe(1)
    expect(await voice(HEBREW).locator('mark').allTextContents()).toEqual(['לנטרן'])
    const quote = voice(HEBREW).locator('[dir=auto]').first()
    expect(await quote.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    await page.evaluate(() => localStorage.clear())
    const hebrew = await browser.newContext({ locale: 'he-IL', viewport: { width: 375, height: 812 }, storageState: await page.context().storageState() })
    const phone = await hebrew.newPage()
    await phone.goto(`${server.url}/listen`)
    await expect.poll(() => phone.locator('article').filter({ hasText: HEBREW }).count(), IN_TIME).toBe(1)
    expect(await phone.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['he', 'rtl'])
    const width = await phone.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(width[0]).toBe(width[1])
    expect(await foundByAxe(phone)).toEqual([])
    await hebrew.close()
  })

  it('shows what was edited and deleted where it was said', async () => {
    const changed = await post(noa, 'Lantern is slow')
    const removed = await post(noa, 'Lantern is rude')
    await expect.poll(() => voice('Lantern is rude').count(), IN_TIME).toBe(1)
    await edit(noa, changed, 'Lantern is slow, but kind')
    await noa.deletePost(removed)
    await expect.poll(() => voice('slow, but kind').count(), IN_TIME).toBe(1)
    await expect.poll(() => voice('Lantern is rude').count(), IN_TIME).toBe(0)
  })

  it('loses nothing and hears nothing twice when the server is killed and started again', async () => {
    await server.end('SIGKILL')
    await post(noa, SAID_WHILE_DEAD)
    server = await heed.up()
    await expect.poll(async () => (await mentions()).map(({ text }) => text), IN_TIME).toContain(SAID_WHILE_DEAD)
    const heard = await mentions()
    expect(heard.map(({ text }) => text).toSorted()).toEqual(
      ['', 'Lantern is slow, but kind', ENGLISH, HEBREW, SAID_WHILE_DEAD, 'Lantern opens a shop in Haifa'].toSorted(),
    )
    const said = heard.find(({ text }) => text === HEBREW)
    expect(said).toMatchObject({ network: 'bluesky', lang: 'he' })
    expect(said?.queries[0]?.spans.map(([from, to]) => HEBREW.slice(from, to))).toEqual(['לנטרן'])
  })

  it('has all of the time in which it was dead replayed', async () => {
    const gaps = async () => (await heed.run('gaps', '--json')).out.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
    await expect.poll(async () => (await gaps()).filter(({ closed, replayedShare }) => !closed || replayedShare < 1), IN_TIME).toEqual([])
  })

  it('shows in the browser, still signed in, what was said meanwhile, and axe finds nothing', async () => {
    await page.reload()
    await expect.poll(() => voice(SAID_WHILE_DEAD).count(), IN_TIME).toBe(1)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await foundByAxe(page)).toEqual([])
    }
    expect(violations.filter((text) => /content.security|Refused to/.test(text))).toEqual([])
  })
})
