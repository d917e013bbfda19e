import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Ctx } from '../../src/ctx.ts'
import { addQuery, listQueries } from '../../src/listen/contract.ts'
import { listenJobs } from '../../src/listen/index.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const here = useListening()

const field = (page: Page) => page.locator('textarea')
const begin = async (text: string, options = {}) => {
  const page = await here.visit('/listen/query/new', options)
  await field(page).focus()
  await page.keyboard.type(text)
  return page
}
/** What is written there, without the marks that keep directions apart. */
const textOf = async (page: Page) => (await field(page).inputValue()).replaceAll('\u200f', '')
/** Each drawn piece that looks like this. */
const drawn = (page: Page, look: string) => page.locator(`textarea >> xpath=../div/span[contains(@class, "${look}")]`).allTextContents()
const choices = (page: Page) => page.getByRole('listbox').getByRole('option').allTextContents()
const widthBeyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

it('shows what each part means, and the partner of the bracket at the caret', async () => {
  const page = await begin('lantern AND (broken OR "post office") NEAR/5 wait* lang:en -festival #sale')
  expect(await drawn(page, 'text-accent')).toEqual(['AND', 'OR', 'NEAR/', '5', '-', '#sale'])
  expect(await drawn(page, 'bg-sunken')).toEqual(['"post office"'])
  expect(await drawn(page, 'bg-wash')).toEqual(['lang:', 'en', '#sale'])
  expect(await drawn(page, 'bg-mark')).toEqual([])
  await page.keyboard.press('Control+Home')
  for (let n = 0; n < 13; n++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => drawn(page, 'bg-mark')).toEqual(['(', ')'])
  await page.getByText('Heed reads this as').waitFor()
  await page.context().close()
})

it('draws each letter where the field has it, in both directions and over several lines', async () => {
  for (const text of ['lantern AND (broken OR "post office") NEAR/5 wait* lang:en -festival', 'לנטרן AND (שבור OR "הגיע שבור") lang:he -פסטיבל site:lantern.example #מבצע']) {
    const page = await begin('', { ...PHONE })
    await field(page).fill(text)
    const [area, drawing] = await Promise.all([field(page).evaluate(sizeOf), field(page).locator('xpath=../div').evaluate(sizeOf)])
    expect(drawing).toEqual(area)
    await page.context().close()
  }
})

/** What decides where letters stand and lines break; the height says how many lines there are. */
function sizeOf(element: Element): unknown[] {
  const { font, direction, letterSpacing, textAlign, unicodeBidi, whiteSpace, overflowWrap, paddingInline, lineHeight } = getComputedStyle(element)
  return [font, direction, letterSpacing, textAlign, unicodeBidi, whiteSpace, overflowWrap, paddingInline, lineHeight, element.clientWidth, element.scrollHeight]
}

it('completes by keyboard what a field can be, and Escape lets one write on', async () => {
  const page = await begin('lantern la')
  await expect.poll(() => choices(page)).toEqual(['lang:language'])
  expect(await field(page).getAttribute('aria-activedescendant')).toBeNull()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await textOf(page)).toBe('lantern lang:')
  await page.keyboard.type('heb')
  await expect.poll(() => choices(page)).toEqual(['heHebrew'])
  const active = await field(page).getAttribute('aria-activedescendant')
  expect(await page.locator(`[id="${active}"]`).textContent()).toBe('heHebrew')
  expect(await foundByAxe(page)).toEqual([])
  await page.keyboard.press('Tab')
  expect(await textOf(page)).toBe('lantern lang:he ')
  await page.keyboard.type('kind:')
  await expect.poll(async () => (await choices(page)).length).toBeGreaterThan(3)
  await page.keyboard.press('Escape')
  expect(await page.getByRole('listbox').count()).toBe(0)
  await page.keyboard.press('Control+Space')
  await expect.poll(async () => (await choices(page)).length).toBeGreaterThan(3)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(await textOf(page)).toBe('lantern lang:he kind:article ')
  await page.context().close()
})

it('completes in Hebrew, by names in Hebrew letters', async () => {
  const page = await begin('לנטרן שפ', { locale: 'he-IL' })
  await expect.poll(() => choices(page)).toEqual(['lang:שפה'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type('עב')
  await expect.poll(() => choices(page)).toEqual(['heעברית'])
  await page.keyboard.press('Enter')
  expect(await textOf(page)).toBe('לנטרן lang:he ')
  expect(await field(page).evaluate((area) => getComputedStyle(area).direction)).toBe('rtl')
  await page.context().close()
})

it('reads in order where a Hebrew query has Latin names in it, and is saved without what makes it so', async () => {
  const page = await begin('לנטרן OR lantern AND lamp', { locale: 'he-IL' })
  const places = await field(page).locator('xpath=../div').evaluate((drawing) => {
    const letters = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT)
    const found: [word: string, start: number][] = []
    for (let node = letters.nextNode(); node; node = letters.nextNode()) {
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\p{L}+/gu)) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        found.push([word, -Math.round(range.getBoundingClientRect().right)])
      }
    }
    return found.toSorted((a, b) => a[1] - b[1]).map(([word]) => word)
  })
  expect(places).toEqual(['לנטרן', 'OR', 'lantern', 'AND', 'lamp'])
  await page.getByLabel('שם', { exact: true }).fill('לנטרן')
  await page.getByRole('button', { name: 'להתחיל להקשיב' }).click()
  await page.waitForURL('**/listen?query=*')
  const { queries } = (await here.world.call(listQueries, {}, here.owner)).body
  expect(queries.find(({ name }) => name === 'לנטרן')?.text).toBe('לנטרן OR lantern AND lamp')
  await page.context().close()
})

it('offers on a phone what is hard to type there, one touch each', async () => {
  const page = await begin('לנטרן ', { locale: 'he-IL', ...PHONE })
  await page.getByRole('option', { name: /^OR/ }).tap()
  expect(await textOf(page)).toBe('לנטרן OR ')
  await page.keyboard.type('מנורה ')
  await page.getByRole('option', { name: /^lang:/ }).tap()
  await page.getByRole('option', { name: /^he/ }).tap()
  expect(await textOf(page)).toBe('לנטרן OR מנורה lang:he ')
  expect(await widthBeyond(page)).toBe(0)
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('leads to each problem, mends what can be mended for certain, and Ctrl-Z takes that back', async () => {
  const page = await begin('lantern AND (broken lang:hebrew ')
  await page.getByRole('button', { name: /This bracket is never closed/ }).click()
  expect(await field(page).evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd, document.activeElement === area])).toEqual([12, 13, true])
  await page.getByRole('button', { name: /^Write .*he/ }).click()
  expect(await textOf(page)).toBe('lantern AND (broken lang:he ')
  await page.getByRole('button', { name: 'Close the bracket' }).click()
  expect(await textOf(page)).toBe('lantern AND (broken lang:he) ')
  await expect.poll(() => page.locator('textarea >> xpath=../div/span[contains(@class, "decoration-wavy")]').count()).toBe(0)
  await page.keyboard.press('Control+z')
  expect(await textOf(page)).toBe('lantern AND (broken lang:he ')
  await page.keyboard.press('Control+z')
  expect(await textOf(page)).toBe('lantern AND (broken lang:hebrew ')
  await page.context().close()
})

it.each(['light', 'dark'] as const)('is readable by everybody, with problems and without (%s)', async (colorScheme) => {
  const page = await begin('(lantern OR "post office") NEAR/5 wait* lang:en -festival #sale @dana', { colorScheme })
  await page.getByText(/in the last 30 days/).waitFor()
  expect(await foundByAxe(page)).toEqual([])
  await page.keyboard.type(' AND (colour:red')
  await page.getByRole('button', { name: /There is no field/ }).waitFor()
  await page.getByRole('heading', { name: 'New query' }).click()
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('keeps the last outcome in place while another is on its way', async () => {
  await here.say({ externalId: 'a', text: 'Lantern arrived broken', saidAt: here.world.clock.now }, { externalId: 'b', text: 'Our Lantern shines', saidAt: here.world.clock.now })
  const page = await begin('lantern')
  await page.getByText('2 mentions in the last 30 days').waitFor()
  await page.keyboard.type(' AND')
  await page.getByText('It can be tried as soon as it can be read.').waitFor()
  expect(await page.getByText('2 mentions in the last 30 days').count()).toBe(1)
  await page.keyboard.type(' broken')
  await page.getByText('1 mention in the last 30 days').waitFor()
  await page.getByText(/a day · waits on .*(?:lantern|broken)/).waitFor()
  expect(await page.getByRole('region', { name: 'Dry run' }).locator('mark').allTextContents()).toEqual(['Lantern', 'broken'])
  await page.context().close()
})

it('is saved by keyboard, and shows how far Heed is with what was said before', async () => {
  await here.say({ externalId: 'a', text: 'Lantern shines', saidAt: here.world.clock.now })
  const page = await begin('shines')
  await page.getByLabel('Name', { exact: true }).fill('Shining')
  await field(page).focus()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL('**/listen?query=*')
  const works = page.getByRole('region', { name: 'What was said before' })
  await works.getByText('In what Heed has stored').waitFor()
  await works.getByRole('button', { name: /^Stop/ }).click()
  await works.getByRole('button', { name: /^Go on/ }).click()
  await page.getByRole('link', { name: /Edit .*Shining/ }).click()
  await page.getByRole('heading', { name: 'What was said before' }).waitFor()
  await here.world.db.updateTable('back_test').set({ state: 'running', looked: 1, to_look: 2 }).execute()
  await page.getByText('1 of 2').waitFor()
  await here.world.db.updateTable('back_test').set({ state: 'done', looked: 2, found: 1 }).execute()
  await page.getByText('1 mention found.').waitFor()
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('fills the list of what a query hears while Heed looks through what is stored', async () => {
  await here.say({ externalId: 'a', text: 'Lantern shines', saidAt: here.world.clock.now }, { externalId: 'b', text: 'Lantern is off', saidAt: here.world.clock.now })
  const { id } = (await here.world.call(addQuery, { name: 'Shining', text: 'shines' }, here.owner)).body
  const page = await here.visit(`/listen?query=${id}`)
  await page.getByText('Nothing found').waitFor()
  const { id: backTestId } = await here.world.db.selectFrom('back_test').select('id').where('query_id', '=', id).executeTakeFirstOrThrow()
  const { world: { doors, clock }, owner: { workspaceId } } = here
  const ctx: Ctx = { now: () => clock.now, io: {} as Ctx['io'], actor: { workspaceId, userId: null, role: 'owner' }, transact: (run) => doors.inWorkspace(workspaceId, run) }
  await listenJobs({ doors })[0]?.run(ctx, { backTestId, again: null })
  await page.getByRole('article').filter({ hasText: 'Lantern shines' }).waitFor()
  expect(await page.getByRole('article').count()).toBe(1)
  await page.context().close()
})
