/** One voice all the way to a kept promise, as people would live it: a real browser, a real mail server, a real mailbox. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asks } from '../../src/ask/contract.ts'
import { readLetter } from '../../src/ask/read-mail/letter.ts'
import { houseIn, INBOX } from '../../src/ask/server/inbox/letters.test-support.ts'
import { type OpenInbox, readInbox } from '../../src/ask/server/inbox/read-inbox.ts'
import { takeLetter } from '../../src/ask/server/inbox/take-letter.ts'
import { type LetterWorld, newLetterWorld, passTime, runJobs } from '../../src/ask/server/tell/letters.test-support.ts'
import { fieldText, readHeader } from '../../src/base/mail/header.ts'
import { createIo } from '../../src/base/server/safe-fetch.ts'
import { addQuery } from '../../src/listen/contract.ts'
import { addDepartment, addPerson, updateWorkspace } from '../../src/people/contract.ts'
import { openBrowser } from '../support/browser.ts'
import { newNetwork } from '../support/hear.ts'
import { type Imap, imapAvailable, PASSWORD, startImap, type Way } from '../support/imap.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { PHONE } from '../support/visit.ts'
import type { Asker } from '../support/world.ts'

const { available, reason } = imapAvailable()
const DANA = 'dana@example.org'
const VOICE = 'הזמנתי מנורה מלנטרן לפני שלושה שבועות ועדיין לא הגיעה 😕'
const IN_TIME = { timeout: 20_000, interval: 50 }
const THURSDAY_MORNING = new Date('2026-03-19T10:30:00+02:00')

let world: LetterWorld
let origin: string
let browser: Browser
let imap: Imap
let way: Way
let post: PostOffice
let reading: OpenInbox
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  if (!available) return
  ;[world, browser, imap] = await Promise.all([newLetterWorld(), openBrowser(), startImap()])
  setDefaultCACertificates([...getCACertificates('default'), imap.certificate])
  const [ruth, dana, heed] = [imap.newUser(), imap.newUser(), imap.newUser()]
  await settle()
  post = await openPostOffice(imap, { [owner.user.email]: ruth, [DANA]: dana, [INBOX]: heed })
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  way = await imap.way()
  const house = houseIn(world, { mail: post.mail })
  reading = readInbox({
    account: { host: 'localhost', port: way.port, security: 'tls', user: heed, password: PASSWORD }, folder: 'INBOX', own: house.own, doors: house.doors,
    take: (raw) => takeLetter(house, raw, world.clock.now), log: () => undefined,
  }, (signal) => createIo({ allowPrivate: true, userAgent: 'test', signal }))
})
afterAll(async () => {
  await reading?.stop()
  post?.close()
  await way?.close()
  await imap?.stop()
  await browser?.close()
  await world?.close()
})

/** A company of two departments: Ruth’s shop, and the warehouse of Dana, who has no account. Somebody has complained. */
async function settle(): Promise<void> {
  owner = await world.owner('לנטרן')
  await world.call(updateWorkspace, { language: 'he' }, owner)
  const shop = (await world.call(addDepartment, { name: 'חנות' }, owner)).body.id
  const warehouse = (await world.call(addDepartment, { name: 'מחסן' }, owner)).body.id
  await world.call(addPerson, { name: 'רות', email: owner.user.email, language: 'he', departmentId: shop, userId: owner.user.id }, owner)
  await world.call(addPerson, { name: 'דנה לוי', email: DANA, language: 'he', departmentId: warehouse }, owner)
  await world.call(addQuery, { name: 'לנטרן', text: 'לנטרן' }, owner)
  const say = await newNetwork(world, owner.workspaceId)
  await say({ externalId: 'lamp', text: VOICE, saidAt: new Date(world.clock.now.getTime() - 3_600_000) })
}

/** Opens a page on the day that it is in the story. Close its context. */
async function open(path: string, options: BrowserContextOptions = {}, as: Asker | null = null): Promise<Page> {
  const context = await browser.newContext({ locale: 'he-IL', timezoneId: 'Asia/Jerusalem', serviceWorkers: 'block', viewport: { width: 1280, height: 860 }, ...options })
  await context.addCookies((as?.cookie.split('; ') ?? []).map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: origin }
  }))
  const page = await context.newPage()
  await page.clock.setFixedTime(world.clock.now)
  await page.goto(origin + path)
  return page
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const listed = async () => (await world.call(asks, {}, owner)).body.asks
/** Lets Heed do what it has to do by now, and the post deliver it. */
async function deliver(until = world.clock.now): Promise<void> {
  if (until > world.clock.now) await passTime(world, until)
  else await runJobs(world)
  for (const letter of world.left.splice(0)) await post.mail.send(letter)
}
const textOf = async (raw: string) => (await readLetter(Buffer.from(raw))).forms[0]?.map(({ words }) => words).join('\n') ?? ''

describe.skipIf(!available)(`a voice in Hebrew${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('becomes an ask of the warehouse by keyboard, and leaves by WhatsApp and by mail', async () => {
    const page = await open('/listen', {}, owner)
    await page.getByText(VOICE).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.getByRole('heading', { level: 1, name: 'בקשה חדשה' }).waitFor()
    await page.getByRole('button', { name: /^מחסן/ }).click()
    await page.getByRole('textbox', { name: 'מה מבקשים' }).fill('מתי מגיעה המנורה של הלקוח')
    await button(page, 'לבקש').click()
    await page.getByText('בקשה 1 נפתחה').waitFor()
    await button(page, 'WhatsApp').click()
    const chat = await page.getByRole('link', { name: 'פתיחת WhatsApp' }).getAttribute('href')
    expect(decodeURIComponent(chat ?? '')).toMatch(/^https:\/\/wa\.me\/\?text=שלום[^]*מתי מגיעה המנורה של הלקוח[^]*\/answer\/[\w-]{60,}/)
    await page.keyboard.press('Escape')
    await button(page, 'שליחה במייל').click()
    await page.getByText('בדרך במייל').waitFor()
    await page.context().close()
    await deliver()
    expect(await textOf(await post.newest(DANA))).toContain(VOICE)
    expect((await listed())[0]).toMatchObject({ state: 'asked', delivery: 'not_known', to: { department: 'מחסן' } })
  })

  it('is refused on a phone, from the link in the letter, with what would make it a yes', async () => {
    const link = /\/answer\/[\w-]+/.exec(await textOf(await post.newest(DANA)))?.[0] ?? ''
    const page = await open(link, PHONE)
    await page.getByText(VOICE).waitFor()
    expect((await listed())[0]).toMatchObject({ state: 'asked' })
    await button(page, 'לא, כי…').tap()
    await button(page, 'אין יכולת כרגע').tap()
    await page.getByLabel('מה יהפוך את זה לכן?').fill('מספר ההזמנה')
    await button(page, 'שליחת התשובה').tap()
    await page.getByText('כשהתנאי יתקיים, הבקשה תחזור אליכם', { exact: false }).waitFor()
    await page.context().close()
    expect((await listed())[0]).toMatchObject({ state: 'refused', delivery: 'seen' })
  })

  it('has its condition met by whoever asked, and is asked again', async () => {
    await deliver(new Date('2026-03-15T13:00:00+02:00'))
    const [{ id = '' } = {}] = await listed()
    const page = await open(`/asks/${id}`, {}, owner)
    await page.getByText('מספר ההזמנה').first().waitFor()
    await button(page, 'התנאי התקיים').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /19\.3/ }).click()
    await dialog.getByLabel('כמה מילים, אם רוצים').fill('הזמנה 51-20417')
    await dialog.getByRole('button', { name: 'התנאי התקיים' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await listed())[0]).toMatchObject({ state: 'asked', round: 2 })
    await page.context().close()
    const before = await post.count(DANA)
    await deliver()
    expect(await post.count(DANA)).toBe(before + 1)
  })

  it('is promised by a reply to the letter: «כן, עד 19.3»', async () => {
    const asked = await post.newest(DANA)
    const header = readHeader(Buffer.from(asked))
    await post.write({
      from: `דנה לוי <${DANA}>`, to: fieldText(header, 'reply-to'), subject: `Re: ${fieldText(header, 'subject')}`, inReplyTo: fieldText(header, 'message-id'),
      date: world.clock.now,
      text: `היי רות,\nכן, עד 19.3\nדנה\n\nבתאריך יום א׳, 15 במרץ 2026 ב-10:00 מאת Heed <heed@lantern.example>:\n${(await textOf(asked)).replaceAll(/^/gm, '> ')}`,
    })
    await vi.waitFor(async () => expect((await listed())[0]).toMatchObject({ state: 'promised', promise: { due: '2026-03-19' } }), IN_TIME)
    const page = await open('/listen', {}, owner)
    await page.getByRole('link', { name: /התחייבות:.*מחסן.*יום ה׳/ }).waitFor()
    await page.context().close()
  })

  it('reminds both sides on the day, and neither before it', async () => {
    await deliver(new Date('2026-03-17T08:00:00+02:00'))
    const before = [await post.count(owner.user.email), await post.count(DANA)]
    await deliver(THURSDAY_MORNING)
    const after = [await post.count(owner.user.email), await post.count(DANA)]
    expect([after[0]! > before[0]!, after[1]! > before[1]!]).toEqual([true, true])
    for (const whose of [owner.user.email, DANA]) expect(await textOf(await post.newest(whose))).toContain('מתי מגיעה המנורה של הלקוח')
  })

  it('is kept, which the ledger counts', async () => {
    const [{ id = '' } = {}] = await listed()
    const page = await open(`/asks/${id}`, {}, owner)
    await button(page, 'זה נעשה').click()
    await page.getByRole('dialog').getByRole('button', { name: /היום/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'זה נעשה' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await listed())[0]).toMatchObject({ state: 'kept', promise: { keptOn: '2026-03-19' } })
    await page.context().close()

    world.clock.now = new Date('2026-04-16T10:00:00+03:00')
    const ledger = await open('/asks/ledger', {}, owner)
    await ledger.getByRole('heading', { level: 1, name: 'מאזן התחייבויות' }).waitFor()
    // Asked twice, since its condition was met: a reasoned no and a yes, both in time; and one promise, kept.
    const row = (await ledger.getByRole('row', { name: /מחסן/ }).innerText()).replaceAll(/\s+/g, ' ')
    expect(row).toMatch(/2 1 0 1 0 2 מתוך 2 \d+ 1 מתוך 1 0 0/)
    await ledger.context().close()
  })
})
