import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../src/base/wording.ts'
import { type FakeFeedServer, openFakeFeedServer } from '../../src/connect/feed/fake-feed-server.ts'
import { openBrowser } from '../support/browser.ts'
import { type Heed, newHeed, type Running } from '../support/heed.ts'
import { type Pds, pdsAvailable, post, startPds } from '../support/pds.ts'
import { walk, type Walk } from '../support/walk.ts'

const { available, reason } = pdsAvailable()
const SKIPPED = reason === null ? '' : ` (skipped: ${reason})`
const IN_TIME = { timeout: 30_000 }
const PASSWORD = 'a long enough password'
const PHONE: BrowserContextOptions = { locale: 'he-IL', viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, timezoneId: 'Asia/Jerusalem' }
const DESKTOP: BrowserContextOptions = { locale: 'en-GB', viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/London' }

let browser: Browser
let pds: Pds
let feed: FakeFeedServer
let noa: Awaited<ReturnType<Pds['createAccount']>>

beforeAll(async () => {
  ;[browser, feed] = await Promise.all([openBrowser(), openFakeFeedServer()])
  if (!available) return
  pds = await startPds()
  noa = await pds.createAccount('noa')
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([pds?.stop(), feed?.close()])
})

/** A browser of somebody's own, at an address. */
async function visit(url: string, options: BrowserContextOptions, language: Language): Promise<Walk> {
  const page = await (await browser.newContext(options)).newPage()
  page.setDefaultTimeout(IN_TIME.timeout)
  await page.goto(url)
  return walk(page, language)
}

/** Has the network that is switched on listen to our own server instead of everybody's. */
async function listenTo(address: string, { page, t }: Walk): Promise<void> {
  await page.getByRole('button', { name: t('app.welcome.elsewhere') }).first().click()
  await page.getByLabel(t('connect.setting.bluesky.firehose'), { exact: true }).fill(address)
  await page.getByRole('button', { name: t('app.welcome.use') }).click()
  await page.getByText(t('app.welcome.elsewhere_now', { address })).waitFor()
}

async function addPage(url: string, { page, t }: Walk): Promise<void> {
  await page.getByLabel(t('app.welcome.page'), { exact: true }).fill(url)
  await page.keyboard.press('Enter')
  await page.getByRole('switch', { name: url }).waitFor()
}

describe.skipIf(!available)(`the first visit in Hebrew, on a phone${SKIPPED}`, () => {
  const HEBREW = 'קניתי בלנטרן מנורה והיא הגיעה שבורה 😞'
  let heed: Heed
  let server: Running
  let ruth: Walk

  beforeAll(async () => {
    heed = await newHeed()
    server = await heed.up()
  })
  afterAll(() => heed?.remove())

  it('tells a stranger where the link stands, and lets them do nothing', async () => {
    const eve = await visit(server.url, PHONE, 'he')
    await eve.see('app.welcome.locked')
    expect(await eve.page.getByRole('textbox').count()).toBe(0)
    expect(await eve.wrong()).toEqual([])
    await eve.page.goto(`${server.url}/welcome?token=guessed&step=account`)
    await eve.see('app.welcome.locked')
    await eve.page.context().close()
  })

  it('begins with the printed link, makes the owner’s account, and closes the link for ever', async () => {
    ruth = await visit(server.link, PHONE, 'he')
    await ruth.see('app.welcome.title')
    expect(await ruth.page.evaluate(() => [document.documentElement.dir, document.documentElement.scrollWidth])).toEqual(['rtl', 375])
    expect(await ruth.wrong()).toEqual([])
    await ruth.press('app.welcome.begin')
    await ruth.write('people.name', 'רות')
    await ruth.write('people.email', 'ruth@lantern.example')
    const second = await visit(`${server.link}&step=account`, PHONE, 'he')
    await ruth.page.reload()
    expect(await ruth.page.getByLabel(ruth.t('people.email')).inputValue()).toBe('ruth@lantern.example')
    await ruth.write('people.password', PASSWORD)
    expect(await ruth.wrong()).toEqual([])
    await ruth.press('app.welcome.go_on')
    await ruth.see('app.welcome.company')
    await second.write('people.name', 'Eve')
    await second.write('people.email', 'eve@example.org')
    await second.write('people.password', PASSWORD)
    await second.press('app.welcome.go_on')
    expect(await second.page.getByRole('alert').textContent()).toBe(second.t('refusal.people.already_claimed'))
    const late = await visit(server.link, PHONE, 'he')
    await late.see('people.sign_in.title')
    await Promise.all([second, late].map(({ page }) => page.context().close()))
  })

  it('takes the company’s name and fills in the rest from its country', async () => {
    expect(await ruth.page.getByRole('combobox', { name: ruth.t('app.welcome.country') }).inputValue()).toBe('ישראל')
    await ruth.page.getByRole('button', { name: /יום ראשון/ }).waitFor()
    await ruth.write('app.welcome.company_name', 'לנטרן')
    expect(await ruth.wrong()).toEqual([])
    await ruth.press('app.welcome.go_on')
    await ruth.see('app.welcome.words')
  })

  it('shows the forms of a Hebrew word, asks for the other script, and survives a reload and the way back', async () => {
    const { page, t } = ruth
    await page.getByText('בלנטרן').waitFor()
    await page.getByText(t('app.welcome.missing_latin')).waitFor()
    await ruth.write('app.welcome.add_word', 'Lantern')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lantern' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Lantern' }).waitFor()
    await page.goBack()
    await ruth.see('app.welcome.company')
    expect(await page.getByLabel(t('app.welcome.company_name')).inputValue()).toBe('לנטרן')
    await page.goForward()
    await page.getByRole('heading', { name: 'Lantern' }).waitFor()
  })

  it('warns of a form that is another word and lets a person decide', async () => {
    const { page, t } = ruth
    const query = page.getByRole('region', { name: t('app.welcome.query') })
    await page.getByLabel(t('app.welcome.add_word'), { exact: true }).fill('בזק')
    await page.keyboard.press('Enter')
    await expect.poll(() => query.textContent(), IN_TIME).toContain('בזק AND NOT מבזק')
    await page.getByText(t('app.welcome.how_beside'), { exact: true }).last().click()
    await page.getByLabel(t('app.welcome.beside'), { exact: true }).last().fill('אינטרנט, ניתוק,')
    await expect.poll(() => query.textContent(), IN_TIME).toContain('בזק AND (אינטרנט OR ניתוק)')
    expect(await ruth.wrong()).toEqual([])
    await page.getByRole('button', { name: t('base.remove', { name: 'בזק' }) }).click()
    await expect.poll(() => query.textContent(), IN_TIME).toContain('לנטרן OR Lantern')
    await ruth.press('app.welcome.go_on')
    await ruth.see('app.welcome.sources')
  })

  it('has chosen what needs no key, leaves to people what is for persons only, and loses nothing when a source fails', async () => {
    const { page, t } = ruth
    await expect.poll(async () => (await page.getByRole('switch').all()).length, IN_TIME).toBe(5)
    expect(await page.getByRole('switch', { checked: true }).count()).toBe(1)
    await listenTo(pds.url, ruth)
    await addPage(`${feed.origin}/nothing`, ruth)
    expect(await ruth.wrong()).toEqual([])
    await page.getByRole('button', { name: t('app.welcome.listen'), exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('404')
    expect(await page.getByRole('switch', { checked: true }).count()).toBe(2)
    await page.getByText(`${feed.origin}/nothing`, { exact: true }).click()
    await page.getByRole('button', { name: t('base.retry'), exact: true }).click()
    await page.getByRole('heading', { level: 1, name: t('app.welcome.listening', { name: 'לנטרן' }) }).waitFor()
    ruth.took.clicks++
  })

  it('shows how the source fares and, the moment it is heard, the first mention and how long it took', async () => {
    const { page, t } = ruth
    await page.getByText(t('connect.state.listening')).or(page.getByText(/בהקשבה מאז/)).first().waitFor()
    expect(await ruth.wrong()).toEqual([])
    await post(noa, HEBREW, { langs: ['he'] })
    await ruth.see('app.welcome.heard')
    expect(await page.locator('figure mark').allTextContents()).toEqual(['לנטרן'])
    await page.getByText(/האזכור הראשון שלכם נשמע .+ אחרי שהתחלתם/).waitFor()
    expect(await ruth.wrong()).toEqual([])
    await ruth.press('app.welcome.today')
    await page.waitForURL('**/today')
    await page.context().close()
  })

  it('took no more than six clicks and five fields, and the log says how many minutes', async () => {
    expect(ruth.took.clicks).toBeLessThanOrEqual(6)
    expect(ruth.took.fields).toBeLessThanOrEqual(5)
    expect((await server.end('SIGTERM')).err).toMatch(/^לנטרן: minutes until the first mention: \d+\.\d$/m)
    expect((await heed.up()).link).toMatch(/^http:\/\/localhost:\d+$/)
  })
})

describe.skipIf(!available)(`the first visit in English, on a desktop${SKIPPED}`, () => {
  let heed: Heed
  let dan: Walk

  beforeAll(async () => {
    heed = await newHeed()
    await feed.say('Lantern opens a shop in Haifa')
    await feed.say('Nothing to see here')
  })
  afterAll(() => heed?.remove())

  it('comes by the demo, in one click and without an account', async () => {
    const { link } = await heed.up()
    dan = await visit(link, DESKTOP, 'en')
    await dan.press('app.welcome.demo')
    await dan.page.waitForURL('**/today')
    await dan.page.goto(new URL('/welcome', link).href)
    await dan.see('app.welcome.title')
    expect(dan.took).toEqual({ clicks: 1, fields: 0 })
  })

  it('goes from there to an own workspace, past a feed and a live network, to what they say', async () => {
    const { page } = dan
    await dan.press('app.welcome.begin')
    await dan.write('people.name', 'Dan')
    await dan.write('people.email', 'dan@lantern.example')
    await dan.write('people.password', PASSWORD)
    await dan.press('app.welcome.go_on')
    await dan.write('app.welcome.company_name', 'Lantern')
    await dan.press('app.welcome.go_on')
    await dan.see('app.welcome.words')
    await dan.write('app.welcome.add_word', 'לנטרן')
    await dan.press('app.welcome.go_on')
    await dan.see('app.welcome.sources')
    await listenTo(pds.url, dan)
    await addPage(feed.settings.url, dan)
    await dan.press('app.welcome.listen')
    await dan.see('app.welcome.heard')
    await page.locator('figure', { hasText: 'opens a shop in Haifa' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await dan.wrong()).toEqual([])
    }
  })

  it('keeps the demo beside it, and begins another workspace by the same steps', async () => {
    const { page } = dan
    await page.goto(`http://localhost:${heed.port}/welcome`)
    await dan.see('app.welcome.company')
    await page.getByText('Step 1 of 3').waitFor()
    await dan.press('base.close')
    await page.waitForURL('**/today')
    await page.getByRole('button', { name: dan.t('app.switch_workspace', { name: 'Lantern' }) }).click()
    expect(await page.getByRole('menuitemradio').count()).toBe(2)
  })
})
