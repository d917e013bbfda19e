import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerByLink, answerPage, ask, meetCondition, withdraw } from '../../src/ask/contract.ts'
import { type Asked, asked, WORDS } from '../support/asked.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { PHONE } from '../support/visit.ts'
import { newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const SUNDAY = new Date('2026-03-08T08:00:00Z')
const HOUR_MS = 3_600_000

let world: World
let origin: string
let browser: Browser
let here: Asked

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld({ now: SUNDAY }), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await browser.close()
  await world.close()
})
beforeEach(() => {
  world.clock.now = SUNDAY
})

/** Opens the link on a phone that has never been here. Close its context. */
async function openLink(token = here.token, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'he-IL', timezoneId: 'Asia/Jerusalem', serviceWorkers: 'block', ...PHONE, ...options })
  const page = await context.newPage()
  await page.clock.setFixedTime(world.clock.now)
  await page.goto(`${origin}/answer/${token}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const state = async () => (await world.call(ask, { id: here.askId }, here.owner)).body
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const isClean = async (page: Page) => expect(await foundByAxe(page)).toEqual([])
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe('whoever is asked, on a phone', () => {
  it('refuses in Hebrew with a reason, and says what would make it a yes and whose that is', async () => {
    here = await asked(world)
    const page = await openLink()
    await page.getByText(WORDS).waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    await isClean(page)
    await button(page, 'לא, כי…').tap()
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('נא לבחור סיבה').waitFor()
    await button(page, 'אין יכולת כרגע').tap()
    await page.getByLabel('במשפט אחד').fill('אין ידיים עד סוף החודש')
    await page.getByLabel('מה יהפוך את זה לכן?').fill('עובד נוסף לשבועיים')
    await isClean(page)
    expect(await fits(page)).toBe(true)
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('כשהתנאי יתקיים, הבקשה תחזור אליכם', { exact: false }).waitFor()
    await isClean(page)
    expect(await state()).toMatchObject({
      state: 'refused',
      answers: [{ kind: 'no_because', reason: 'capacity', words: 'אין ידיים עד סוף החודש', by: 'יוסי כהן', condition: { words: 'עובד נוסף לשבועיים', owner: null } }],
    })
    await page.context().close()
  })

  it('promises in English with two taps, and says in advance that the day moves', async () => {
    here = await asked(world, { language: 'en', title: 'Say on the site when shipments arrive' })
    const page = await openLink(here.token, { locale: 'en-GB', colorScheme: 'dark' })
    await button(page, 'Yes, by…').tap()
    await page.getByRole('button', { name: /Sunday 15 March.*as asked/ }).tap()
    await page.getByRole('heading', { name: /^Yes, by .*Sunday 15 March/ }).waitFor()
    await isClean(page)
    expect(await state()).toMatchObject({ state: 'promised', promise: { due: '2026-03-15' } })
    await button(page, 'Another day').tap()
    await isClean(page)
    await page.getByRole('button', { name: 'Monday 16 March' }).tap()
    await page.getByRole('heading', { name: /^Yes, by .*Monday 16 March/ }).waitFor()
    expect((await state()).promise).toMatchObject({ due: '2026-03-16', moves: 1, movedLate: false })
    await button(page, 'It is done').tap()
    await page.getByRole('button', { name: /today/ }).tap()
    await page.getByText('Kept. Thank you.').waitFor()
    await page.context().close()
  })

  it('answers by keyboard alone, in the other language, with another scope and in a name of their own', async () => {
    here = await asked(world)
    const page = await openLink()
    await button(page, 'English').tap()
    await button(page, 'Yes, but…').focus()
    await page.keyboard.press('Enter')
    await button(page, 'I am somebody else').focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Your name').fill('Ron')
    await page.getByLabel('What can be done instead?').fill('Only on the product page')
    await page.getByRole('button', { name: /Thursday 12 March/ }).focus()
    await page.keyboard.press('Space')
    await button(page, 'Send the answer').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Yes, but by .*Thursday 12 March/ }).waitFor()
    expect(await state()).toMatchObject({ state: 'countered', answers: [{ due: '2026-03-12', words: 'Only on the product page', by: 'Ron, בקישור של יוסי כהן' }] })
    await page.context().close()
  })

  it('asks something back, which is no answer', async () => {
    here = await asked(world)
    const page = await openLink()
    await button(page, 'שאלה לצד המבקש').tap()
    await page.getByLabel('שאלה לצד המבקש').fill('לאיזה עמוד?')
    await button(page, 'שליחת השאלה').tap()
    await page.getByText('לאיזה עמוד?').waitFor()
    await isClean(page)
    expect(await state()).toMatchObject({ state: 'seen', comments: [{ words: 'לאיזה עמוד?', by: 'יוסי כהן' }] })
    await page.context().close()
  })

  it('is asked for the code that was mailed, when it is a yes to much', async () => {
    here = await asked(world, { kind: 'budget', amount: 9_000, confirmAbove: 5_000 })
    const page = await openLink()
    await button(page, 'כן, עד…').tap()
    await page.getByRole('button', { name: /כמו שביקשו/ }).tap()
    await page.getByText('y•••@lantern.example').waitFor()
    await isClean(page)
    expect((await state()).state).toBe('seen')
    const code = /\d{6}/.exec((await here.mailCodes())[0]?.subject ?? '')?.[0] ?? ''
    await page.getByLabel('שש הספרות').fill(code === '000000' ? '000001' : '000000')
    await page.getByText('זה לא הקוד שנשלח בדוא״ל.').waitFor()
    await page.getByLabel('שש הספרות').fill(code)
    await page.getByText('מעכשיו זו התחייבות', { exact: false }).waitFor()
    expect((await state()).state).toBe('promised')
    await page.context().close()
  })

  it('keeps the words through a reload and without a connection, and the answer leaves once there is one', async () => {
    here = await asked(world)
    const page = await openLink()
    await button(page, 'לא, כי…').tap()
    await button(page, 'אבטחת מידע').tap()
    await page.getByLabel('במשפט אחד').fill('אין הצפנה')
    await page.reload()
    expect(await page.getByLabel('במשפט אחד').inputValue()).toBe('אין הצפנה')
    await page.context().setOffline(true)
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('עדיין לא נשלח, ונשמר').waitFor()
    await isClean(page)
    expect((await state()).answers).toEqual([])
    await page.context().setOffline(false)
    await page.getByText('סירוב מנומק הוא תשובה טובה כמו כן', { exact: false }).waitFor(IN_TIME)
    expect((await state()).answers).toMatchObject([{ reason: 'security', words: 'אין הצפנה' }])
    await page.context().close()
  })

  it('hears that a colleague has answered meanwhile, and overrules nobody unawares', async () => {
    here = await asked(world)
    const page = await openLink()
    await button(page, 'לא, כי…').tap()
    await button(page, 'אין יכולת כרגע').tap()
    const dana = await here.linkFor(await here.colleague('דנה לוי'))
    await world.call(answerByLink, { token: dana, key: crypto.randomUUID(), answer: { kind: 'yes_but', words: 'רק בעמוד המוצר' } }, null)
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('בינתיים הגיעה תשובה נוספת', { exact: false }).waitFor()
    await page.getByText(/עד כה: .*דנה לוי/).waitFor()
    expect((await state()).state).toBe('countered')
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('סירוב מנומק הוא תשובה טובה כמו כן', { exact: false }).waitFor()
    expect((await state()).state).toBe('refused')
    await page.context().close()
  })

  it('is asked again with what was said before in view, and told when nobody asks any more', async () => {
    here = await asked(world)
    await world.call(answerByLink, { token: here.token, key: crypto.randomUUID(), answer: { kind: 'no_because', reason: 'capacity', condition: { words: 'עובד נוסף' } } }, null)
    world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS)
    await world.call(meetCondition, { id: here.askId }, here.owner)
    const page = await openLink()
    await page.getByText('התנאי התקיים', { exact: false }).waitFor()
    await button(page, 'כן, עד…').waitFor()
    await isClean(page)
    await world.call(withdraw, { id: here.askId, words: 'התוכנית השתנתה' }, here.owner)
    await page.reload()
    await page.getByText('התוכנית השתנתה').waitFor()
    expect(await button(page, 'כן, עד…').count()).toBe(0)
    await isClean(page)
    await page.context().close()
  })
})

describe('a program that opens the link', () => {
  it('leaves it unseen, however it looks: what counts is a person’s touch', async () => {
    here = await asked(world)
    for (let n = 0; n < 3; n += 1) await fetch(`${origin}/answer/${here.token}`)
    await fetch(`${origin}/answer/${here.token}`, { method: 'HEAD' })
    await world.call(answerPage, { token: here.token }, null)
    const page = await openLink()
    await page.evaluate(() => {
      for (const type of ['pointerdown', 'touchstart', 'keydown', 'click']) document.querySelector('main')?.dispatchEvent(new Event(type, { bubbles: true }))
      scrollBy(0, 500)
    })
    await page.mouse.move(100, 100)
    await page.mouse.wheel(0, 300)
    const told: string[] = []
    page.on('request', (request) => told.push(new URL(request.url()).pathname))
    expect(await state()).toMatchObject({ state: 'asked', delivery: 'not_sent' })
    await page.mouse.click(180, 200)
    await expect.poll(async () => (await state()).state, IN_TIME).toBe('seen')
    await page.mouse.click(180, 200)
    await page.keyboard.press('Tab')
    expect(told.filter((path) => path === '/api/ask.seen_by_link')).toHaveLength(1)
    await page.context().close()
  })
})

describe('a link that opens nothing', () => {
  it.each([['made up', 'x', 'This link leads nowhere'], ['expired', '', 'This link has expired']])('says so: %s', async (_what, made, title) => {
    here = await asked(world)
    world.clock.now = new Date('2026-09-01T08:00:00Z')
    const page = await openLink(made || here.token, { locale: 'en-GB', viewport: { width: 1440, height: 900 } })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await isClean(page)
    await page.context().close()
  })
})
