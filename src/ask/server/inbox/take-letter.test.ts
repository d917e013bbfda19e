import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { World } from '../../../../tests/support/world.ts'
import type { Letter } from '../../../base/server/mail.ts'
import { addPerson } from '../../../people/contract.ts'
import * as contract from '../../contract.ts'
import { type Company, DAYS, newAskWorld, newCompany, SUNDAY } from '../asks.test-support.ts'
import type { AnswerLink } from '../link/make-link.ts'
import type { InboxHouse } from './at-letter.ts'
import { houseIn, INBOX, letter, linkTo, SENDER } from './letters.test-support.ts'
import { replyToLetter } from './reply.ts'
import { takeLetter } from './take-letter.ts'

const YOSSI = 'yossi@lantern.example'
const SENDING = '0197a000-0000-7000-8000-0000000000ff'

let world: World
let company: Company
let house: InboxHouse
let sent: Letter[]
let personId: string
let ask: contract.AskDetails
let link: AnswerLink

beforeAll(async () => { world = await newAskWorld() })
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  sent = []
  company = await newCompany(world)
  house = houseIn(world, { mail: { configured: true, send: async (one) => void sent.push(one) } })
  const { body } = await world.call(addPerson, { name: 'Yossi', email: YOSSI, language: 'he', departmentId: company.departments.warehouse }, company.owner)
  personId = body.id
  await anAsk()
})

async function anAsk(draft: Parameters<Company['raise']>[0] = {}, forWhom: string | null = personId): Promise<void> {
  ask = await company.raise(draft)
  link = await linkTo(house, company, ask.id, forWhom)
}

const to = () => ({ To: house.inbox.addressFor(link.token) ?? '' })
const write = (text: string, fields: Record<string, string> = {}) => letter(world.clock.now, { From: `Yossi of the warehouse <${YOSSI}>`, ...to(), ...fields }, text)
const take = (raw: Uint8Array, arrivedAt = world.clock.now) => takeLetter(house, raw, arrivedAt)
const now = () => company.see(ask.id)

/** Does what waits in the queue to be written back. */
async function answerBack(): Promise<void> {
  const { rows } = await sql<{ payload: { workspaceId: string; data: never } }>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'ask.reply_to_letter' and payload ->> 'workspaceId' = ${company.workspaceId}`.execute(world.db)
  for (const { payload } of rows) await replyToLetter(house).run(ctx(), payload.data)
}

const ctx = () => ({
  now: () => world.clock.now, actor: { workspaceId: company.workspaceId, userId: null, role: 'owner' as const },
  io: undefined as never, transact: <T>(work: Parameters<typeof company.within<T>>[0]) => company.within(work),
})

async function aSending(channel: 'mail' | 'ticket' = 'mail', id = SENDING): Promise<void> {
  const sending = { id, ask_id: ask.id, round: 1, link_id: link.linkId, person_id: personId, address: YOSSI, channel, purpose: 'ask', state: 'sent', problem: null, at: SUNDAY, done_at: SUNDAY } as const
  await world.db.insertInto('sending').values({ workspace_id: company.workspaceId, ...sending }).execute()
}

describe('a letter with the mark of a link', () => {
  it('is an answer: כן, עד 22.3', async () => {
    expect(await take(write('שלום דנה,\nכן, עד 22.3\nיוסי'))).toBe('yes-by')
    const { state, promise, answers } = await now()
    expect([state, promise?.due]).toEqual(['promised', DAYS.nextSunday])
    expect(answers).toMatchObject([{ kind: 'yes_by', way: 'mail', by: 'Yossi', byAddress: YOSSI, isUnconfirmed: false }])
  })

  it.each([
    ['the address, in capitals', () => ({ To: (house.inbox.addressFor(link.token) ?? '').toUpperCase() })],
    ['what it answers', () => ({ To: INBOX, 'In-Reply-To': house.inbox.messageIdFor(link.token, SENDING) })],
    ['what it follows', () => ({ To: INBOX, References: `<first@x.example> ${house.inbox.messageIdFor(link.token, SENDING)}\r\n <last@x.example>` })],
    ['where it was delivered', () => ({ To: INBOX, 'Delivered-To': house.inbox.addressFor(link.token) ?? '' })],
    ['its subject, after a ticket system kept it', () => ({ To: INBOX, Subject: `[#123] ${(house.inbox.addressFor(link.token) ?? '').split('+')[1]}` })],
  ])('is found by %s', async (_by, fields) => {
    expect(await take(write('yes, by 22 March', fields()))).toBe('yes-by')
    expect((await now()).state).toBe('promised')
  })

  it('counts from when it arrived, though it be read days later, and never from before it was asked', async () => {
    const answeredAt = async () => (await now()).answers.at(-1)?.at
    const raw = write('yes, by 22 March')
    world.clock.now = new Date('2026-03-18T10:00:00Z')
    await take(raw, new Date('2026-03-16T08:30:00Z'))
    expect(await answeredAt()).toBe('2026-03-16T08:30:00.000Z')
    await anAsk()
    await take(write('yes, by 22 March'), new Date('2020-01-01T00:00:00Z'))
    expect(await answeredAt()).toBe('2026-03-18T10:00:00.000Z')
    await anAsk()
    await take(write('yes, by 22 March'), new Date('2999-01-01T00:00:00Z'))
    expect(await answeredAt()).toBe('2026-03-18T10:00:00.000Z')
  })

  it('has its effect once: twice, fifty times at once, and after a crash before it was noted as read', async () => {
    const raw = write('yes, by 22 March')
    const taken = await Promise.all(Array.from({ length: 50 }, () => take(raw)))
    expect(taken.filter((one) => one === 'yes-by')).toHaveLength(1)
    expect(taken.filter((one) => one === 'again')).toHaveLength(49)
    expect(await take(raw)).toBe('again')
    expect((await now()).answers).toHaveLength(1)
    expect((await company.facts(ask.id)).filter((name) => name === 'ask.answered')).toHaveLength(1)
  })

  it('without an id of its own has its effect once too', async () => {
    const raw = write('yes, by 22 March', { 'Message-ID': '' })
    expect([await take(raw), await take(raw)]).toEqual(['yes-by', 'again'])
  })

  it('that is cut off anywhere never breaks anything', async () => {
    const raw = write('yes, by 22 March')
    for (let length = 0; length < raw.length; length += 97) await take(raw.subarray(0, length))
    expect(await take(raw)).toMatch(/^(?:yes-by|again)$/)
  })
})

describe('left alone is', () => {
  it('what has no mark, or one that was made up', async () => {
    expect(await take(write('yes, by 22 March', { To: INBOX }))).toBe('not_ours')
    expect(await take(write('yes, by 22 March', { To: `answers+${'a'.repeat(41)}@lantern.example` }))).toBe('not_ours')
    expect(await take(Buffer.from(''))).toBe('not_ours')
  })

  it('what we wrote ourselves, however it came here', async () => {
    expect(await take(write('yes, by 22 March', { From: `Heed <${SENDER}>` }))).toBe('not_ours')
    expect(await take(write('yes, by 22 March', { 'Message-ID': house.inbox.messageIdFor(link.token, SENDING) }))).toBe('not_ours')
    expect((await now()).state).toBe('asked')
  })
})

describe('who wrote it', () => {
  const STRANGER = { From: 'Somebody <somebody@elsewhere.example>' }
  const codes = () => world.db.selectFrom('sending').select('person_id').where('ask_id', '=', ask.id).where('purpose', '=', 'code').execute()

  it('nobody here knows: it waits for a code that goes to whom the link was made for', async () => {
    expect(await take(write('yes, by 22 March', STRANGER))).toBe('yes-by')
    const { state, answers } = await now()
    expect([state, answers[0]?.isUnconfirmed, answers[0]?.byAddress]).toEqual(['asked', true, 'somebody@elsewhere.example'])
    expect(await codes()).toEqual([{ person_id: personId }])
    await answerBack()
    expect(sent).toEqual([])
  })

  it('is of the company’s own mail', async () => {
    await world.call(contract.changeSettings, { mailDomains: ['elsewhere.example'] }, company.owner)
    await take(write('yes, by 22 March', STRANGER))
    expect((await now()).state).toBe('promised')
  })

  it('does not matter for a large amount: a letter alone does not do', async () => {
    await world.call(contract.changeSettings, { confirmAbove: 1_000 }, company.owner)
    await anAsk({ kind: 'budget', amount: 1_001 })
    await take(write('yes, by 22 March'))
    expect((await now()).answers[0]?.isUnconfirmed).toBe(true)
    expect(await codes()).toHaveLength(1)
    await anAsk({ kind: 'budget', amount: 1_000 })
    await take(write('yes, by 22 March'))
    expect((await now()).state).toBe('promised')
  })
})

describe('a short letter goes back', () => {
  const texts = async () => {
    await answerBack()
    return sent.map(({ to, subject, text, headers, replyTo, references }) => ({ to, subject, text, headers, replyTo, references }))
  }

  it('to a no, which asks what would make it a yes', async () => {
    const raw = write('לא, כי יש הקפאה עד אחרי החג', { 'Message-ID': '<no@mail.example>', References: house.inbox.messageIdFor(link.token, SENDING) })
    expect(await take(raw)).toBe('no-because')
    const { state, answers } = await now()
    expect([state, answers[0]?.reason, answers[0]?.condition]).toEqual(['refused', 'freeze', null])
    expect(await texts()).toEqual([{
      to: YOSSI, subject: 'Re: a link on the home page', text: expect.stringContaining(link.url), replyTo: house.inbox.addressFor(link.token),
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
      references: [house.inbox.messageIdFor(link.token, SENDING), '<no@mail.example>'],
    }])
    expect(sent[0]?.text).toContain('מה יהפוך אותו לכן?')
    await answerBack()
    expect(sent).toHaveLength(1)
  })

  it('to a yes without a day, which asks for one', async () => {
    expect(await take(write('כן, בשמחה'))).toBe('yes-needs-date')
    expect((await now()).state).toBe('needs_date')
    expect((await texts())[0]?.text).toContain('״כן, עד 22.3״')
  })

  it.each([
    ['on which nobody works', 'כן, עד 20.3.2026', '״כן, עד 22.3״'],
    ['that has passed', 'כן, אבל רק עד 12.3.2026', '״כן, עד 15.3״'],
  ])('to a day %s: nothing is promised, the words are kept, and a day that would do is named', async (_day, said, instead) => {
    house = { ...house, read: async () => ({ kind: 'yes-by', date: /12\.3/.test(said) ? '2026-03-12' : DAYS.friday }) } // whatever it was read as
    await take(write(said))
    const { state, answers, comments } = await now()
    expect([state, answers]).toEqual(['asked', []])
    expect(comments).toMatchObject([{ by: 'Yossi', words: said, isUnreadMail: true }])
    expect((await texts())[0]?.text).toContain(instead)
  })

  it('to a yes by a day that has passed, which is no promise', async () => {
    expect(await take(write('כן, עד 14.3.2026'))).toBe('yes-needs-date')
    expect((await texts())[0]?.text).toContain('עד איזה יום?')
  })

  it('never to a program, nor more than three times a day', async () => {
    await take(write('לא, כי אין לנו זמן', { Precedence: 'bulk' }))
    expect(await texts()).toEqual([])
    for (let times = 0; times < 5; times += 1) await take(write(`לא, כי אין לנו זמן ${times}`))
    expect(await texts()).toHaveLength(3)
  })
})

describe('what is no answer', () => {
  it('says that it was seen', async () => {
    expect(await take(write('קיבלתי, תודה'))).toBe('seen')
    expect((await now()).state).toBe('seen')
  })

  it('is that somebody is away: nobody has seen it, and whoever asked is told', async () => {
    expect(await take(write('I am out of the office until 22 March.', { 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: a link' }))).toBe('away')
    const { state, delivery, comments } = await now()
    expect([state, delivery]).toEqual(['asked', 'not_sent'])
    expect(comments).toMatchObject([{ by: 'Yossi', isUnreadMail: false, words: expect.stringContaining('I am out of the office until 22 March.') }])
    await answerBack()
    expect(sent).toEqual([])
  })

  it('is a ticket system’s receipt: it has it; what it mails later counts by the same rules', async () => {
    await anAsk({}, null)
    const ticket = { From: 'IT <it@desk.lantern.example>', Subject: '[#4711] a link on the home page' }
    await world.db.insertInto('service_card').values({ workspace_id: company.workspaceId, department_id: company.departments.warehouse, contact_id: null, deputy_id: null, ticket_address: 'IT@desk.lantern.example', published_at: null }).execute()
    expect(await take(write('Your request has been received. Ticket number 4711.', { ...ticket, 'Auto-Submitted': 'auto-replied' }))).toBe('seen')
    expect((await now()).state).toBe('seen')
    expect(await take(write('yes, by 22 March', ticket))).toBe('yes-by')
    expect((await now()).state).toBe('promised')
  })

  it('is what cannot be read: it stands among the comments, and never falls away', async () => {
    expect(await take(write('Which page do you mean?\nThe one of the shop?\n\nOn Sun, 15 Mar 2026 at 10:00, Dana <dana@lantern.example> wrote:\n> a link, please'))).toBe('unread')
    expect((await now()).comments).toMatchObject([{ by: 'Yossi', words: 'Which page do you mean?\nThe one of the shop?', isUnreadMail: true }])
    expect(await company.facts(ask.id)).toContain('ask.mail_unread')
    expect(await take(write(''))).toMatch(/^(?:unread|seen)$/)
  })

  it('is what comes too late: after it was withdrawn, or with a link that is closed', async () => {
    await company.within((db) => db.updateTable('answer_link').set({ closed_at: SUNDAY }).where('id', '=', link.linkId).execute())
    expect(await take(write('yes, by 22 March'))).toBe('unread')
    await anAsk()
    await world.call(contract.withdraw, { id: ask.id, words: '' }, company.shop)
    expect(await take(write('yes, by 22 March'))).toBe('unread')
    const { state, comments } = await now()
    expect([state, comments.map(({ words }) => words)]).toEqual(['withdrawn', ['yes, by 22 March']])
  })
})

describe('a letter that is given back', () => {
  const bounce = (action: string, id = house.inbox.messageIdFor(link.token, SENDING), address = SENDER) => letter(world.clock.now, {
    From: 'MAILER-DAEMON@mx.lantern.example', To: address, Subject: 'Undelivered Mail Returned to Sender',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
  }, `--b\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: ${action}\nDiagnostic-Code: smtp; 550 no such user\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${id}\n\n--b--\n`)
  const sendings = async () => (await now()).sendings.filter(({ channel }) => channel === 'mail' || channel === 'ticket').map(({ state, problem }) => [state, problem])

  it('is noted with the reason, once, and told', async () => {
    await aSending()
    expect(await take(bounce('failed'))).toBe('bounce')
    expect(await sendings()).toContainEqual(['bounced', '550 no such user'])
    expect(await take(bounce('failed'))).toBe('bounce')
    expect((await company.facts(ask.id)).filter((name) => name === 'ask.bounced')).toHaveLength(1)
    expect((await now()).state).toBe('asked')
  })

  it('is the one it is about, or the last that left by its link', async () => {
    const other = '0197a000-0000-7000-8000-0000000000fe'
    await aSending('mail', other)
    await aSending('ticket')
    await take(bounce('failed', house.inbox.messageIdFor(link.token, other)))
    expect(await sendings()).toEqual(expect.arrayContaining([['bounced', '550 no such user'], ['sent', null]]))
    await take(bounce('failed', '<rewritten@mail.example>', house.inbox.returnAddressFor(link.token) ?? ''))
    expect((await sendings()).filter(([state]) => state === 'bounced').length).toBeGreaterThan(0)
  })

  it('after it had arrived changes nothing of what was answered', async () => {
    await aSending()
    await take(write('yes, by 22 March'))
    await take(bounce('failed'))
    expect([(await now()).state, await sendings()]).toEqual(['promised', expect.arrayContaining([['bounced', '550 no such user']])])
  })

  it('is not one that is only late, or that arrived', async () => {
    await aSending()
    expect([await take(bounce('delayed')), await take(bounce('delivered'))]).toEqual(['report', 'report'])
    expect(await sendings()).toEqual([['sent', null]])
  })
})
