import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { foundByAxe } from '../support/axe.ts'
import type { Saying } from '../support/hear.ts'
import { useListening } from '../support/listening.ts'

const IN_TIME = { timeout: 20_000 }
const SAID = 'Lantern sent me a lamp that hums all night, and nobody answers the phone'
const here = useListening()

const said = (externalId: string, minutes: number, more: Partial<Saying> = {}): Saying => ({
  externalId, text: SAID, saidAt: new Date(here.world.clock.now.getTime() - minutes * 60_000), author: { id: externalId, handle: externalId, name: externalId, followers: null }, ...more,
})
const shown = async (page: Page) => Number(await page.getByRole('article').first().getAttribute('aria-setsize', IN_TIME))
const waiting = (page: Page) => page.getByRole('button', { name: /new/ })

it('shows what says the same once, with how far it has spread, and all of them on demand', async () => {
  await here.say(said('a', 50), said('b', 40, { text: `RT @a: ${SAID}`, origin: 'Forum' }), said('c', 30), said('d', 20, { text: 'Lantern opened a new shop in the old town' }))
  const page = await here.visit('/listen')
  const card = page.getByRole('button', { name: /^3 copies/ })
  await card.waitFor()
  expect(await shown(page)).toBe(2)
  expect(await card.textContent()).toMatch(/3 copies · 3 people · .*Forum/)
  await page.getByText('4 mentions').filter({ visible: true }).waitFor()
  expect(await foundByAxe(page)).toEqual([])
  await card.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByRole('listitem').allTextContents(), IN_TIME).toEqual([/^c/, /^b.*Forum/, /^a/].map((who) => expect.stringMatching(who)))
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('shows them one by one when asked, in an address that can be sent', async () => {
  await here.say(said('a', 50), said('b', 40), said('c', 30))
  const page = await here.visit('/listen')
  await expect.poll(() => shown(page), IN_TIME).toBe(1)
  await page.getByRole('complementary').getByText('Show copies one by one').click()
  await expect.poll(() => shown(page), IN_TIME).toBe(3)
  expect(new URL(page.url()).searchParams.get('copies')).toBe('each')
  const again = await here.visit('/listen?copies=each')
  await expect.poll(() => shown(again), IN_TIME).toBe(3)
  await Promise.all([page.context().close(), again.context().close()])
})

it('counts a copy that is heard where the first stands, and offers only new texts as new', async () => {
  await here.say(said('a', 50), ...here.history(30))
  const page = await here.visit('/listen')
  await page.getByText('Live').waitFor()
  await expect.poll(() => shown(page), IN_TIME).toBe(31)
  await page.getByRole('feed').hover()
  await page.mouse.wheel(0, 400)
  await here.say(said('b', 0), said('c', 0))
  await here.say(said('d', 0, { text: 'Lantern opened a new shop in the old town' }))
  await waiting(page).waitFor()
  expect(await waiting(page).textContent()).toMatch(/^1 /)
  await page.keyboard.press('End')
  await page.mouse.wheel(0, 10_000)
  await page.getByRole('button', { name: /^3 copies/ }).waitFor()
  await page.context().close()
})

it('shows a copy that is heard when its first is outside the filter', async () => {
  await here.say(said('a', 50, { lang: 'he' }))
  const page = await here.visit('/listen?langs=en')
  await page.getByText('Live').waitFor()
  await here.say(said('b', 0, { lang: 'en' }))
  await expect.poll(() => page.getByRole('article').filter({ hasText: SAID }).count(), IN_TIME).toBe(1)
  await page.context().close()
})
