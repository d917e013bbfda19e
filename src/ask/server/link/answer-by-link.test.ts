import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, asked, WORDS } from '../../../../tests/support/asked.ts'
import { newWorld, type World } from '../../../../tests/support/world.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import type { InputOf } from '../../../base/endpoint.ts'
import * as contract from '../../contract.ts'
import { TRIES_FROM_ADDRESS_MAX } from './at-link.ts'
import { LINK_DAYS, linkKey } from './make-link.ts'

const SUNDAY = new Date('2026-03-08T08:00:00Z')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let world: World
let here: Asked

beforeAll(async () => {
  world = await newWorld({ now: SUNDAY })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  here = await asked(world)
})

type Given = InputOf<typeof contract.answerByLink>['answer']
const YES: Given = { kind: 'yes_by', due: '2026-03-12' }
const NO: Given = { kind: 'no_because', reason: 'capacity', words: 'אין ידיים', condition: { words: 'עובד נוסף לשבועיים' } }

const answer = (given: Given, more: Partial<InputOf<typeof contract.answerByLink>> = {}) =>
  world.call(contract.answerByLink, { token: here.token, key: randomUUID(), answer: given, ...more }, null)
const open = (token = here.token) => world.call(contract.answerPage, { token }, null)
const details = async () => (await world.call(contract.ask, { id: here.askId }, here.owner)).body
const withdraw = () => world.call(contract.withdraw, { id: here.askId, words: 'כבר לא צריך' }, here.owner)
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms)
}

/** All rows of the workspace in these tables, and how many facts it has. */
async function traces(): Promise<string> {
  const tables = ['ask', 'answer_link', 'answer', 'ask_comment', 'sending', 'promise', 'fact'] as const
  return JSON.stringify(await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().where('workspace_id', '=', here.owner.workspaceId).execute())))
}

describe('whoever holds a link', () => {
  it('sees who asks for what by when, in whose words, and what may be answered', async () => {
    const { body } = await open()
    expect(body).toMatchObject({
      workspace: 'Lantern', language: 'he', recipient: { name: 'יוסי כהן', standsInFor: null }, title: 'לעדכן באתר מתי מגיעים משלוחים', worth: '40 פניות בשבוע',
      from: { department: 'דיגיטל' }, to: { department: 'מחסן' }, neededBy: '2026-03-15', today: '2026-03-08', state: 'asked', withdrawn: null, code: null,
      evidence: [{ text: WORDS }], answers: [], owners: [],
    })
    expect(body.workingDays.slice(0, 6)).toEqual(['2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-15'])
    expect(body.may).toEqual(['see', 'yes_by', 'yes_needs_date', 'yes_but', 'no_because'])
  })

  it('leaves no trace by opening it, however often', async () => {
    const before = await traces()
    for (let n = 0; n < 50; n += 1) expect((await open()).status).toBe(200)
    expect(await traces()).toBe(before)
    expect((await details()).delivery).not.toBe('seen')
  })

  it('has seen it once they touch the page, which is no answer, and is told of once', async () => {
    for (let n = 0; n < 2; n += 1) expect((await world.call(contract.seenByLink, { token: here.token }, null)).status).toBe(200)
    const { state, delivery, history, answers } = await details()
    expect([state, delivery, answers]).toEqual(['seen', 'seen', []])
    expect(history.filter(({ name }) => name === 'ask.seen').map(({ data }) => data)).toMatchObject([{ way: 'link', by: 'יוסי כהן' }])
  })

  it('promises with a day, and is named as who did', async () => {
    const { status, body } = await answer(YES)
    expect(status).toBe(200)
    expect(body.page).toMatchObject({ state: 'promised', promise: { due: '2026-03-12' }, answers: [{ id: body.answerId, kind: 'yes_by', by: 'יוסי כהן', way: 'link', byAddress: null }] })
    expect(await world.db.selectFrom('answer').select(['person_id', 'user_id']).where('id', '=', body.answerId).execute()).toEqual([{ person_id: here.contactId, user_id: null }])
  })

  it('refuses with a reason and what would make it a yes', async () => {
    expect((await answer(NO)).body.page).toMatchObject({ state: 'refused', condition: { words: 'עובד נוסף לשבועיים', owner: null } })
  })

  it('sees a reason for management only, which those who ask do not', async () => {
    await answer({ ...NO, managementOnly: true } as Given)
    const agent = await world.as('agent', here.owner.workspaceId)
    expect((await open()).body.answers).toMatchObject([{ reason: 'capacity', words: 'אין ידיים' }])
    expect((await world.call(contract.ask, { id: here.askId }, agent)).body.answers).toMatchObject([{ reason: null, words: '', condition: { words: 'עובד נוסף לשבועיים' } }])
  })

  it('gives one answer however often it is sent with one key', async () => {
    const key = randomUUID()
    const both = await Promise.all([answer(YES, { key }), answer(YES, { key })])
    const third = await answer(YES, { key, knows: null })
    expect(new Set([...both, third].map(({ body }) => body.answerId)).size).toBe(1)
    expect((await details()).answers).toHaveLength(1)
  })

  it('moves a promise in advance, and says that it is done', async () => {
    await answer(YES)
    const moved = await world.call(contract.promiseByLink, { token: here.token, deed: { kind: 'move', due: '2026-03-16' } }, null)
    expect(moved.body.page.promise).toMatchObject({ due: '2026-03-16', firstDue: '2026-03-12', moves: 1, movedLate: false })
    later(DAY_MS)
    const kept = await world.call(contract.promiseByLink, { token: here.token, deed: { kind: 'keep', on: '2026-03-09' } }, null)
    expect(kept.body.page).toMatchObject({ state: 'kept', promise: { keptOn: '2026-03-09' } })
  })

  it('asks something back, once with one key, which is no answer', async () => {
    const key = randomUUID()
    for (let n = 0; n < 2; n += 1) await world.call(contract.commentByLink, { token: here.token, key, words: 'לאיזה עמוד?' }, null)
    expect(await details()).toMatchObject({ state: 'asked', comments: [{ by: 'יוסי כהן', words: 'לאיזה עמוד?' }] })
  })

  it('gets the files of the ask, and of no other', async () => {
    const other = await asked(world)
    const ids = await Promise.all([here, other].map(async ({ askId, owner }, at) => {
      const id = randomUUID()
      await world.db.insertInto('ask_file').values({
        workspace_id: owner.workspaceId, id, ask_id: askId, name: 'תרשים.txt', type: 'text/plain', bytes: Buffer.from(`file ${at}`), added_by: null, at: SUNDAY,
      }).execute()
      return id
    }))
    const get = (fileId: string) => world.app.inject({ url: '/api/ask.file_by_link', query: { token: here.token, fileId } })
    const file = await get(ids[0] ?? '')
    expect([file.body, file.headers['content-disposition']]).toEqual(['file 0', expect.stringMatching(/^attachment/)])
    expect((await get(ids[1] ?? '')).statusCode).toBe(404)
  })
})

describe('a day', () => {
  it.each([
    ['that has passed', '2026-03-07', { code: 'ask.day_past' }],
    ['of the Sabbath', '2026-03-14', { code: 'ask.day_off', details: { next: '2026-03-15' } }],
    ['of a holiday', '2026-04-02', { code: 'ask.day_off', details: { next: '2026-04-05' } }],
    ['in a hundred years', '2126-03-12', { code: 'ask.too_far' }],
  ])('%s is not promised', async (_what, due, refused) => {
    expect((await answer({ kind: 'yes_by', due })).body).toMatchObject(refused)
    expect((await details()).answers).toEqual([])
  })
})

describe('two who answer', () => {
  it('at once by two links both are heard, and the last one counts', async () => {
    const dana = await here.linkFor(await here.colleague('דנה לוי'))
    const both = await Promise.all([answer({ kind: 'yes_but', words: 'רק בעמוד המוצר' }), answer(NO, { token: dana })])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const { answers, state } = await details()
    expect(answers.map(({ by }) => by).toSorted()).toEqual(['דנה לוי', 'יוסי כהן'])
    expect(state).toBe(answers.at(-1)?.kind === 'no_because' ? 'refused' : 'countered')
  })

  it('do not overrule each other unawares', async () => {
    const dana = await here.linkFor(await here.colleague('דנה לוי'))
    const { body: { answerId } } = await answer(YES, { token: dana, knows: null })
    expect((await answer(NO, { knows: null })).body.code).toBe('conflict')
    expect((await answer(NO, { knows: answerId })).body.page.state).toBe('refused')
  })
})

describe('a link that was handed on', () => {
  it('answers for whoever holds it, and says whose it was', async () => {
    await answer(YES, { by: 'רון' })
    expect((await details()).answers).toMatchObject([{ by: 'רון, בקישור של יוסי כהן' }])
    expect((await world.db.selectFrom('answer').select('person_id').where('ask_id', '=', here.askId).execute())[0]?.person_id).toBeNull()
  })

  it('is the recipient’s own where somebody gives the recipient’s name', async () => {
    await answer(YES, { by: 'יוסי כהן' })
    expect((await details()).answers).toMatchObject([{ by: 'יוסי כהן' }])
  })

  it('for nobody in particular answers in the name given, or the department’s', async () => {
    const token = await here.linkFor(null)
    expect((await open(token)).body.recipient).toBeNull()
    await answer({ kind: 'yes_but', words: 'חלק' }, { token })
    await answer(NO, { token, by: 'רון' })
    expect((await details()).answers.map(({ by }) => by)).toEqual(['מחסן', 'רון'])
  })

  it('takes names of any length', async () => {
    await answer(YES, { by: '🙂'.repeat(60) })
    expect((await details()).answers[0]?.by).toMatch(/^(🙂){25}, בקישור של יוסי כהן$/u)
  })
})

describe('an ask that was withdrawn', () => {
  it('says so and by whom, and takes no answer; the words of one that comes too late are kept', async () => {
    await withdraw()
    expect((await open()).body).toMatchObject({ state: 'withdrawn', withdrawn: { by: here.owner.user.name, words: 'כבר לא צריך' }, may: [] })
    const key = randomUUID()
    for (let n = 0; n < 2; n += 1) expect((await answer(NO, { key })).body.code).toBe('ask.not_now')
    expect((await details()).comments).toMatchObject([{ by: 'יוסי כהן', words: 'אין ידיים\nעובד נוסף לשבועיים' }])
    expect((await world.call(contract.seenByLink, { token: here.token }, null)).status).toBe(200)
    expect((await details()).state).toBe('withdrawn')
  })
})

describe('a token', () => {
  it('is the same for one person and ask, and opens for longer when it is handed out again', async () => {
    later(30 * DAY_MS)
    expect(await here.linkFor(here.contactId)).toBe(here.token)
    expect((await open()).body.expiresAt).toBe(new Date(world.clock.now.getTime() + LINK_DAYS * DAY_MS).toISOString())
    expect(await here.linkFor(null)).not.toBe(here.token)
    expect(await here.linkFor(null)).toBe(await here.linkFor(null))
  })

  it('opens nothing once it has expired, and another is made then', async () => {
    world.clock.now = new Date(Date.parse('2026-03-15') + LINK_DAYS * DAY_MS)
    expect(await open()).toMatchObject({ status: 410, body: { code: 'ask.link_closed' } })
    expect((await answer(NO)).body.code).toBe('ask.link_closed')
    expect(await here.linkFor(here.contactId)).not.toBe(here.token)
  })

  it('opens nothing once its link is closed', async () => {
    await world.db.updateTable('answer_link').set({ closed_at: SUNDAY }).where('ask_id', '=', here.askId).execute()
    expect((await open()).body.code).toBe('ask.link_closed')
  })

  it('cannot be made up, changed or used in another workspace', async () => {
    const other = await asked(world)
    const link = await world.db.selectFrom('answer_link').select('id').where('ask_id', '=', here.askId).executeTakeFirstOrThrow()
    const made = [
      'x', 'A'.repeat(64), `${here.token.slice(0, -2)}AA`, here.token.toLowerCase(), `${here.token}A`,
      deriveToken('a key of somebody', { workspaceId: here.owner.workspaceId, id: link.id }),
      deriveToken(linkKey(world.secrets), { workspaceId: other.owner.workspaceId, id: link.id }),
      deriveToken(world.secrets.derive('hear links'), { workspaceId: here.owner.workspaceId, id: link.id }),
    ]
    for (const token of made) expect([token, await open(token)]).toMatchObject([token, { status: 404, body: { code: 'not_found' } }])
  })

  it('is stored nowhere', async () => {
    await answer(YES)
    const mark = Buffer.from(here.token, 'base64url').subarray(-16)
    const stored = await traces()
    for (const form of [here.token, mark.toString('base64url'), mark.toString('hex')]) expect(stored).not.toContain(form)
  })

  it('is not found by trying: so many tries from one address within an hour, and no more', async () => {
    const from = (remoteAddress: string, token: string) => world.app.inject({ url: '/api/ask.answer_page', query: { token }, remoteAddress })
    for (let n = 0; n < TRIES_FROM_ADDRESS_MAX; n += 1) await from('10.0.0.9', 'x')
    expect((await from('10.0.0.9', 'x')).json().code).toBe('too_many')
    expect((await from('10.0.0.9', here.token)).json().code).toBe('too_many')
    expect((await from('10.0.0.8', here.token)).statusCode).toBe(200)
    later(60 * MINUTE_MS)
    expect((await from('10.0.0.9', here.token)).statusCode).toBe(200)
  })
})
