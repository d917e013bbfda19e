import { expect, it } from 'vitest'
import { judgeWorkspace } from '../../src/listen/server/themes/judge-themes.ts'
import { foundByAxe } from '../support/axe.ts'
import type { Saying } from '../support/hear.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const DAY_MS = 86_400_000

const here = useListening()

/** Five weeks of thirty posts a day, and in the last three hours couriers on strike. */
async function aStrike(): Promise<void> {
  const now = here.world.clock.now.getTime()
  const by = (name: string) => ({ id: name, handle: `${name}.example`, name: null, followers: 1 })
  const usual = Array.from({ length: 35 * 30 }, (_, n): Saying => ({
    externalId: `u${n}`, text: `Lantern ${['queue', 'bread', 'lights', 'shoes'][n % 4]} ${n}`, saidAt: new Date(now - 35 * DAY_MS + n * DAY_MS / 30), author: by(`u${n % 200}`),
  }))
  const strike = Array.from({ length: 24 }, (_, n): Saying => ({ externalId: `s${n}`, text: `משלוח תקוע, לנטרן ${n}`, saidAt: new Date(now - (24 - n) * 400_000), author: by(`s${n}`) }))
  await here.world.db.updateTable('query').set({ changed_at: new Date(now - 40 * DAY_MS) }).where('workspace_id', '=', here.owner.workspaceId).execute()
  for (let at = 0; at < usual.length; at += 500) await here.say(...usual.slice(at, at + 500))
  await here.say(...strike)
  for (let n = 0; n < 5; n++) await judgeWorkspace({ doors: here.world.doors, now: () => here.world.clock.now }, here.owner.workspaceId)
}

it('a surge is told on the first screen in a sentence, opens to its mentions, and is put away once', async () => {
  await aStrike()
  const page = await here.visit('/today')
  const notice = page.getByRole('region', { name: 'A surge' })
  await expect.poll(() => notice.textContent(), IN_TIME).toMatch(/משלוח.*”: 24 mentions by 24 people since .*; usually next to none in that time/)
  expect(await foundByAxe(page)).toEqual([])
  await expect.poll(() => page.getByRole('region', { name: 'What moves' }).getByRole('link').count(), IN_TIME).toBeGreaterThan(0)
  await notice.getByRole('link', { name: 'Read its mentions' }).click()
  await page.waitForURL(/\/listen\?surge=/)
  await expect.poll(() => page.getByRole('article').filter({ hasText: 'תקוע' }).count(), IN_TIME).toBeGreaterThan(0)
  await page.getByText(/: 24 mentions by 24 people since/).waitFor(IN_TIME)
  await page.getByText('24 mentions', { exact: true }).first().waitFor(IN_TIME)
  await page.getByText('· 24 people').first().waitFor(IN_TIME)
  expect(await foundByAxe(page)).toEqual([])
  await page.goBack()
  await notice.getByRole('button', { name: 'Put away' }).click()
  await expect.poll(() => notice.count(), IN_TIME).toBe(0)
  await page.reload()
  await expect.poll(() => page.getByRole('region', { name: 'What moves' }).count(), IN_TIME).toBe(1)
  expect(await notice.count()).toBe(0)
  await page.context().close()
})

it('its mark below the bars and the themes of the day filter the list, on a phone in Hebrew too', async () => {
  await aStrike()
  const since = encodeURIComponent(new Date(here.world.clock.now.getTime() - DAY_MS).toISOString())
  const page = await here.visit(`/listen?from=${since}`)
  const theme = page.getByRole('region', { name: 'Themes' }).getByRole('button', { name: /משלוח/ })
  await theme.first().click(IN_TIME)
  await page.waitForURL(/find=/)
  expect(await theme.first().getAttribute('aria-pressed')).toBe('true')
  await theme.first().click()
  await page.waitForURL((url) => !url.searchParams.has('find'))
  await page.getByRole('list', { name: 'Surges in this time' }).getByRole('button').first().click(IN_TIME)
  await page.waitForURL(/surge=/)
  await page.getByRole('button', { name: /Remove.*A surge|A surge/ }).first().click(IN_TIME)
  await page.waitForURL((url) => !url.searchParams.has('surge'))
  await page.context().close()
  const phone = await here.visit(`/listen?from=${since}`, { ...PHONE, locale: 'he-IL' })
  await phone.getByRole('list', { name: 'זינוקים בזמן הזה' }).waitFor(IN_TIME)
  expect(await foundByAxe(phone)).toEqual([])
  await phone.context().close()
})

it('how one is told is kept', async () => {
  const page = await here.visit('/settings?section=alerts')
  await page.getByText('Early signs, too').click(IN_TIME)
  await page.getByText('Quiet hours', { exact: true }).click()
  await page.getByLabel('From').fill('21:30')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor(IN_TIME)
  await page.reload()
  await expect.poll(() => page.getByLabel('From').inputValue(), IN_TIME).toBe('21:30')
  expect(await page.getByRole('radio', { name: 'Early signs, too' }).isChecked()).toBe(true)
  await page.context().close()
})

it('is told above every other page in a line, until it is read or put away', async () => {
  await aStrike()
  const page = await here.visit('/listen')
  const line = page.locator('[aria-live="polite"]').filter({ hasText: 'משלוח' })
  await expect.poll(() => line.textContent(), IN_TIME).toMatch(/משלוח.*”: 24 mentions by 24 people since/)
  expect(await foundByAxe(page)).toEqual([])
  await page.goto(new URL('/settings', page.url()).href)
  await line.getByRole('link', { name: 'Read its mentions' }).click(IN_TIME)
  await page.waitForURL(/\/listen\?surge=/)
  await expect.poll(() => line.count(), IN_TIME).toBe(0)
  await page.goto(new URL('/asks', page.url()).href)
  await line.getByRole('button', { name: 'Put away' }).click(IN_TIME)
  await expect.poll(() => line.count(), IN_TIME).toBe(0)
  await page.context().close()
})

it('an alert of the workspace is added, changed and removed where people set alerts', async () => {
  const page = await here.visit('/settings?section=alerts')
  const section = page.getByRole('region', { name: 'Alerts of the workspace' })
  await section.getByRole('button', { name: 'New alert' }).click(IN_TIME)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Deliveries')
  await dialog.getByText('Clear surges').click()
  await dialog.getByText('Broken', { exact: true }).click()
  await dialog.getByLabel('Only themes with one of these words').fill('משלוח delivery')
  expect(await foundByAxe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => section.textContent(), IN_TIME).toMatch(/Deliveries.*Clear surges · of .?Broken.? · themes with .*משלוח and delivery.*Tells programs only/)
  await section.getByRole('button', { name: 'Change' }).click()
  await dialog.getByLabel('Name').fill('All of it')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => section.getByRole('heading', { name: 'All of it' }).count(), IN_TIME).toBe(1)
  await section.getByRole('button', { name: 'Remove' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => section.getByRole('heading', { name: 'All of it' }).count(), IN_TIME).toBe(0)
  await page.context().close()
})
