import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { changeQuery, listQueries } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()

const write = async (page: Page, name: string | null, text: string) => {
  if (name !== null) await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('What to listen for', { exact: true }).fill(text)
}
const queryNamed = async (name: string) => (await here.world.call(listQueries, {}, here.owner)).body.queries.find((query) => query.name === name)
const save = (page: Page, button: 'Save' | 'Listen for this') => page.getByRole('button', { name: button, exact: true }).click()

it('is written beside what it would have heard, its problems where they stand, and hears from then on', async () => {
  const saidAt = here.world.clock.now
  await here.say({ externalId: 'a', text: 'Lantern arrived broken', saidAt }, { externalId: 'b', text: 'Our Lantern shines', saidAt })
  const page = await here.visit('/listen')
  await page.getByRole('link', { name: 'New query' }).click()
  await write(page, 'Shining', 'lantern AND (shines OR')
  await page.getByText('This bracket is never closed.').waitFor()
  expect(await page.locator('label + div .decoration-wavy').allTextContents()).toEqual(expect.arrayContaining(['(']))
  await write(page, null, 'lantern shines')
  await page.getByText('1 mention in the last 30 days').waitFor()
  expect(await page.getByRole('region', { name: 'Dry run' }).locator('mark').allTextContents()).toEqual(['Lantern', 'shines'])
  expect(await foundByAxe(page)).toEqual([])
  await save(page, 'Listen for this')
  await page.waitForURL('**/listen?query=*')
  await here.say({ externalId: 'c', text: 'And still the Lantern shines', saidAt })
  await page.getByRole('article').filter({ hasText: 'And still' }).waitFor()
  await page.context().close()
})

it('that somebody else changed meanwhile is shown as both have it, and nothing is lost until one chooses', async () => {
  const query = await queryNamed('Broken')
  if (!query) throw new Error('no query')
  const page = await here.visit(`/listen/query/${query.id}`)
  await write(page, null, 'broken OR torn')
  await here.world.call(changeQuery, { queryId: query.id, revision: query.revision, name: 'Broken', text: 'broken OR smashed' }, here.owner)
  await save(page, 'Save')
  await page.getByText('Somebody else saved this query while you were writing.').waitFor()
  expect(await page.getByRole('region', { name: 'Theirs' }).textContent()).toContain('broken OR smashed')
  expect(await page.getByRole('region', { name: 'Yours' }).textContent()).toContain('broken OR torn')
  expect(await foundByAxe(page)).toEqual([])
  await page.getByRole('button', { name: 'Take theirs' }).click()
  expect(await page.getByLabel('What to listen for', { exact: true }).inputValue()).toBe('broken OR smashed')
  await write(page, null, 'broken OR smashed OR torn')
  await save(page, 'Save')
  await expect.poll(async () => (await queryNamed('Broken'))?.text, IN_TIME).toBe('broken OR smashed OR torn')
  await page.context().close()
})

it('keeps what was typed through a reload and a failed save, and saves it when the network is back', async () => {
  const page = await here.visit('/listen/query/new', { locale: 'he-IL', ...PHONE })
  await page.getByLabel('שם', { exact: true }).fill('מנורות')
  const text = page.getByLabel('למה להקשיב', { exact: true })
  await text.fill('מנורה OR lamp')
  expect(await text.evaluate((field) => getComputedStyle(field).direction)).toBe('rtl')
  await page.reload()
  await page.getByText('זה מה שכתבתם ועוד לא נשמר.').waitFor()
  expect(await text.inputValue()).toBe('מנורה OR lamp')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'להתחיל להקשיב' }).click()
  await page.getByText(/^לא נשמר/).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'להתחיל להקשיב' }).click()
  await page.waitForURL('**/listen?query=*')
  expect((await queryNamed('מנורות'))?.text).toBe('מנורה OR lamp')
  await page.goto(page.url().replace(/\/listen.*/, '/listen/query/new'))
  expect(await page.getByLabel('שם', { exact: true }).inputValue()).toBe('')
  await page.context().close()
})

it('stops listening when it is archived', async () => {
  const page = await here.visit('/listen')
  await page.getByRole('link', { name: /Edit .*Broken/ }).click()
  await page.getByRole('button', { name: 'Stop listening' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop listening' }).click()
  await page.waitForURL(/\/listen$/)
  await expect.poll(() => page.getByRole('button', { name: /^Broken/ }).count(), IN_TIME).toBe(0)
  expect(await queryNamed('Broken')).toBeUndefined()
  await page.context().close()
})

it('that matches too much says so below its name and where Heed tells what it cannot hear', async () => {
  const query = await queryNamed('Lantern')
  if (!query) throw new Error('no query')
  const { workspaceId } = here.owner
  await here.world.db.insertInto('broad_query').values({ workspace_id: workspaceId, query_id: query.id, revision: query.revision, since: here.world.clock.now, share: 0.31 }).execute()
  const page = await here.visit('/listen')
  await page.getByText('Heard only in part: matches about 31% of all that is said').first().waitFor()
  const health = page.getByRole('region', { name: 'What cannot be heard right now' })
  expect(await health.textContent()).toMatch(/Lantern.* has been heard only in part since .*one in 20 of its posts is kept/)
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})
