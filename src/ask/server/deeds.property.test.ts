/** Whatever anybody does to an ask, in any order and at once: its rows are what its facts tell, and its facts are what the machine allows. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { World } from '../../../tests/support/world.ts'
import { assert } from '../../base/error.ts'
import { WORKSPACE_HEADER } from '../../base/server/answer.ts'
import { calendarOf } from '../../people/index.ts'
import { awaitsAnswer, type Deed, type Side, sideMay, type State, step } from '../machine.ts'
import { type Company, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'
import { type Fact, replay } from './replay.test-support.ts'
import { planTending } from './tell/tend.ts'
import { afterWorkingDays, dayIn, plusDays } from './working-days.ts'

const RUNS = 20
const TIMEOUT_MS = 120_000
const DAY_MS = 86_400_000
const ANSWER_DAYS = 3
const ZONE = 'Asia/Jerusalem'

/** Who may try anything, and on which sides of the ask they stand. The agency sees nothing of it. */
const SIDES = { shop: ['asking'], warehouse: ['asked'], it: ['condition_owner'], agency: [], owner: ['asking', 'asked', 'condition_owner'] } satisfies Record<string, Side[]>
const ACTORS = ['shop', 'warehouse', 'it', 'agency', 'owner'] as const

type Call = { readonly deed: Deed; readonly endpoint: string; readonly input: (day: string) => object }
const answer = (deed: Deed, given: (day: string) => object): Call =>
  ({ deed, endpoint: 'ask.answer', input: (day) => ({ key: randomUUID(), answer: { kind: deed, words: 'so it is', ...given(day) } }) })

/** Everything that can be done. */
const CALLS: readonly Call[] = [
  { deed: 'see', endpoint: 'ask.see', input: () => ({}) },
  answer('yes_by', (due) => ({ due })),
  answer('yes_needs_date', () => ({})),
  answer('yes_but', (due) => ({ due })),
  answer('yes_but', () => ({})),
  answer('no_because', () => ({ reason: 'other' })),
  answer('no_because', () => ({ reason: 'freeze', condition: { words: 'first this', ownerDepartmentId: company.departments.it } })),
  { deed: 'accept', endpoint: 'ask.accept_counter', input: () => ({}) },
  { deed: 'decline', endpoint: 'ask.decline_counter', input: () => ({}) },
  { deed: 'meet_condition', endpoint: 'ask.meet_condition', input: () => ({}) },
  { deed: 'ask_again', endpoint: 'ask.ask_again', input: (neededBy) => ({ neededBy }) },
  { deed: 'withdraw', endpoint: 'ask.withdraw', input: () => ({}) },
  { deed: 'move', endpoint: 'ask.move_promise', input: (due) => ({ due }) },
  { deed: 'keep', endpoint: 'ask.keep_promise', input: (on) => ({ on }) },
  { deed: 'not_keep', endpoint: 'ask.not_kept', input: () => ({}) },
  { deed: 'dispute', endpoint: 'ask.dispute', input: () => ({ words: 'it was not' }) },
]
/** Said again, these change nothing and tell nothing. */
const MAY_BE_NOTHING: readonly Deed[] = ['see', 'move']

/** Mostly something that is possible then (but not to withdraw, which ends all), by somebody who may; the day counts from today. */
const aTry = fc.record({
  pick: fc.nat(1_000),
  isPossible: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  by: fc.oneof({ weight: 4, arbitrary: fc.constant('owner' as const) }, { weight: 2, arbitrary: fc.constantFrom(...ACTORS) }),
  day: fc.integer({ min: -1, max: 4 }),
})
type Try = { readonly call: Call; readonly by: (typeof ACTORS)[number]; readonly day: number }
/** One or two at once; then Heed looks after the ask, and days pass. */
const aStep = fc.record({ tries: fc.array(aTry, { minLength: 1, maxLength: 2 }), days: fc.constantFrom(0, 0, 0, 1, 4, 8) })

function tryOf({ pick, isPossible, by, day }: { pick: number; isPossible: boolean; by: Try['by']; day: number }, state: State): Try {
  const calls = CALLS.filter(({ deed }) => !isPossible || (step(state, deed) !== null && deed !== 'withdraw'))
  const call = calls[pick % calls.length] ?? CALLS[0]
  assert(call, 'there is something to try')
  return { call, by, day }
}

let world: World
let company: Company
beforeAll(async () => {
  world = await newAskWorld()
  company = await newCompany(world)
})
afterAll(() => world.close())

/** Does it; the code it was refused with, or null. */
async function attempt(id: string, { call, by, day }: Try): Promise<string | null> {
  const { cookie } = company[by]
  const payload = { id, ...call.input(plusDays(dayIn(ZONE, world.clock.now), day)) }
  const headers = { cookie, [WORKSPACE_HEADER]: company.workspaceId }
  const response = await world.app.inject({ method: 'POST', url: `/api/${call.endpoint}`, headers, payload })
  expect([call.endpoint, response.statusCode < 500, response.statusCode < 500 ? '' : response.body]).toEqual([call.endpoint, true, ''])
  return response.statusCode === 200 ? null : String(response.json().code)
}

/** Whether it was done by a side that may, or refused for a reason there is: an outsider does not hear that there is an ask, a side that may is one. */
function isRight({ call: { deed }, by }: Try, code: string | null): boolean {
  const mayAtAll = SIDES[by].some((side) => sideMay(side, deed))
  if (code === null) return mayAtAll
  if (by === 'agency') return code === 'not_found'
  return code !== 'ask.not_your_side' || !mayAtAll || by === 'it' // until there is a condition, its owner is on no side
}

/** What there is of an ask: its row, its facts, and how many of each belong to it. */
const lookAt = (id: string) => company.within(async (db) => {
  const ask = await db.selectFrom('ask').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const facts = await sql<Fact>`select name, data from fact where subject = ${id} order by id`.execute(db)
  const answers = await db.selectFrom('answer').select('id').where('ask_id', '=', id).execute()
  const promises = await db.selectFrom('promise').select('state').where('ask_id', '=', id).execute()
  return { ask, facts: facts.rows, answers: answers.length, promises: promises.map(({ state }) => state) }
})

/** The rows are what the facts tell. */
async function check(id: string): Promise<{ deeds: number; state: State }> {
  const { ask, facts, answers, promises } = await lookAt(id)
  const told = replay(facts)
  expect({ state: ask.state, round: ask.round, revision: ask.revision }).toEqual({ state: told.state, round: told.round, revision: told.deeds.length + 1 })
  expect(answers).toBe(facts.filter(({ name }) => name === 'ask.answered').length)
  expect(promises).toHaveLength(told.promises)
  expect(promises.filter((state) => state === 'due')).toHaveLength(told.isOpen ? 1 : 0)
  return { deeds: told.deeds.length, state: told.state }
}

/** Nothing was sent here: an ask counts as not answered only after a person saw it in this round, and the department had all its working days since. */
async function checkSilence(id: string): Promise<void> {
  await company.within((db, doer) => planTending(db, doer, id))
  const { ask } = await lookAt(id)
  if (ask.silent_at === null) return
  expect(awaitsAnswer(ask.state)).toBe(true)
  expect(ask.seen_at).not.toBeNull()
  const calendar = await company.within((db) => calendarOf(db, company.workspaceId, company.departments.warehouse))
  const last = afterWorkingDays(calendar, dayIn(ZONE, ask.seen_at ?? SUNDAY), ANSWER_DAYS) ?? ''
  expect(dayIn(ZONE, world.clock.now) >= last).toBe(true)
}

it('no deeds, by whomever, in whatever order and at once, leave the machine, lose a fact, promise twice or count an unfair silence', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 14 }), async (steps) => {
    world.clock.now = SUNDAY
    const { id } = await company.raise({ neededBy: '2026-06-01' })
    let [deeds, state]: [number, State] = [0, 'asked']
    for (const { tries: picked, days } of steps) {
      const from = state
      const tries = picked.map((each) => tryOf(each, from))
      const codes = await Promise.all(tries.map((each) => attempt(id, each)))
      for (const [at, each] of tries.entries()) expect([each.call.deed, each.by, isRight(each, codes[at] ?? null)]).toEqual([each.call.deed, each.by, true])
      const done = tries.filter((_, at) => codes[at] === null)
      const before = deeds
      ;({ deeds, state } = await check(id))
      expect(deeds - before).toBeLessThanOrEqual(done.length)
      expect(deeds - before).toBeGreaterThanOrEqual(done.filter(({ call }) => !MAY_BE_NOTHING.includes(call.deed)).length)
      await checkSilence(id)
      world.clock.now = new Date(world.clock.now.getTime() + days * DAY_MS)
    }
  }), { numRuns: RUNS })
}, TIMEOUT_MS)
