import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { useListening } from '../support/listening.ts'

const KILOBYTES_MAX = 250
const here = useListening()

it.each([['en-GB', /\d/], ['he-IL', /\p{Script=Hebrew}/u]])('weighs less than 250 kB of JavaScript, compressed, and says all it has to say (%s)', async (locale, spoken) => {
  await here.say({ externalId: 'a', text: 'Our Lantern shines', saidAt: here.world.clock.now })
  const page = await here.visit('/icon.svg', { locale })
  const scripts = new Set<string>()
  const broken: string[] = []
  page.on('pageerror', ({ message }) => broken.push(message))
  page.on('request', (request) => request.url().endsWith('.js') && scripts.add(request.url()))
  await page.goto(new URL('/today', page.url()).href)
  await page.getByText('Our Lantern shines').first().waitFor()
  expect(await page.locator('main').textContent()).toMatch(spoken)
  const weights = await Promise.all([...scripts].map(async (url) => gzipSync(await (await page.request.get(url)).body()).length))
  const bytes = weights.reduce((sum, weight) => sum + weight, 0)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes / 1000).toBeLessThan(KILOBYTES_MAX)
  expect(broken).toEqual([])
  await page.context().close()
})

it('gives every other page its words, in the language that is chosen on it too', async () => {
  const page = await here.visit('/listen/query/new')
  await page.getByRole('heading', { name: 'New query' }).waitFor()
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitemradio', { name: 'עברית' }).click()
  await page.getByRole('heading', { name: 'שאילתה חדשה' }).waitFor()
  expect(await page.getByLabel('למה להקשיב').count()).toBe(1)
  await page.context().close()
})
