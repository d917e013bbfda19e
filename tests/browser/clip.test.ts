import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type FakeServer, startFakeServer } from '../../src/connect/fake-server.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }
let site: FakeServer

beforeAll(async () => {
  ;[world, browser, site] = await Promise.all([newWorld(), openBrowser(), startFakeServer((_request, response) => response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(Buffer.concat([Buffer.from('<meta property="og:site_name" content="Forum"><meta name="author" content="Noa"><title>'), Buffer.from([0xee, 0xf0, 0xe5, 0xf8, 0xe4]), Buffer.from('</title>')])))])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await Promise.all([browser.close(), site.close()])
  await world.close()
})
beforeEach(async () => {
  owner = await world.owner('Lantern')
})

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options })
  await context.addCookies(owner.cookie.split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: origin }
  }))
  const page = await context.newPage()
  await page.goto(origin + path)
  return page
}

const tray = async () => (await world.db.selectFrom('tray').select('post').where('workspace_id', '=', owner.workspaceId).orderBy('id').execute()).map(({ post }) => post)
const value = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue()
const isClean = async (page: Page) => expect(await foundByAxe(page)).toEqual([])

it('a link is enough: the page proposes the rest, whatever it says of its encoding, and a second time it is there already', async () => {
  const page = await visit('/clip')
  await page.getByLabel('Link').fill(`${site.url}/t/1`)
  await expect.poll(() => value(page, 'What was said'), IN_TIME).toBe('מנורה')
  expect([await value(page, 'Who said it'), await value(page, 'Where it was said')]).toEqual(['Noa', 'Forum'])
  await isClean(page)
  await page.getByRole('button', { name: 'File it' }).click()
  await page.getByText('Filed. It appears in Listen').waitFor()
  expect(await tray()).toMatchObject([{ text: 'מנורה', url: `${site.url}/t/1`, author: { name: 'Noa' }, origin: 'Forum' }])
  expect(await value(page, 'Link')).toBe('')
  await page.getByLabel('Link').fill(`${site.url}/t/1?utm_source=again`)
  await page.getByText('This is here already').waitFor()
  await page.context().close()
})

it('what a bookmark or a phone shares is filled in, and what somebody has written stays through a reload and without a connection', async () => {
  const page = await visit(`/clip?title=x&text=${encodeURIComponent('They said <b>this</b>')}&url=${encodeURIComponent(`${site.url}/t/2`)}`)
  await expect.poll(() => value(page, 'Who said it'), IN_TIME).toBe('Noa')
  expect(await value(page, 'What was said')).toBe('They said <b>this</b>')
  await page.goto(`${origin}/clip`)
  await expect.poll(() => value(page, 'What was said'), IN_TIME).toBe('They said <b>this</b>')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'File it' }).click()
  await page.getByText('Not filed yet: there is no connection', { exact: false }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'File it' }).click()
  await page.getByText('Filed. It appears in Listen').waitFor()
  expect(await tray()).toHaveLength(1)
  await page.context().close()
})

it('a bookmark on any page opens the form with what is marked there', async () => {
  const page = await visit('/clip')
  const bookmark = await page.getByRole('link', { name: 'File in Heed' }).getAttribute('href')
  expect(bookmark).toMatch(/^javascript:/)
  expect(bookmark).not.toMatch(/token|session/)
  await page.goto(`${site.url}/t/3`)
  const opened = page.context().waitForEvent('page')
  await page.evaluate(decodeURIComponent(bookmark?.replace('javascript:', '') ?? ''))
  const form = await opened
  await form.waitForURL(/\/clip\?/)
  await expect.poll(() => value(form, 'Link'), IN_TIME).toBe(`${site.url}/t/3`)
  await page.context().close()
})

it('a screenshot is filed with what it shows, on a phone in Hebrew too', async () => {
  const page = await visit('/clip', { locale: 'he-IL', viewport: { width: 375, height: 812 } })
  await page.locator('input[type=file]').setInputFiles({ name: 'צילום.png', mimeType: 'image/png', buffer: PNG })
  await page.getByLabel('מה רואים בצילום המסך').fill('מנורה שבורה')
  await isClean(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'לתייק', exact: true }).click()
  await page.getByText('תויק. מיד יופיע בהקשבה').waitFor()
  expect(await tray()).toMatchObject([{ text: 'מנורה שבורה', media: [{ kind: 'image', alt: 'מנורה שבורה' }] }])
  await page.context().close()
})
