import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../../../base/error.ts'
import { type Letter, MaybeTaken } from '../../../base/server/mail.ts'
import { addPerson, updatePerson } from '../../../people/contract.ts'
import { addAbsence, answer, saveCard, send, settleSending } from '../../contract.ts'
import { type Company, DAYS, SUNDAY } from '../asks.test-support.ts'
import { lockAsk } from '../lock-ask.ts'
import { type LetterWorld, newLetterWorld, newMailCompany, passTime, runJobs } from './letters.test-support.ts'
import { sendingBounced } from './mail-letter.ts'

const HOUR_MS = 3_600_000
let world: LetterWorld
let company: Company
beforeAll(async () => {
  world = await newLetterWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  world.failWith = () => null
  company = await newMailCompany(world)
})

const sent = async (id: string) => (await company.see(id)).sendings.filter(({ purpose }) => purpose !== 'answered').map(({ channel, purpose, state }) => `${channel} ${purpose} ${state}`)
const asked = async (id: string) => (await company.see(id)).sendings.find(({ purpose }) => purpose === 'ask')
const told = (to: string): Letter[] => world.left.filter((letter) => letter.to === to)

async function raiseAndSend(): Promise<string> {
  const { id } = await company.raise({ title: 'A link on the home page', worth: '40 people a day', details: 'Above the fold.' })
  expect((await world.call(send, { id }, company.shop)).status).toBe(200)
  return id
}

describe('sending an ask', () => {
  it('mails it to whoever answers, with a link, a way to reply, and who asks for what by when', async () => {
    const id = await raiseAndSend()
    expect(await sent(id)).toEqual(['mail ask waiting'])
    await runJobs(world)
    expect(await sent(id)).toEqual(['mail ask sent'])
    const [letter, ...others] = world.left
    expect(others).toEqual([])
    expect(letter).toMatchObject({ to: 'dana@lantern.example', subject: '[ask 1] A link on the home page' })
    expect(letter?.replyTo).toMatch(/^answers\+[0-9a-z]+@lantern\.example$/)
    expect(letter?.messageId).toMatch(/^<[0-9a-z]+\.[0-9a-f]{32}@lantern\.example>$/)
    expect(letter?.headers).toBeUndefined()
    for (const words of ['Hello Dana Levi,', '(shop) asks you for this:', 'Needed by: Sunday 22 March', '40 people a day', 'Above the fold.', 'https://heed.example/answer/', '“yes, by 22 March”']) {
      expect(letter?.text).toContain(words)
    }
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.sent'])
    expect((await company.see(id)).delivery).toBe('not_known')
  })

  it('is said once, however often the button is pressed that day; on a later one it is a reminder', async () => {
    const id = await raiseAndSend()
    await Promise.all([1, 2, 3].map(() => world.call(send, { id }, company.shop)))
    await runJobs(world)
    await world.call(send, { id }, company.shop)
    expect(await sent(id)).toEqual(['mail ask sent'])
    world.clock.now = new Date(SUNDAY.getTime() + 23 * HOUR_MS)
    await world.call(send, { id }, company.shop)
    await runJobs(world)
    expect(await sent(id)).toEqual(['mail ask sent', 'mail reminder sent'])
    expect(world.left.at(-1)?.subject).toBe('[ask 1] Reminder: A link on the home page')
  })

  it('goes to whoever stands in while the contact is away, and says so', async () => {
    world.clock.now = new Date(SUNDAY.getTime() + 1) // whoever came first is the contact
    const deputy = (await world.call(addPerson, { name: 'Avi Bar', email: 'avi@lantern.example', language: 'he', departmentId: company.departments.warehouse }, company.owner)).body
    await world.call(addAbsence, { personId: company.warehouse.personId, from: DAYS.sunday, until: DAYS.tuesday, deputyId: deputy.id }, company.owner)
    await raiseAndSend()
    await runJobs(world)
    expect(world.left.map(({ to }) => to)).toEqual(['avi@lantern.example'])
    expect(world.left[0]?.subject).toBe('[בקשה 1] A link on the home page')
    expect(world.left[0]?.text).toContain('במקום אל Dana Levi, בהיעדרות עד יום ג׳, 17.3')
  })

  it('goes to the ticket system too, once', async () => {
    await world.call(saveCard, { departmentId: company.departments.warehouse, revision: 0, answerDays: 2, ticketAddress: 'tickets@lantern.example', items: [], freezes: [] }, company.owner)
    const id = await raiseAndSend()
    await runJobs(world)
    expect((await sent(id)).toSorted()).toEqual(['mail ask sent', 'ticket ask sent'])
    expect(told('tickets@lantern.example')[0]?.text).toMatch(/^Hello,\n/)
    expect(told('tickets@lantern.example')[0]?.replyTo).not.toBe(told('dana@lantern.example')[0]?.replyTo)
  })

  it('is refused where nobody has an address, and to those who do not ask', async () => {
    const { id } = await company.raise({ toDepartmentId: company.departments.it })
    const nobody = await world.call(send, { id }, company.shop)
    expect([nobody.status, nobody.body.code]).toEqual([422, 'ask.no_address'])
    expect((await world.call(send, { id }, company.it)).body.code).toBe('ask.not_your_side')
    expect((await world.call(send, { id: crypto.randomUUID() }, company.shop)).status).toBe(404)
  })

  it('does not leave when it was answered before it could', async () => {
    const id = await raiseAndSend()
    await world.call(answer, { id, answer: { kind: 'yes_by', due: DAYS.tuesday }, key: crypto.randomUUID() }, company.warehouse)
    await runJobs(world)
    expect(told('dana@lantern.example')).toEqual([])
    expect(await sent(id)).toEqual([])
  })
})

describe('a letter', () => {
  it('of which nobody knows whether it was taken is not sent again by itself: whoever asked chooses', async () => {
    world.failWith = ({ to }) => (to === 'dana@lantern.example' ? new MaybeTaken('stop', 'mail: the line was cut') : null)
    const id = await raiseAndSend()
    await runJobs(world)
    expect(await sent(id)).toEqual(['mail ask unknown'])
    expect(told(company.shop.user.email)[0]?.text).toContain('Nobody knows whether the mail to dana@lantern.example arrived')
    world.failWith = () => null
    await world.call(send, { id }, company.shop)
    await runJobs(world)
    expect(told('dana@lantern.example')).toEqual([])
    const sendingId = (await asked(id))?.id ?? ''
    expect((await world.call(settleSending, { sendingId, as: 'again' }, company.shop)).status).toBe(200)
    await runJobs(world)
    expect(told('dana@lantern.example')).toHaveLength(1)
    expect(await sent(id)).toEqual(['mail ask sent'])
    expect((await world.call(settleSending, { sendingId, as: 'arrived' }, company.shop)).body.code).toBe('ask.not_now')
  })

  it('that a run began and did not end is one of which nobody knows', async () => {
    const id = await raiseAndSend()
    await world.db.updateTable('sending').set({ begun_at: SUNDAY }).where('ask_id', '=', id).execute()
    await runJobs(world)
    expect([told('dana@lantern.example'), await sent(id)]).toEqual([[], ['mail ask unknown']])
    await world.call(settleSending, { sendingId: (await asked(id))?.id ?? '', as: 'arrived' }, company.shop)
    expect(await sent(id)).toEqual(['mail ask sent'])
  })

  it('is tried again while the mail server is busy, and given up when that lasts', async () => {
    world.failWith = () => new SourceError('retry', 'mail: 451 later')
    const id = await raiseAndSend()
    expect(await runJobs(world)).toHaveLength(1)
    expect(await asked(id)).toMatchObject({ state: 'waiting', problem: 'mail: 451 later' })
    world.failWith = () => null
    await runJobs(world)
    expect(await sent(id)).toEqual(['mail ask sent'])

    world.failWith = ({ to }) => (to === 'dana@lantern.example' ? new SourceError('retry', 'mail: 451 later') : null)
    const other = await raiseAndSend()
    world.clock.now = new Date(SUNDAY.getTime() + 49 * HOUR_MS)
    await runJobs(world)
    expect(await sent(other)).toContain('mail ask refused')
  })

  it('that is refused, or comes back, is told to whoever asked, and stands with the ask', async () => {
    world.failWith = ({ to }) => (to === 'dana@lantern.example' ? new SourceError('stop', 'mail: 550 no such user') : null)
    const id = await raiseAndSend()
    await runJobs(world)
    expect(await asked(id)).toMatchObject({ state: 'refused', problem: 'mail: 550 no such user' })
    expect([(await company.see(id)).delivery, (await company.facts(id)).at(-1)]).toEqual(['failed', 'ask.bounced'])
    expect(told(company.shop.user.email)[0]?.text).toContain('The mail to dana@lantern.example did not arrive.')

    world.failWith = () => null
    await world.call(updatePerson, { id: company.warehouse.personId, email: 'dana.levi@lantern.example' }, company.owner)
    await world.call(send, { id }, company.shop)
    await runJobs(world)
    expect(told('dana.levi@lantern.example')).toHaveLength(1)
    const sendingId = (await company.see(id)).sendings.find(({ state, purpose }) => state === 'sent' && purpose === 'ask')?.id ?? ''
    const bounce = () => company.within(async (db, doer) => sendingBounced(db, doer, await lockAsk(db, company.workspaceId, id), sendingId, '5.1.1'))
    await bounce()
    await bounce()
    expect((await company.see(id)).delivery).toBe('failed')
    expect((await company.facts(id)).filter((name) => name === 'ask.bounced')).toHaveLength(2)
    await passTime(world, new Date(SUNDAY.getTime() + 30 * 24 * HOUR_MS))
    expect((await company.see(id)).silentAt).toBeNull()
  })
})
