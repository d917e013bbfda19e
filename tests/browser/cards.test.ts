import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { absences, card, emergency, kinds, saveCard, settings } from '../../src/ask/contract.ts'
import { addDepartment, addPerson, persons } from '../../src/people/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { PHONE, visit } from '../support/visit.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const DAY_MS = 86_400_000

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }
let departmentId: string

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})
beforeEach(async () => {
  owner = await world.owner('Lantern')
  departmentId = (await world.call(addDepartment, { name: 'מחסן' }, owner)).body.id
  await world.call(addPerson, { name: 'דנה', email: 'dana@lantern.example', language: 'he', departmentId }, owner)
})

const inEnglish = (path: string): Promise<Page> => visit(browser, origin, owner, path)
const onPhone = (path: string): Promise<Page> => visit(browser, origin, owner, path, { ...PHONE, locale: 'he-IL' })
const cardNow = async () => (await world.call(card, { departmentId }, owner)).body.card
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

describe('a service card', () => {
  it('is written and published in Hebrew, on a phone', async () => {
    const page = await onPhone('/asks/cards')
    await page.getByRole('link', { name: 'כתיבת הכרטיס' }).click()
    await page.getByRole('button', { name: 'כתיבת הכרטיס' }).click()
    await page.getByRole('textbox', { name: 'בכמה מילים' }).fill('אורזים ושולחים.')
    await page.getByRole('button', { name: 'הוספת דבר שאפשר לבקש' }).click()
    await page.getByRole('menuitem', { name: 'נתונים' }).click()
    const item = page.getByRole('group', { name: 'נתונים' })
    await item.getByLabel('ימי עבודה').fill('2')
    await item.getByRole('textbox', { name: 'מה אתם צריכים לראות' }).fill('מספרי ההזמנות')
    await page.getByRole('button', { name: 'הוספת ימים ללא שינויים' }).click()
    await page.getByLabel('מתאריך').fill('2999-12-24')
    await page.getByLabel('עד תאריך, כולל').fill('2999-12-01')
    await page.getByRole('textbox', { name: 'למה' }).fill('ספירת מלאי')
    await page.getByText('מסתיים לפני שהתחיל').waitFor()
    await page.getByLabel('עד תאריך, כולל').fill('2999-12-31')
    expect(await foundByAxe(page)).toEqual([])
    expect(await width(page)).toBe(375)
    await page.getByRole('button', { name: 'שמירה' }).click()
    await page.getByRole('button', { name: 'פרסום' }).first().click()
    await page.getByRole('button', { name: 'הסרת הפרסום' }).waitFor()
    expect(await cardNow()).toMatchObject({
      about: 'אורזים ושולחים.', isPublished: true, items: [{ kind: 'data', leadDays: 2, needs: 'מספרי ההזמנות' }], freezes: [{ from: '2999-12-24', until: '2999-12-31', why: 'ספירת מלאי' }],
    })
    expect(await foundByAxe(page)).toEqual([])
    await page.getByRole('link', { name: 'כל כרטיסי השירות' }).click()
    await page.getByRole('article', { name: 'מחסן' }).getByText('שני ימי עבודה').first().waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await width(page)).toBe(375)
    await page.context().close()
  })

  it('that two write at once shows the second both versions, and loses neither', async () => {
    const words = { departmentId, answerDays: 3, items: [{ kind: 'data' as const, leadDays: 2 }], freezes: [] }
    await world.call(saveCard, { ...words, revision: 0 }, owner)
    const page = await inEnglish(`/asks/cards/${departmentId}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'In a few words' }).fill('What I write')
    await world.call(saveCard, { ...words, revision: 1, about: 'What they wrote' }, owner)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('region', { name: 'Theirs, saved meanwhile' }).getByText('What they wrote').waitFor()
    await page.getByRole('region', { name: 'Yours' }).getByText('What I write').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await cardNow()).toMatchObject({ about: 'What they wrote' })
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await expect.poll(cardNow, IN_TIME).toMatchObject({ about: 'What I write', revision: 3 })
    await page.context().close()
  })

  it('takes theirs for one who wants it, and goes on from there', async () => {
    const words = { departmentId, answerDays: 3, items: [], freezes: [] }
    await world.call(saveCard, { ...words, revision: 0 }, owner)
    const page = await inEnglish(`/asks/cards/${departmentId}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await world.call(saveCard, { ...words, revision: 1, about: 'What they wrote' }, owner)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Take theirs' }).click()
    const about = page.getByRole('textbox', { name: 'In a few words' })
    expect(await about.inputValue()).toBe('What they wrote')
    await about.fill('What they wrote, and more')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(cardNow, IN_TIME).toMatchObject({ about: 'What they wrote, and more', revision: 3 })
    await page.context().close()
  })

  it('is only read by those of other departments, and asked from', async () => {
    await world.call(saveCard, { departmentId, revision: 0, answerDays: 3, items: [{ kind: 'data', leadDays: 2 }], freezes: [] }, owner)
    const agent = await world.as('agent', owner.workspaceId)
    const page = await visit(browser, origin, agent, `/asks/cards/${departmentId}`)
    await page.getByText('There is no card yet').waitFor()
    expect(await page.getByRole('button', { name: /Edit|Write/ }).count()).toBe(0)
    await page.getByRole('link', { name: 'Ask', exact: true }).click()
    await page.waitForURL(`${origin}/asks/new?to=${departmentId}`)
    await page.context().close()
  })
})

describe('the settings of asks', () => {
  it('say who is away, add a kind, and change how one asks', async () => {
    const page = await onPhone('/settings?section=asks')
    await page.getByRole('button', { name: 'רישום היעדרות' }).click()
    await page.getByLabel('מתאריך').fill(inDays(3))
    await page.getByLabel('עד תאריך, כולל').fill(inDays(5))
    await page.getByRole('dialog').getByRole('button', { name: 'שמירה' }).click()
    await expect.poll(async () => (await world.call(absences, {}, owner)).body.absences.map(({ person, until }) => [person.name, until]), IN_TIME).toEqual([['דנה', inDays(5)]])
    await page.getByRole('button', { name: 'הוספת סוג' }).click()
    await page.getByRole('textbox', { name: 'שם' }).fill('חלון ראווה')
    await page.getByRole('dialog').getByRole('button', { name: 'שמירה' }).click()
    await expect.poll(async () => (await world.call(kinds, {}, owner)).body.kinds.map(({ name }) => name), IN_TIME).toEqual(['חלון ראווה'])
    const domains = page.getByRole('textbox', { name: 'דומייני המייל של החברה' })
    await domains.fill('lantern')
    await page.getByLabel('כן לסכום גדול מזה').fill('5000')
    await page.getByRole('button', { name: 'שמירה' }).click()
    await page.getByText('זה לא דומיין').waitFor()
    await domains.fill('@Lantern.example')
    await page.getByRole('button', { name: 'שמירה' }).click()
    await expect.poll(async () => (await world.call(settings, {}, owner)).body, IN_TIME).toMatchObject({ currency: 'ILS', confirmAbove: 5_000, mailDomains: ['lantern.example'] })
    expect(await foundByAxe(page)).toEqual([])
    expect(await width(page)).toBe(375)
    await page.context().close()
  })

  it('begin an emergency after a question, which every page then says, and end it', async () => {
    const page = await inEnglish('/settings?section=asks')
    await page.getByRole('button', { name: 'Begin an emergency' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect((await world.call(emergency, {}, owner)).body.emergency).toBeNull()
    await page.getByRole('button', { name: 'Begin an emergency' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Begin an emergency' }).click()
    await page.getByText(/Emergency since/).waitFor()
    await page.goto(`${origin}/today`)
    await page.getByText(/Emergency since/).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.goto(`${origin}/settings?section=asks`)
    await page.getByRole('button', { name: 'End the emergency' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End the emergency' }).click()
    await expect.poll(() => page.getByText(/Emergency since/).count(), IN_TIME).toBe(0)
    await page.context().close()
  })
})

describe('a partner', () => {
  it('is tied to an outside department in the settings, which say so until then', async () => {
    await world.as('partner', owner.workspaceId)
    const page = await inEnglish('/settings?section=departments')
    await page.getByRole('button', { name: 'Add a department' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Studio Line')
    await page.getByRole('dialog').getByText('Agency or supplier').click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('table').getByText('Agency or supplier').waitFor()
    await page.goto(`${origin}/settings?section=people`)
    const row = page.getByRole('row').filter({ hasText: 'sees no asks' })
    await row.getByRole('button', { name: /Change where/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: /Department/ }).click()
    expect(await page.getByRole('option').allTextContents()).toEqual(['Studio Line'])
    await page.getByRole('option', { name: 'Studio Line' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.getByText('sees no asks').count(), IN_TIME).toBe(0)
    const tied = (await world.call(persons, {}, owner)).body.persons.filter(({ userId }) => userId !== null)
    expect(tied).toHaveLength(1)
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })
})
