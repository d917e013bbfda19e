import { beforeEach, describe, expect, it } from 'vitest'
import { type AskDetails, keepPromise } from '../../src/ask/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { type AskingCompany, companyOf } from '../support/company.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const DAY_MS = 86_400_000
const here = useListening()
let company: AskingCompany
let now: Date
let late: AskDetails

/** Twenty days ago the shop asked the warehouse three things: one was promised and is late, one was refused, one is not answered. */
beforeEach(async () => {
  now = new Date()
  here.world.clock.now = new Date(now.getTime() - 20 * DAY_MS)
  company = await companyOf(here.world, here.owner)
  late = await company.raise({ title: 'The list of spare parts' })
  await company.answer(late.id, { kind: 'yes_by', due: company.days[1] ?? '' })
  const refused = await company.raise({ title: 'A link on the home page' })
  await company.answer(refused.id, { kind: 'no_because', reason: 'security', condition: { words: 'A trust sheet' } })
  await company.raise({ title: 'A mailing' })
  here.world.clock.now = now
})

describe('the ledger', () => {
  it('leads with two plain shares of one’s own department, and every figure opens to its asks and its definition', async () => {
    const page = await here.visit('/asks/ledger', {}, company.warehouse)
    await page.getByRole('heading', { name: /Asked of .*מחסן/ }).waitFor()
    await page.getByRole('button', { name: /^.?Answered in time.?: 2/ }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Answered by when an answer was due, whatever the answer.').waitFor()
    await dialog.getByRole('link').first().waitFor()
    expect((await dialog.getByRole('link').allTextContents()).toSorted()).toEqual(['1The list of spare parts', '2A link on the home page'])
    expect(await foundByAxe(page)).toEqual([])
    await dialog.getByRole('link', { name: /spare parts/ }).click()
    await page.waitForURL(`**/asks/${late.id}`)
    await page.context().close()
  })

  it('is walked and opened by keyboard, and told to the reader who hears it', async () => {
    const page = await here.visit('/asks/ledger', {}, company.warehouse)
    const figure = page.getByRole('button', { name: /^.?Late.?: 1/ }).first()
    await figure.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Late' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => figure.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('tab', { name: 'Conditions' }).press('Enter')
    await page.getByText('A trust sheet').waitFor()
    expect(new URL(page.url()).searchParams.get('part')).toBe('conditions')
    await page.reload()
    await page.getByText('A trust sheet').waitFor()
    await page.context().close()
  })

  it('lets a department say in place that it was otherwise, and whoever asked accept it', async () => {
    await here.world.call(keepPromise, { id: late.id, on: now.toISOString().slice(0, 10) }, company.warehouse)
    const own = await here.visit('/asks/ledger', { locale: 'he-IL', ...PHONE }, company.warehouse)
    await own.getByRole('button', { name: /^.?באיחור.?: 1/ }).first().click()
    await own.getByRole('button', { name: /„.?באיחור.?” אינו נכון/ }).click()
    await own.getByText('מועד חדש סוכם מראש').click()
    await own.getByRole('textbox', { name: 'מה כדאי שהצד השני ידע' }).fill('דיברנו על זה בטלפון ביום שלפני')
    expect(await foundByAxe(own)).toEqual([])
    await own.getByRole('button', { name: 'לשלוח לצד השני' }).click()
    await own.getByRole('dialog').getByText('ממתין למי שביקש.').waitFor()
    const asking = await here.visit('/asks/ledger', {}, company.shop)
    await asking.getByRole('heading', { name: 'To be settled' }).waitFor()
    await asking.getByText('דיברנו על זה בטלפון ביום שלפני').waitFor()
    await asking.getByRole('button', { name: 'Accept' }).click()
    await asking.getByRole('heading', { name: 'To be settled' }).waitFor({ state: 'detached' })
    await own.reload()
    await own.getByRole('button', { name: /^.?נדחו מראש.?: 1/ }).first().waitFor()
    await own.context().close()
    await asking.context().close()
  })

  it('says who sees what, and takes a department’s agreement and gives it back', async () => {
    const page = await here.visit('/asks/ledger', {}, company.shop)
    await page.getByText('the other side of the ask 14 days later').waitFor()
    await page.getByText('0 of 2 departments agreed').waitFor()
    await page.getByRole('button', { name: 'Agree for our department' }).click()
    await page.getByText('1 of 2 departments agreed').waitFor()
    await page.getByRole('button', { name: 'Take our agreement back' }).click()
    await page.getByText('0 of 2 departments agreed').waitFor()
    expect(await page.getByRole('button', { name: 'Agree for our department' }).count()).toBe(1)
    await page.context().close()
  })

  it('shows management all departments by name, and opens one', async () => {
    here.world.clock.now = new Date(now.getTime() + 40 * DAY_MS)
    const page = await here.visit('/asks/ledger?span=all', { colorScheme: 'dark' })
    await page.getByRole('heading', { name: 'By who was asked' }).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.getByRole('button', { name: 'מחסן' }).click()
    await page.getByRole('heading', { name: /Asked of .*מחסן/ }).waitFor()
    await page.getByRole('tab', { name: 'Reasons' }).click()
    await page.getByRole('row', { name: /Security/ }).getByRole('button', { name: /Named a condition/ }).click()
    await page.getByRole('dialog').getByRole('link', { name: /A link on the home page/ }).waitFor()
    await page.context().close()
  })

  it('teaches whoever opens it before anything was asked', async () => {
    const owner = await here.world.owner('New')
    const nowhere = await here.visit('/asks/ledger', {}, await here.world.as('agent', owner.workspaceId))
    await nowhere.getByRole('heading', { name: 'You belong to no department yet' }).waitFor()
    expect(await foundByAxe(nowhere)).toEqual([])
    const { warehouse } = await companyOf(here.world, owner)
    const page = await here.visit('/asks/ledger', { locale: 'he-IL', ...PHONE }, warehouse)
    await page.getByRole('heading', { name: 'עדיין לא ביקשו דבר' }).waitFor()
    await page.getByRole('link', { name: 'לבקש משהו' }).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await nowhere.context().close()
    await page.context().close()
  })
})
