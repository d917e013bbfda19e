import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()

const voice = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor()
/** What the rows say, from above to below. */
const said = (page: Page) => page.getByRole('article').locator('blockquote').allTextContents()

describe('the stream of mentions', () => {
  it('counts what is new and does not move what one reads, until it is asked to', async () => {
    await here.say(...here.history(40))
    const page = await here.visit('/listen')
    await live(page)
    await voice(page, 'number 39').waitFor()
    await page.getByRole('feed').hover()
    await page.mouse.wheel(0, 1_500)
    await expect.poll(() => voice(page, 'number 30').count(), IN_TIME).toBe(1)
    const where = async () => Math.round((await voice(page, 'number 30').boundingBox())?.y ?? -1)
    const before = await where()
    const saidAt = here.world.clock.now
    await here.say({ externalId: 'n1', text: 'Lantern is new', saidAt }, { externalId: 'n2', text: 'לנטרן חדשה', saidAt })
    const pill = page.getByRole('button', { name: '2 new' })
    await pill.waitFor()
    expect(await where()).toBe(before)
    expect(await voice(page, 'Lantern is new').count()).toBe(0)
    await page.keyboard.press('n')
    await voice(page, 'Lantern is new').waitFor()
    expect(await voice(page, 'לנטרן חדשה').count()).toBe(1)
    await page.context().close()
  })

  it('is read to the oldest and back, however many there are: each once, and as they were', async () => {
    const all = here.history(1_400)
    for (let at = 0; at < all.length; at += 200) await here.say(...all.slice(at, at + 200))
    const page = await here.visit('/listen')
    await voice(page, 'number 1399.').waitFor()
    const scrollBy = (px: number) => page.getByRole('feed').evaluate((feed, px) => {
      let scroller = feed.parentElement
      while (scroller && getComputedStyle(scroller).overflowY !== 'auto') scroller = scroller.parentElement
      scroller?.scrollBy(0, px)
      return [...document.querySelectorAll('article')].map((article) => `${article.ariaPosInSet} ${/\d+(?=\.)/.exec(article.querySelector('blockquote')?.textContent ?? '')?.[0]}`)
    }, px)
    const places = new Map<string, string>()
    const until = async (last: string, px: number) => await expect.poll(async () => {
      for (const row of await scrollBy(px)) {
        const [place = '', number = ''] = row.split(' ')
        expect(places.get(place) ?? number).toBe(number)
        places.set(place, number)
      }
      return places.get(last)
    }, { timeout: 60_000, interval: 20 }).toBeDefined()
    await until('1400', 3_000)
    expect([places.get('1400'), new Set(places.values()).size]).toEqual(['0', places.size])
    places.delete('1')
    await until('1', -3_000)
    await scrollBy(-10_000)
    await expect.poll(async () => (await said(page))[0], IN_TIME).toBe('Lantern, number 1399.')
    await page.context().close()
  })

  it.each(['en-GB', 'he-IL'])('is walked by keyboard, on an English and on a Hebrew layout (%s)', async (locale) => {
    await here.say(...here.history(3))
    const page = await here.visit('/listen', { locale })
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
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Lantern, number 2.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.context().close()
  })

  it('says when the line is lost, and after an hour offline fetches what was said meanwhile: all of it, in order, once', async () => {
    await here.say(...here.history(3))
    const page = await here.visit('/listen')
    await live(page)
    await page.context().setOffline(true)
    await page.getByText('Connection lost, trying again').waitFor()
    const hourMs = 3_600_000
    const away = Array.from({ length: 12 }, (_, n) => ({ externalId: `a${n}`, text: `Lantern, while away ${n}.`, saidAt: new Date(here.world.clock.now.getTime() + n * hourMs / 12) }))
    here.world.clock.now = new Date(here.world.clock.now.getTime() + hourMs)
    await here.say(...away.toReversed())
    await page.context().setOffline(false)
    await expect.poll(async () => {
      await page.getByRole('button', { name: /new$/ }).click({ timeout: 500 }).catch(() => {})
      return voice(page, 'while away').count()
    }, IN_TIME).toBeGreaterThan(0)
    const rows = page.getByRole('article')
    await expect.poll(async () => rows.first().getAttribute('aria-setsize'), IN_TIME).toBe('15')
    expect(await said(page)).toEqual([...away.toReversed().map(({ text }) => text), 'Lantern, number 2.', 'Lantern, number 1.', 'Lantern, number 0.'].slice(0, (await said(page)).length))
    await live(page)
    await page.context().close()
  })
})

describe('language and appearance', () => {
  it('follow the person, at once and the next time too', async () => {
    await here.say(...here.history(1))
    const page = await here.visit('/listen', { colorScheme: 'light' })
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

  it.each([
    ['en-GB', {}],
    ['he-IL', PHONE],
  ])('are sound: axe finds nothing and nothing is wider than the screen (%s)', async (locale, options) => {
    await here.say(...here.history(30), { externalId: 'he', text: 'לנטרן שבורה broken', lang: 'he' })
    const page = await here.visit('/listen?langs=en', { locale, ...options })
    await page.getByRole('option').first().waitFor()
    await page.getByRole('article').first().waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await foundByAxe(page)).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await page.context().close()
  })
})
