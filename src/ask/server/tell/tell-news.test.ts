import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../../../base/error.ts'
import { acceptCounter, answer, comment, declineCounter, dispute, keepPromise, meetCondition, raise, send, share, withdraw, writeDown } from '../../contract.ts'
import { commentOnAsk } from '../comment.ts'
import { type Company, DAYS, SUNDAY } from '../asks.test-support.ts'
import { lockAsk } from '../lock-ask.ts'
import { type LetterWorld, newLetterWorld, newMailCompany, passTime, runJobs } from './letters.test-support.ts'

const DANA = 'dana@lantern.example'
const MINUTE_MS = 60_000

let world: LetterWorld
let company: Company
let id: string
beforeAll(async () => {
  world = await newLetterWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  company = await newMailCompany(world)
  id = (await company.raise({ title: 'A link' })).id
})

const asker = (): string => company.shop.user.email
const textsTo = (to: string): string[] => world.left.filter((letter) => letter.to === to).map(({ text }) => text)
const after = (minutes: number): Date => new Date(SUNDAY.getTime() + minutes * MINUTE_MS)
const answered = (given: Parameters<typeof world.call<typeof answer>>[1]['answer'], askId = id) =>
  world.call(answer, { id: askId, answer: given, key: crypto.randomUUID() }, company.warehouse)

describe('news', () => {
  it('are told to whoever asked, at once, with the words of the answer and a link to the ask', async () => {
    await answered({ kind: 'no_because', reason: 'security', words: 'Nobody has checked it.', condition: { words: 'a security review' } })
    await runJobs(world)
    const [text, ...others] = textsTo(asker())
    expect(others).toEqual([])
    for (const words of ['Ask 1: A link', 'no, because: Security.', '“Nobody has checked it.”', 'What would make it a yes: a security review', `https://heed.example/asks/${id}`]) expect(text).toContain(words)
    expect(textsTo(DANA)).toEqual([])
  })

  it('that follow within the hour come together in one letter at its end', async () => {
    await answered({ kind: 'yes_needs_date' })
    await runJobs(world)
    const other = (await company.raise({ title: 'A mailing' })).id
    for (const minutes of [10, 20, 30]) {
      world.clock.now = after(minutes)
      await world.call(comment, { id, words: `word ${minutes}` }, company.warehouse)
      await runJobs(world)
    }
    await answered({ kind: 'yes_by', due: DAYS.tuesday }, other)
    await passTime(world, after(59))
    expect(textsTo(asker())).toHaveLength(1)
    await passTime(world, after(61))
    const [, second, ...more] = textsTo(asker())
    expect(more).toEqual([])
    for (const words of ['word 10', 'word 20', 'word 30', 'Ask 2: A mailing', 'yes, by Tuesday 17 March.']) expect(second).toContain(words)
    expect(world.left.at(-1)?.subject).toBe('News of 2 asks')
  })

  it('never tell by mail what is for management only', async () => {
    await answered({ kind: 'no_because', reason: 'capacity', words: 'We are two people short.', managementOnly: true, condition: { words: 'after the stock-taking' } })
    await runJobs(world)
    expect(textsTo(asker())[0]).toContain('no. The reason is for management only.')
    expect(textsTo(asker())[0]).toContain('after the stock-taking')
    expect(JSON.stringify(world.left)).not.toMatch(/two people short|capacity|Capacity/)
    expect(JSON.stringify(await world.db.selectFrom('sending').select('news').where('ask_id', '=', id).execute())).not.toMatch(/two people short|capacity/)
  })

  it('are told to nobody of their own deeds, and twice to nobody', async () => {
    await world.call(writeDown, { id, answer: { kind: 'yes_by', due: DAYS.tuesday }, by: 'Dana', toldOn: DAYS.sunday, key: crypto.randomUUID() }, company.shop)
    await runJobs(world)
    await runJobs(world)
    expect(textsTo(asker())).toEqual([])
    expect(textsTo(DANA)).toHaveLength(1)
  })

  it('wait for the end of the Sabbath, where the workspace keeps it', async () => {
    world.clock.now = new Date('2026-03-20T16:00:00+02:00')
    await answered({ kind: 'yes_needs_date' })
    await passTime(world, new Date('2026-03-21T20:29:00+02:00'))
    expect(textsTo(asker())).toEqual([])
    await passTime(world, new Date('2026-03-21T20:31:00+02:00'))
    expect(textsTo(asker())).toHaveLength(1)
  })

  it('wait for a mail server that is away', async () => {
    world.failWith = () => new SourceError('retry', 'mail: 421 later')
    await answered({ kind: 'yes_needs_date' })
    expect(await runJobs(world)).toHaveLength(1)
    world.failWith = () => null
    await runJobs(world)
    expect(textsTo(asker())).toHaveLength(1)
  })

  it('are not told twice when a run ends in the middle', async () => {
    world.failWith = () => new Error('bug')
    await answered({ kind: 'yes_by', due: DAYS.tuesday })
    expect(await runJobs(world)).toHaveLength(1)
    world.failWith = () => null
    await runJobs(world)
    expect(textsTo(asker())).toEqual([])
    const rows = await world.db.selectFrom('sending').select('state').where('ask_id', '=', id).execute()
    expect(rows).toEqual([{ state: 'unknown' }])
  })
})

describe('a copy of what was written down', () => {
  it('goes to the department at once, with the answer and a link to correct it', async () => {
    await world.call(writeDown, { id, answer: { kind: 'yes_but', due: DAYS.tuesday, words: 'without the picture' }, by: 'Dana', toldOn: DAYS.sunday, key: crypto.randomUUID() }, company.shop)
    await runJobs(world)
    const [text] = textsTo(DANA)
    for (const words of ['wrote down the answer that Dana gave', 'Yes, but by Tuesday 17 March.', 'without the picture', 'correct it here:\nhttps://heed.example/answer/']) expect(text).toContain(words)
  })
})

describe('whoever was asked', () => {
  it('hears what became of a counter-offer', async () => {
    await answered({ kind: 'yes_but', due: DAYS.tuesday })
    await world.call(declineCounter, { id, words: 'Too late for the sale.' }, company.shop)
    await runJobs(world)
    expect(textsTo(DANA)[0]).toContain('cannot take your offer')
    expect(textsTo(DANA)[0]).toMatch(/“Too late for the sale\.”\nhttps:\/\/heed\.example\/answer\//)
    await answered({ kind: 'yes_but', due: DAYS.monday })
    await world.call(acceptCounter, { id }, company.shop)
    await passTime(world, after(61))
    expect(textsTo(DANA)[1]).toContain('takes your offer: by Monday 16 March.')
  })

  it('hears that it is withdrawn, if it ever left', async () => {
    await world.call(withdraw, { id, words: 'The sale is off.' }, company.shop)
    const other = (await company.raise({ title: 'Another' })).id
    await world.call(send, { id: other }, company.shop)
    await runJobs(world)
    await world.call(withdraw, { id: other, words: 'No longer needed.' }, company.shop)
    await runJobs(world)
    expect(textsTo(DANA).at(-1)).toMatch(/Ask 2: Another\n.+ no longer asks for this\..+\n“No longer needed\.”/)
    expect(textsTo(DANA).join()).not.toContain('The sale is off.')
  })

  it('is thanked for what was kept, and hears when it is disputed', async () => {
    await answered({ kind: 'yes_by', due: DAYS.monday })
    await world.call(keepPromise, { id, on: DAYS.sunday, words: 'Lovely.' }, company.shop)
    await runJobs(world)
    expect(textsTo(DANA)[0]).toMatch(/Done\. .+ says thank you\.\n“Lovely\.”/)
    await world.call(dispute, { id, words: 'It is gone again.' }, company.shop)
    await passTime(world, after(61))
    expect(textsTo(DANA)[1]).toContain('“It is gone again.”')
  })

  it('is asked again by mail once what they needed is there', async () => {
    await world.call(send, { id }, company.shop)
    await runJobs(world)
    await answered({ kind: 'no_because', reason: 'security', condition: { words: 'a review' } })
    await world.call(meetCondition, { id, words: 'It is done.' }, company.shop)
    await runJobs(world)
    expect(world.left.filter(({ to }) => to === DANA).map(({ subject }) => subject)).toEqual(['[ask 1] A link', '[ask 1] A link'])
  })
})

describe('what needs somebody', () => {
  it('is told to whoever asked: a mail that could not be read, a question', async () => {
    await company.within(async (db, doer) => commentOnAsk(db, doer, await lockAsk(db, company.workspaceId, id), {
      words: 'Thx, will look <b>soon</b>', userId: null, personId: company.warehouse.personId, byName: 'Dana', isUnreadMail: true, key: 'letter 1',
    }))
    await runJobs(world)
    expect(textsTo(asker())[0]).toContain('Dana wrote a mail that could not be read as an answer. It stands with the ask:\n“Thx, will look <b>soon</b>”')
  })

  it('tells nobody in the demo, and sends nothing', async () => {
    await world.db.updateTable('workspace').set({ is_demo: true }).where('workspace_id', '=', company.workspaceId).execute()
    await answered({ kind: 'yes_needs_date' })
    expect((await world.call(send, { id }, company.shop)).body.code).toBe('ask.no_mail')
    expect((await world.call(share, { id, channel: 'copy' }, company.shop)).status).toBe(200)
    await passTime(world, after(60 * 24 * 30))
    expect(world.left).toEqual([])
  })

  it('goes by itself to whoever owns a condition', async () => {
    await world.call(raise, { kind: 'link', title: 'x', toDepartmentId: company.departments.it, neededBy: DAYS.nextSunday, key: crypto.randomUUID() }, company.shop)
    await world.db.updateTable('person').set({ email: 'it@lantern.example' }).where('id', '=', company.it.personId).execute()
    await answered({ kind: 'no_because', reason: 'security', condition: { words: 'a security review', ownerDepartmentId: company.departments.it } })
    await runJobs(world)
    expect(world.left.filter(({ to }) => to === 'it@lantern.example').map(({ subject }) => subject)).toEqual(['[ask 3] a security review'])
  })
})
