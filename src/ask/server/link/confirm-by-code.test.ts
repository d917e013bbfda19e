import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, asked } from '../../../../tests/support/asked.ts'
import { newWorld, type World } from '../../../../tests/support/world.ts'
import type { InputOf } from '../../../base/endpoint.ts'
import * as contract from '../../contract.ts'
import { CODES_A_DAY_MAX } from './ask-for-code.ts'
import { CODE_MINUTES, WRONG_CODES_MAX } from './code.ts'

const SUNDAY = new Date('2026-03-08T08:00:00Z')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const BUDGET = { kind: 'budget', amount: 9_000, confirmAbove: 5_000 } as const

let world: World
let here: Asked

beforeAll(async () => {
  world = await newWorld({ now: SUNDAY })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  here = await asked(world, BUDGET)
})

type Given = InputOf<typeof contract.answerByLink>['answer']
const YES: Given = { kind: 'yes_by', due: '2026-03-12' }
const NO: Given = { kind: 'no_because', reason: 'capacity' }

const answer = (given: Given, more: Partial<InputOf<typeof contract.answerByLink>> = {}) =>
  world.call(contract.answerByLink, { token: here.token, key: randomUUID(), answer: given, ...more }, null)
const details = async () => (await world.call(contract.ask, { id: here.askId }, here.owner)).body
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms)
}
const confirm = (answerId: string, code: string, token = here.token) => world.call(contract.confirmByCode, { token, answerId, code }, null)
const codeIn = (text: string | undefined): string => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? ''
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a yes to more than a link may promise alone', () => {
  it('counts only once the code is given that is mailed to whom the link was made for', async () => {
    const { body: { answerId, page } } = await answer(YES)
    expect(page).toMatchObject({ state: 'asked', promise: null, code: { answerId, sentTo: 'y•••@lantern.example' }, answers: [{ isUnconfirmed: true }] })
    const [letter] = await here.mailCodes()
    expect(letter).toMatchObject({ to: 'yossi@lantern.example', text: expect.stringContaining(`http://heed.test/answer/${here.token}`) })
    const code = codeIn(letter?.text)
    expect(letter?.subject).toContain(code)
    expect((await confirm(answerId, wrong(code))).body.code).toBe('ask.wrong_code')
    expect((await details()).state).toBe('asked')
    expect((await confirm(answerId, code)).body.page).toMatchObject({ state: 'promised', code: null, answers: [{ isUnconfirmed: false }] })
    expect((await confirm(answerId, code)).status).toBe(200) // sent again after a cut line
    expect((await details()).sendings.filter(({ purpose }) => purpose === 'code')).toMatchObject([{ state: 'sent', to: 'יוסי כהן' }])
  })

  it('needs the recipient’s code also when somebody else answers with the link', async () => {
    const { body } = await answer(YES, { by: 'רון' })
    const [letter] = await here.mailCodes()
    expect(letter).toMatchObject({ to: 'yossi@lantern.example', text: expect.stringContaining('רון, בקישור של יוסי כהן') })
    expect((await confirm(body.answerId, codeIn(letter?.text))).body.page.answers).toMatchObject([{ by: 'רון, בקישור של יוסי כהן', isUnconfirmed: false }])
  })

  it('is closed by five wrong codes; another answer has another code', async () => {
    const { body: { answerId } } = await answer(YES)
    const code = codeIn((await here.mailCodes())[0]?.text)
    const tries: (string | undefined)[] = []
    for (let n = 0; n < WRONG_CODES_MAX; n += 1) tries.push((await confirm(answerId, wrong(code))).body.code)
    expect(tries).toEqual([...Array<string>(WRONG_CODES_MAX - 1).fill('ask.wrong_code'), 'ask.code_spent'])
    expect((await confirm(answerId, code)).body.code).toBe('ask.code_spent')
    later(1)
    const again = (await answer(YES)).body.answerId
    const codes = (await here.mailCodes()).map(({ text }) => codeIn(text))
    expect((await confirm(again, codes.at(-1) ?? '')).body.page.state).toBe('promised')
  })

  it('tries wrong codes at once without trying more of them', async () => {
    const { body: { answerId } } = await answer(YES)
    const code = codeIn((await here.mailCodes())[0]?.text)
    const results = await Promise.all(Array.from({ length: 2 * WRONG_CODES_MAX }, () => confirm(answerId, wrong(code))))
    expect(results.filter(({ body }) => body.code === 'ask.wrong_code')).toHaveLength(WRONG_CODES_MAX - 1)
  })

  it('is closed after half an hour, counted from when the code was mailed', async () => {
    const { body: { answerId } } = await answer(YES)
    later(20 * MINUTE_MS) // the mail server was busy
    const code = codeIn((await here.mailCodes())[0]?.text)
    later(20 * MINUTE_MS)
    expect((await confirm(answerId, wrong(code))).body.code).toBe('ask.wrong_code')
    later(CODE_MINUTES * MINUTE_MS)
    expect((await confirm(answerId, code)).body.code).toBe('ask.code_spent')
  })

  it('is passed over by a later answer, and its code with it', async () => {
    const { body: { answerId } } = await answer(YES)
    const code = codeIn((await here.mailCodes())[0]?.text)
    later(1)
    await answer(NO)
    expect((await confirm(answerId, code)).body.code).toBe('ask.code_spent')
    expect((await details()).state).toBe('refused')
    expect(await here.mailCodes()).toHaveLength(1)
  })

  it('does not count once the ask was withdrawn', async () => {
    const { body: { answerId } } = await answer(YES)
    const code = codeIn((await here.mailCodes())[0]?.text)
    await world.call(contract.withdraw, { id: here.askId }, here.owner)
    expect((await confirm(answerId, code)).body.code).toBe('ask.not_now')
    expect((await details()).answers).toMatchObject([{ isUnconfirmed: true }])
  })

  it('is known by its own code alone: another ask’s does nothing', async () => {
    const mine = (await answer(YES)).body.answerId
    const first = here
    here = await asked(world, BUDGET)
    const others = (await answer(YES)).body.answerId
    const code = codeIn((await here.mailCodes())[0]?.text)
    expect((await confirm(others, code, first.token)).body.code).toBe('not_found')
    expect((await confirm(mine, code, first.token)).body.code).toBe('ask.wrong_code')
  })

  it('fills nobody’s mailbox with codes', async () => {
    for (let n = 0; n < CODES_A_DAY_MAX; n += 1) {
      later(1)
      expect((await answer(YES)).status).toBe(200)
    }
    expect((await answer(YES)).body.code).toBe('too_many')
    later(DAY_MS)
    expect((await answer(YES)).status).toBe(200)
  })

  it('is not held up for days by a mail server that is away: its code is given up, and the next answer has another', async () => {
    await answer(YES)
    later(DAY_MS)
    expect(await here.mailCodes()).toEqual([])
    expect((await details()).sendings.find(({ purpose }) => purpose === 'code')?.state).toBe('refused')
  })

  it('is stored where no code can be mailed, and counts once whoever asked has heard it by phone', async () => {
    here = await asked(world, { ...BUDGET, email: null })
    expect((await answer(YES)).body.page).toMatchObject({ state: 'asked', code: null, answers: [{ isUnconfirmed: true }] })
    expect(await here.mailCodes()).toEqual([])
    const told = await world.call(contract.writeDown, { id: here.askId, answer: YES, by: 'יוסי כהן', personId: here.contactId, toldOn: '2026-03-08', key: randomUUID() }, here.owner)
    expect(told.body).toMatchObject({ state: 'promised', answers: [{ isUnconfirmed: true }, { way: 'told', isUnconfirmed: false }] })
  })

  it.each<[string, Given]>([['a no', NO], ['a yes without a day', { kind: 'yes_needs_date' }], ['a yes, but without a day', { kind: 'yes_but', words: 'חצי' }]])('is not %s', async (_what, given) => {
    expect((await answer(given)).body.page).toMatchObject({ code: null, answers: [{ isUnconfirmed: false }] })
  })

  it('is a yes, but with a day; and none of as much as is allowed', async () => {
    expect((await answer({ kind: 'yes_but', due: '2026-03-16' })).body.page.code).not.toBeNull()
    here = await asked(world, { ...BUDGET, amount: BUDGET.confirmAbove })
    expect((await answer(YES)).body.page.state).toBe('promised')
  })
})
