import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson } from '../../../people/contract.ts'
import { answer, beginEmergency, endEmergency, keepPromise, movePromise, see, send, share } from '../../contract.ts'
import { type Company, DAYS, SUNDAY } from '../asks.test-support.ts'
import { type LetterWorld, newLetterWorld, newMailCompany, passTime, runJobs } from './letters.test-support.ts'
import { replanAll } from './tend.ts'

const DANA = 'dana@lantern.example'
const at = (local: string): Date => new Date(`${local}+02:00`)

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

/** What left to whom, as `local day and hour · subject`. */
function log(to: string): string[] {
  return moments.flatMap(({ letter, when }) => (letter.to === to ? [`${when} ${letter.subject}`] : []))
}

type Moment = { letter: LetterWorld['left'][number]; when: string }
const moments: Moment[] = []

/** Lets time pass and notes when each letter leaves. */
async function until(local: string): Promise<void> {
  world.failWith = (letter) => {
    moments.push({ letter, when: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Jerusalem', weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(world.clock.now) })
    return null
  }
  await passTime(world, at(local))
}
beforeEach(() => void moments.splice(0))

const sendIt = async (): Promise<void> => {
  await world.call(send, { id }, company.shop)
}
const newsTo = (to: string): string => moments.filter(({ letter }) => letter.to === to).map(({ letter }) => letter.text).join('\n')

describe('an ask that nobody answers', () => {
  it('is brought to mind halfway, then whoever asked is asked to call: without a sign it never counts as silence', async () => {
    await sendIt()
    await until('2026-04-30T12:00:00')
    expect(log(DANA)).toEqual(['Sun 10:00 [ask 1] A link', 'Tue 09:30 [ask 1] Reminder: A link'])
    expect(moments.find(({ when }) => when === 'Tue 09:30')?.letter.headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
    expect(log(company.shop.user.email)).toEqual(['Wed 09:00 [ask 1] News: A link'])
    expect(newsTo(company.shop.user.email)).toContain('There is no sign yet that it was seen.')
    expect(await company.see(id)).toMatchObject({ delivery: 'not_known', silentAt: null, answerBy: '2026-03-18T16:00:00.000Z' })
  })

  it('counts as silence when it was seen and the answer time has passed since, and is told once', async () => {
    await sendIt()
    await until('2026-03-16T11:00:00')
    await world.call(see, { id }, company.warehouse)
    expect((await company.see(id)).answerBy).toBe('2026-03-19T16:00:00.000Z')
    await until('2026-03-19T17:59:00')
    expect((await company.see(id)).silentAt).toBeNull()
    await until('2026-04-30T12:00:00')
    expect(await company.see(id)).toMatchObject({ delivery: 'seen', silentAt: '2026-03-19T16:00:00.000Z' })
    expect(log(DANA)).toEqual(['Sun 10:00 [ask 1] A link', 'Tue 14:00 [ask 1] Reminder: A link', 'Thu 09:00 [ask 1] Reminder: A link'])
    expect((await company.facts(id)).filter((name) => name === 'ask.fell_silent')).toHaveLength(1)
    await world.call(answer, { id, answer: { kind: 'yes_by', due: '2026-05-03' }, key: crypto.randomUUID() }, company.warehouse)
    expect((await company.see(id)).silentAt).toBeNull()
    expect(await company.facts(id)).toContain('ask.fell_silent')
  })

  it('counts as silence after two ways and the deputy, who is tried by himself', async () => {
    world.clock.now = new Date(SUNDAY.getTime() + 1)
    await world.call(addPerson, { name: 'Avi Bar', email: 'avi@lantern.example', language: 'en', departmentId: company.departments.warehouse }, company.owner)
    await sendIt()
    await until('2026-03-18T10:00:00')
    expect(log('avi@lantern.example')).toEqual(['Wed 09:00 [ask 1] A link'])
    expect(newsTo('avi@lantern.example')).toContain('This was sent to Dana Levi, and we do not know whether it was seen.')
    await until('2026-03-22T10:00:00')
    expect((await company.see(id)).silentAt).toBeNull()
    await world.call(share, { id, channel: 'whatsapp' }, company.shop)
    expect(await company.see(id)).toMatchObject({ delivery: 'delivered', answerBy: '2026-03-25T16:00:00.000Z' })
    await until('2026-04-30T12:00:00')
    expect((await company.see(id)).silentAt).toBe('2026-03-25T16:00:00.000Z')
  })

  it('is left alone in an emergency, whose days count for nobody', async () => {
    await sendIt()
    await until('2026-03-15T12:00:00')
    await world.call(see, { id }, company.warehouse)
    await world.call(beginEmergency, {}, company.owner)
    await until('2026-03-24T12:00:00')
    expect(log(DANA)).toEqual(['Sun 10:00 [ask 1] A link'])
    await world.call(endEmergency, {}, company.owner)
    await until('2026-04-30T12:00:00')
    expect((await company.see(id)).silentAt).toBe('2026-03-29T15:00:00.000Z')
    expect(log(DANA).slice(1)).not.toEqual([])
  })

  it('without a mail server is judged all the same, and reminds nobody', async () => {
    world.hasMail = false
    await world.call(share, { id, channel: 'whatsapp' }, company.shop)
    await world.call(see, { id }, company.warehouse)
    await until('2026-04-30T12:00:00')
    world.hasMail = true
    expect(moments).toEqual([])
    expect((await company.see(id)).silentAt).toBe('2026-03-18T16:00:00.000Z')
  })
})

describe('a promise', () => {
  const promise = (due: string) => world.call(answer, { id, answer: { kind: 'yes_by', due }, key: crypto.randomUUID() }, company.warehouse)

  it('is brought to mind of both sides the morning before, on the day, and once when it has passed', async () => {
    await promise(DAYS.tuesday)
    await until('2026-04-30T12:00:00')
    expect(log(DANA)).toEqual(['Mon 09:00 [ask 1] Coming up: A link', 'Tue 09:00 [ask 1] Today: A link', 'Wed 09:00 [ask 1] Is it done? A link'])
    expect(log(company.shop.user.email)).toEqual(['Sun 10:00', 'Mon 09:00', 'Tue 09:00', 'Wed 09:00'].map((when) => `${when} [ask 1] News: A link`))
  })

  it('that is kept or moved is not asked for on the old day', async () => {
    await promise(DAYS.tuesday)
    await until('2026-03-15T15:00:00')
    await world.call(movePromise, { id, due: DAYS.nextSunday }, company.warehouse)
    await until('2026-03-19T12:00:00')
    expect(log(DANA)).toEqual(['Thu 09:00 [ask 1] Coming up: A link'])
    await world.call(keepPromise, { id, on: '2026-03-19' }, company.warehouse)
    await until('2026-04-30T12:00:00')
    expect(log(DANA)).toHaveLength(1)
    expect(newsTo(company.shop.user.email)).toContain('Done on Thursday 19 March')
  })

  it('is asked for once, although the work is done twice, and only for what is so after a time in which nothing ran', async () => {
    await promise(DAYS.tuesday)
    world.clock.now = at('2026-03-23T20:00:00')
    await Promise.all([runJobs(world), company.within((db) => replanAll(db, company.workspaceId))])
    await until('2026-03-25T20:00:00')
    expect(log(DANA)).toEqual(['Tue 09:00 [ask 1] Is it done? A link'])
  })
})
