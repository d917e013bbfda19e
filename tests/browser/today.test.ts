import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addQuery } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { newNetwork, type Saying } from '../support/hear.ts'
import { PHONE, visit } from '../support/visit.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const DAY_MS = 24 * 60 * 60 * 1000

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
  await world.call(addQuery, { name: 'Cutting mat', text: 'mat' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const TROUBLES = [
  'curls at every corner', 'came in the wrong green', 'smells of rubber for weeks', 'lost its grid lines', 'is far too thin to cut on', 'tore under a ruler',
  'never arrived in Haifa', 'does not fit my desk', 'slides about while I work', 'faded in the sun', 'has a scratch from the box', 'warped next to the oven',
]
const by = (name: string) => ({ id: name, handle: `${name}.example`, name, followers: 1 })
const ago = (ms: number) => new Date(world.clock.now.getTime() - ms)

it('is the first screen: what people said, how much, and what moves, each figure leading to the mentions it counts', async () => {
  const before = [7, 14, 21].map((days): Saying => ({ externalId: `b${days}`, text: `Lantern, ${days} days ago, mat`, saidAt: ago(days * DAY_MS + 1) }))
  const lately = TROUBLES.map((trouble, n): Saying => ({ externalId: `n${n}`, text: `Lantern’s mat ${trouble}`, author: by(`Reader ${n}`), saidAt: ago((n + 1) * 1000) }))
  await say(...before, ...lately, { externalId: 'he', text: 'לנטרן, תודה רבה על השירות', lang: 'he', author: by('נועה'), saidAt: ago(500) })
  const page = await visit(browser, origin, owner, '/')
  await page.waitForURL('**/today')
  await expect.poll(() => page.getByRole('figure').count(), IN_TIME).toBe(3)
  await page.getByRole('link', { name: /Cutting mat.*12 this week/ }).click()
  await page.waitForURL(/\/listen\?query=[\w-]+&from=/)
  await expect.poll(() => page.getByRole('article').filter({ hasText: 'curls' }).count(), IN_TIME).toBeGreaterThan(0)
  expect(await page.getByRole('article').filter({ hasText: 'days ago' }).count()).toBe(0)
  await page.goBack()
  const heard = page.getByRole('region', { name: 'Heard today' })
  await expect.poll(() => heard.getByRole('link').textContent(), IN_TIME).toMatch(/^1?\d$/)
  await heard.getByRole('link').click()
  await page.waitForURL(/\/listen\?from=/)
  await page.context().close()
})

it('tells a newcomer what comes next, and once how long the first mention took', async () => {
  const empty = await world.owner('Empty')
  const nothing = await visit(browser, origin, empty, '/today')
  await nothing.getByRole('link', { name: 'New query' }).click()
  await nothing.waitForURL('**/listen/query/new')
  await nothing.context().close()
  await say({ externalId: 'first', text: 'Lantern is open', saidAt: ago(1) })
  const page = await visit(browser, origin, owner, '/today')
  const took = page.getByText(/Your first mention came .+ after you began/)
  await took.waitFor()
  await page.reload()
  await page.getByRole('figure').waitFor()
  expect(await took.count()).toBe(0)
  await page.context().close()
})

it('is at hand on a phone in Hebrew: places under the thumb, nothing wider than the screen, and axe finds nothing', async () => {
  await say({ externalId: 'a', text: 'לנטרן, המנורה הגיעה שבורה', saidAt: ago(1) })
  const page = await visit(browser, origin, owner, '/today', { ...PHONE, locale: 'he-IL' })
  await page.getByRole('figure').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width)
  for (const name of ['היום', 'הקשבה', 'מקורות', 'הגדרות']) {
    const box = await page.getByRole('navigation').getByRole('link', { name }).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(box?.y).toBeGreaterThan(PHONE.viewport.height - 80)
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await foundByAxe(page)).toEqual([])
  }
  await page.context().close()
})
