import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { withdraw } from '../../src/ask/contract.ts'
import { listMentions } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { type AskingCompany, companyOf } from '../support/company.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()
let company: AskingCompany

beforeEach(async () => {
  company = await companyOf(here.world, here.owner)
})

const saidOf = (text: string) => here.say({ externalId: 'v', text, lang: 'he', saidAt: new Date(here.world.clock.now.getTime() - 1_000) })
const mentionId = async () => (await here.world.call(listMentions, {}, here.owner)).body.mentions[0]?.id ?? ''
/** A key as a Hebrew keyboard sends it. */
const press = (page: Page, key: string, code: string) => page.evaluate(([k, c]) => {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: k ?? '', code: c ?? '', bubbles: true }))
}, [key, code])
const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor()

describe('raising an ask', () => {
  it('takes a key on a Hebrew mention, whom to ask, and one button; the mention then says on whom one waits', async () => {
    await saidOf('לנטרן, המנורה הגיעה שבורה ואיש לא עונה')
    const page = await here.visit('/listen', { locale: 'he-IL' }, company.shop)
    await page.getByRole('article').waitFor()
    await press(page, 'ח', 'KeyJ')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), IN_TIME).toBe('ARTICLE')
    await press(page, 'ש', 'KeyA')
    await page.waitForURL('**/asks/new?mention=*')
    await page.locator('blockquote').getByText('המנורה הגיעה שבורה').waitFor()
    await page.getByRole('button', { name: 'מחסן' }).press('Enter')
    expect(await page.getByRole('textbox', { name: 'מה מבקשים' }).inputValue()).toBe('תשובה על המוצר: לנטרן, המנורה הגיעה שבורה ואיש לא עונה')
    await page.getByRole('button', { name: 'לבקש' }).press('Enter')
    await page.getByRole('heading', { name: 'בקשה 1 נפתחה' }).waitFor()
    await page.getByRole('button', { name: 'WhatsApp' }).press('Enter')
    const link = page.getByRole('link', { name: 'פתיחת WhatsApp' })
    expect(await link.getAttribute('href', IN_TIME)).toMatch(/^https:\/\/wa\.me\/\?text=/)
    await page.keyboard.press('Escape')
    await page.goto(new URL('/listen', page.url()).href)
    await page.getByRole('link', { name: /^ממתינים: .?מחסן/ }).click()
    await page.getByRole('heading', { name: /המנורה הגיעה שבורה/ }).waitFor()
    await page.getByRole('link', { name: 'בהקשבה' }).click()
    await page.getByRole('dialog').getByText('המנורה הגיעה שבורה').waitFor()
    await page.context().close()
  })

  it('keeps what is written through a reload, and says what is missing', async () => {
    const page = await here.visit('/asks', {}, company.shop)
    await live(page)
    await page.keyboard.press('n')
    await page.getByLabel('What you ask for').fill('The list of spare parts')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Choose a department or a person.').waitFor()
    await page.getByRole('button', { name: 'מחסן' }).click()
    await page.reload()
    await expect.poll(() => page.getByLabel('What you ask for').inputValue(), IN_TIME).toBe('The list of spare parts')
    expect(await page.getByRole('button', { name: 'מחסן' }).getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('says beside the form what there is to say, and sends the recipients of a mailing', async () => {
    const page = await here.visit('/asks/new', {}, company.shop)
    await page.getByRole('button', { name: 'מחסן' }).click()
    await page.getByText('Nobody’s words stand behind it').waitFor()
    await page.getByRole('button', { name: /What kind/ }).click()
    await page.getByRole('option', { name: 'A dedicated mailing' }).click()
    await page.getByLabel('What you ask for').fill('Tell the club')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('missing').waitFor()
    await page.getByLabel(/Who would get it/).fill('Club members who agreed')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByRole('link', { name: 'Open the ask' }).click()
    await page.getByText('Club members who agreed').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Tell the club')
    await page.context().close()
  })
})

describe('an ask', () => {
  it('is answered in Heed, asked again when its condition is met, promised and kept', async () => {
    const { id } = await company.raise()
    const asked = await here.visit(`/asks/${id}`, {}, company.warehouse)
    const asking = await here.visit(`/asks/${id}`, {}, company.shop)
    await live(asking)
    await asked.getByRole('button', { name: 'No, because…' }).click()
    await asked.getByRole('button', { name: 'Security' }).click()
    await asked.getByLabel(/would make it a yes/i).fill('A security check')
    await asked.getByRole('button', { name: 'Send' }).click()
    await asking.getByText(/No, because: .?Security/).waitFor(IN_TIME)
    await asking.getByRole('button', { name: 'The condition is met' }).click()
    const dialog = asking.getByRole('dialog')
    await dialog.getByRole('button', { name: /\d/ }).first().click()
    await dialog.getByRole('button', { name: 'The condition is met' }).click()
    await asked.getByText(/asked again/).waitFor(IN_TIME)
    await asked.getByRole('button', { name: 'Yes, by…' }).click()
    await asked.getByRole('group', { name: 'By when?' }).getByRole('button').first().click()
    await asking.getByText(/^Yes, by .*\d/).waitFor(IN_TIME)
    await asked.getByRole('button', { name: 'It is done' }).click(IN_TIME)
    await asked.getByRole('dialog').getByRole('button', { name: /today/ }).click()
    await asked.getByRole('dialog').getByRole('button', { name: 'It is done' }).click()
    await asking.getByText('Kept', { exact: true }).waitFor(IN_TIME)
    expect(await asking.getByRole('button', { name: 'It was not done' }).count()).toBe(1)
    await Promise.all([asked.context().close(), asking.context().close()])
  })

  it('takes an answer that was given by phone: by whom, when, and which of the three', async () => {
    const { id } = await company.raise()
    const page = await here.visit(`/asks/${id}`, {}, company.shop)
    await page.getByRole('button', { name: 'Write down an answer' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').fill('Avi')
    await page.getByRole('option', { name: 'Avi' }).click()
    await dialog.getByRole('button', { name: 'Yes, but…' }).click()
    await dialog.getByRole('textbox', { name: 'What can be done instead?' }).fill('Only the best sellers')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Only the best sellers').waitFor(IN_TIME)
    await page.getByText(/told .?today.?, written down by/).waitFor()
    await page.getByRole('button', { name: 'Not this' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('All of them are needed')
    await page.getByRole('dialog').getByRole('button', { name: 'Not this' }).click()
    await page.getByText('All of them are needed').waitFor(IN_TIME)
    await expect.poll(() => page.getByText('another answer may come').count(), IN_TIME).toBe(1)
    await page.context().close()
  })

  it('says kindly that somebody was faster, shows what they did and keeps what was written', async () => {
    const { id } = await company.raise()
    await company.answer(id, { kind: 'yes_by', due: company.days[2] ?? '' })
    const page = await here.visit('/today', {}, company.warehouse)
    await page.route('**/api/ask.changes**', (route) => route.abort())
    await page.goto(new URL(`/asks/${id}`, page.url()).href)
    await page.getByRole('button', { name: 'Move to another day' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('The lorry is late')
    await page.getByRole('dialog').getByRole('button', { name: /\d/ }).first().click()
    const refused = Promise.withResolvers<void>() // what the page reads meanwhile would tell it of the other too early
    await page.route('**/api/ask.ask?**', (route) => refused.promise.then(() => route.continue()))
    await here.world.call(withdraw, { id, words: 'Solved otherwise.' }, company.shop)
    const answer = page.waitForResponse((response) => response.status() === 409, IN_TIME)
    await page.getByRole('dialog').getByRole('button', { name: 'Move to another day' }).click()
    await answer
    refused.resolve()
    await page.getByRole('alert').filter({ hasText: 'Somebody was faster' }).waitFor(IN_TIME)
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('The lorry is late')
    await page.keyboard.press('Escape')
    await page.getByText('Solved otherwise.').waitFor(IN_TIME)
    await page.context().close()
  })
})

describe('the asks', () => {
  it('stand in a list and on a board, walked by keyboard, chosen by the address, and move while one looks', async () => {
    const { id } = await company.raise()
    await company.raise({ title: 'A second one', kind: 'hours' })
    const page = await here.visit('/asks', {}, company.shop)
    await live(page)
    await page.keyboard.press('b')
    await page.waitForURL('**/asks?view=board')
    const column = (name: string) => page.getByRole('region', { name })
    await expect.poll(() => column('Waiting for an answer').getByRole('link').count(), IN_TIME).toBe(2)
    await company.answer(id, { kind: 'yes_by', due: company.days[2] ?? '' })
    await column('Promised').getByRole('link', { name: /Which lamps/ }).waitFor(IN_TIME)
    expect(await column('Waiting for an answer').getByRole('link').count()).toBe(1)
    await page.keyboard.press('b')
    await page.keyboard.press('/')
    await page.keyboard.type('second')
    await page.waitForURL('**/asks?find=second')
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'Which lamps' }).count(), IN_TIME).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Which lamps/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/asks\/[\da-f-]{36}$/)
    await page.context().close()
  })

  it('that wait for somebody’s answer stand in their Today, with a number beside the place', async () => {
    await company.raise()
    const page = await here.visit('/today', {}, company.warehouse)
    await page.getByRole('region', { name: 'Waiting for your answer' }).getByRole('link', { name: /Which lamps/ }).waitFor(IN_TIME)
    expect(await page.getByRole('navigation').getByRole('link', { name: /Asks/ }).textContent()).toContain('1')
    await page.context().close()
  })
})

describe('on a phone in Hebrew and on a screen in English', () => {
  it.each([['he-IL', PHONE], ['en-GB', {}]] as const)('axe finds nothing, and nothing is wider than the screen (%s)', async (locale, options) => {
    await saidOf('לנטרן, המנורה הגיעה שבורה')
    const { id } = await company.raise({ mentionIds: [await mentionId()], worth: 'Three calls a day' })
    await company.answer(id, { kind: 'no_because', reason: 'security', words: 'Nobody maintains it.', condition: { words: 'A check', ownerDepartmentId: company.departments.agency } })
    await company.raise({ title: 'A second one' })
    const paths = ['/asks', '/asks?view=board', `/asks/${id}`, '/asks/new', `/asks/new?mention=${await mentionId()}`, '/asks?box=to_answer&find=nothing']
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await here.visit('/asks', { ...options, locale, colorScheme }, company.shop)
      for (const path of paths) {
        await page.goto(new URL(path, page.url()).href)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await expect.poll(() => page.getByRole('status', { name: /Loading|בטעינה/ }).count(), IN_TIME).toBe(0)
        expect([path, await foundByAxe(page)]).toEqual([path, []])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      }
      await page.context().close()
    }
  })
})
