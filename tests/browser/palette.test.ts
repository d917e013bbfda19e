import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEEDS, PLACES } from '../../src/app/web/places.ts'
import { addQuery, addView } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { visit } from '../support/visit.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner('Lantern')
  await world.call(addQuery, { name: 'Deliveries', text: 'delivery OR late' }, owner)
  await world.call(addView, { name: 'Hebrew this week', filter: { langs: 'he' } }, owner)
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Opens a page and waits until its keys work. */
async function open(path: string, locale = 'en-GB'): Promise<Page> {
  const page = await visit(browser, origin, owner, path, { locale })
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  return page
}

const options = (page: Page) => page.getByRole('menuitem')
async function palette(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.type(typed)
}
/** A key of a Hebrew keyboard. */
const press = (page: Page, key: string, code: string) => page.evaluate(([key, code]) => {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: key ?? '', code: code ?? '', bubbles: true, cancelable: true }))
}, [key, code])

describe('the palette', () => {
  it('goes anywhere, by a few letters and on either keyboard layout', async () => {
    const page = await open('/today', 'he-IL')
    await palette(page, 'veac') // הקשב, on an English layout
    await expect.poll(() => options(page).first().textContent(), IN_TIME).toContain('הקשבה')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/listen')
    await palette(page, 'הג')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings')
    await page.context().close()
  })

  it('opens queries and saved views, and finds mentions of whatever is typed', async () => {
    const page = await open('/today')
    await palette(page, 'deliv')
    await options(page).filter({ hasText: 'Deliveries' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/listen\?query=/)
    await palette(page, 'hebrew week')
    await options(page).filter({ hasText: 'Hebrew this week' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/langs=he/)
    await palette(page, 'zebra crossing')
    await page.keyboard.press('Enter')
    await page.waitForURL(/find=zebra/)
    expect(await page.getByLabel('Find mentions').inputValue()).toBe('zebra crossing')
    await page.context().close()
  })

  it('shows first what was done lately, and axe finds nothing on it', async () => {
    const page = await open('/today')
    await palette(page, 'sources')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/sources')
    await page.keyboard.press('Control+k')
    await expect.poll(() => options(page).first().textContent(), IN_TIME).toContain('Sources')
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('switches the workspace', async () => {
    const other = await world.owner('Torch')
    await world.db.insertInto('membership').values({ workspace_id: other.workspaceId, user_id: owner.user.id, role: 'viewer', created_at: world.clock.now }).execute()
    const page = await open('/today')
    const current = page.getByRole('banner').getByRole('button').first()
    const [here, there] = (await current.textContent()) === 'Lantern' ? ['Lantern', 'Torch'] : ['Torch', 'Lantern']
    await palette(page, there)
    await options(page).filter({ hasText: `Switch to` }).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => current.textContent(), IN_TIME).toBe(there)
    expect(here).not.toBe(there)
    await world.db.deleteFrom('membership').where('workspace_id', '=', other.workspaceId).where('user_id', '=', owner.user.id).execute()
    await page.context().close()
  })
})

describe('the keyboard', () => {
  it('leads to each place with g and its letter, on a Hebrew layout too', async () => {
    const page = await open('/today')
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.waitForURL('**/listen')
    await press(page, 'ע', 'KeyG')
    await press(page, 'ד', 'KeyS')
    await page.waitForURL('**/sources')
    expect(await page.getByRole('navigation').locator('[aria-current=page]').textContent()).toBe('Sources')
    await page.context().close()
  })

  it('tells which keys work on this page, and can be switched off for good', async () => {
    const page = await open('/listen')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Search', { exact: true }).waitFor()
    await page.getByRole('dialog').getByRole('switch').press('Space')
    await expect.poll(() => page.getByRole('dialog').getByText('Search', { exact: true }).count(), IN_TIME).toBe(0)
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').waitFor()
    expect([new URL(page.url()).pathname, await page.getByRole('dialog').count()]).toEqual(['/listen', 1])
    await page.context().close()
  })

  it('rests while somebody types', async () => {
    const page = await open('/listen')
    await page.keyboard.press('/')
    await page.keyboard.type('g t?')
    expect([new URL(page.url()).pathname, await page.getByLabel('Find mentions').inputValue()]).toEqual(['/listen', 'g t?'])
    await page.context().close()
  })
})

it('the first thing the keyboard meets is the way past all that stands on every page, banners too', async () => {
  await world.db.updateTable('workspace').set({ is_demo: true }).where('workspace_id', '=', owner.workspaceId).execute()
  const page = await open('/today')
  await page.getByRole('link', { name: 'Begin with your own company' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Skip to the page')
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('every place and deed leads to a page', async () => {
  const page = await open('/today')
  for (const href of [...PLACES.map(({ path }) => path), ...DEEDS.map(({ href }) => href)]) {
    await page.goto(origin + href)
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
    expect([href, await page.getByText('There is nothing at this address').count()]).toEqual([href, 0])
  }
  await page.context().close()
})
