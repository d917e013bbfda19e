import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addQuery } from '../../src/listen/contract.ts'
import { openBrowser } from '../support/browser.ts'
import { newNetwork, type Saying } from '../support/hear.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

beforeEach(async () => {
  owner = await world.owner('Lantern')
  await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
  await world.call(addQuery, { name: 'Broken', text: 'broken' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

/** `count` mentions, a minute apart; the newest is the last. */
const history = (count: number): Saying[] => Array.from({ length: count }, (_, n) => ({
  externalId: `h${n}`, text: `Lantern, number ${n}`, saidAt: new Date(world.clock.now.getTime() - (count - n) * 60_000),
}))

/** Opens a page as the owner, in a browser of their own. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options })
  await context.addCookies(owner.cookie.split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: origin }
  }))
  const page = await context.newPage()
  await page.goto(origin + path)
  return page
}

const voice = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor()

describe('the stream of mentions', () => {
  it('counts what is new and does not move what one reads, until it is asked to', async () => {
    await say(...history(40))
    const page = await visit('/listen')
    await live(page)
    await voice(page, 'number 39').waitFor()
    await page.getByRole('feed').hover()
    await page.mouse.wheel(0, 1_500)
    await expect.poll(() => voice(page, 'number 30').count(), IN_TIME).toBe(1)
    const where = async () => Math.round((await voice(page, 'number 30').boundingBox())?.y ?? -1)
    const before = await where()
    const saidAt = world.clock.now
    await say({ externalId: 'n1', text: 'Lantern is new', saidAt }, { externalId: 'n2', text: 'לנטרן חדשה', saidAt })
    const pill = page.getByRole('button', { name: '2 new' })
    await pill.waitFor()
    expect(await where()).toBe(before)
    expect(await voice(page, 'Lantern is new').count()).toBe(0)
    await pill.click()
    await voice(page, 'Lantern is new').waitFor()
    expect(await voice(page, 'לנטרן חדשה').count()).toBe(1)
    await page.context().close()
  })

  it('reads on to the oldest', async () => {
    await say(...history(120))
    const page = await visit('/listen')
    await voice(page, 'number 119').waitFor()
    await page.getByRole('feed').hover()
    await expect.poll(async () => {
      await page.mouse.wheel(0, 6_000)
      return page.getByRole('article').filter({ hasText: /number 0(?!\d)/ }).count()
    }, IN_TIME).toBe(1)
    await page.context().close()
  })

  it.each(['en-GB', 'he-IL'])('is walked by keyboard, on an English and on a Hebrew layout (%s)', async (locale) => {
    await say(...history(3))
    const page = await visit('/listen', { locale })
    await voice(page, 'number 2').waitFor()
    const at = () => page.evaluate(() => document.activeElement?.closest('article')?.textContent ?? '')
    const press = (key: string, code: string) => page.evaluate(([k, c]) => {
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: k ?? '', code: c ?? '', bubbles: true }))
    }, [key, code])
    const [j, k] = locale === 'he-IL' ? ['ח', 'ל'] : ['j', 'k']
    await press(j ?? '', 'KeyJ')
    await expect.poll(at, IN_TIME).toContain('number 2')
    await press(j ?? '', 'KeyJ')
    await expect.poll(at, IN_TIME).toContain('number 1')
    await press(k ?? '', 'KeyK')
    await expect.poll(at, IN_TIME).toContain('number 2')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.context().close()
  })

  it('is kept to a query, and searched, in an address that can be sent to somebody', async () => {
    await say({ externalId: 'a', text: 'Lantern arrived broken' }, { externalId: 'b', text: 'Lantern is fine' })
    const page = await visit('/listen')
    await voice(page, 'is fine').waitFor()
    await page.getByRole('complementary').getByText('Broken').click()
    await expect.poll(() => voice(page, 'is fine').count(), IN_TIME).toBe(0)
    expect(page.url()).toContain('query=')
    await page.getByLabel('Find mentions').fill('fine')
    await expect.poll(() => voice(page, 'arrived broken').count(), IN_TIME).toBe(0)
    const again = await visit('/listen?find=fine')
    await voice(again, 'is fine').waitFor()
    expect(await voice(again, 'arrived broken').count()).toBe(0)
    await again.goto(`${origin}/listen?find=${encodeURIComponent('lantern AND (fine')}`)
    await again.getByText('This bracket is never closed.').waitFor()
    await Promise.all([page.context().close(), again.context().close()])
  })

  it('says when the line is lost, and shows what was said meanwhile when it is back', async () => {
    await say(...history(2))
    const page = await visit('/listen')
    await live(page)
    await page.context().setOffline(true)
    await page.getByText('Connection lost, trying again').waitFor()
    await say({ externalId: 'away', text: 'Lantern, while you were away' })
    await page.context().setOffline(false)
    await expect.poll(async () => await voice(page, 'while you were away').count() + await page.getByRole('button', { name: /new$/ }).count(), IN_TIME).toBeGreaterThan(0)
    await page.context().close()
  })
})

describe('language and appearance', () => {
  it('follow the person, at once and the next time too', async () => {
    await say(...history(1))
    const page = await visit('/listen', { colorScheme: 'light' })
    await voice(page, 'number 0').waitFor()
    const root = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, getComputedStyle(document.body).backgroundColor])
    const [, , light] = await root()
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByRole('menuitemradio', { name: 'עברית' }).click()
    await expect.poll(async () => (await root()).slice(0, 2), IN_TIME).toEqual(['he', 'rtl'])
    await page.reload()
    await voice(page, 'number 0').waitFor()
    expect((await root()).slice(0, 2)).toEqual(['he', 'rtl'])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect((await root())[2]).not.toBe(light)
    await page.context().close()
  })
})
