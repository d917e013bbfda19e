import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../../../../tests/support/world.ts'
import { createIo } from '../../../base/server/safe-fetch.ts'
import type { Ctx } from '../../../ctx.ts'
import type { Role } from '../../../people/contract.ts'
import * as contract from '../../contract.ts'
import { deedsFrom } from '../../machine.ts'
import { newAskWorld, SUNDAY } from '../asks.test-support.ts'
import { dayIn, plusDays } from '../working-days.ts'
import { accessOf } from './access.ts'
import { FIGURE_ROWS } from './counts.ts'
import { keepLedgerRow } from './keep-ledger-row.ts'
import { ledger, ledgerOfAll } from './ledger.ts'
import { ledgerAsks, rowsOfFigure } from './ledger-asks.ts'
import { type Books, newBooks } from './ledger.test-support.ts'
import { reasons } from './reasons.ts'

const RUNS = 4
const ZONE = 'Asia/Jerusalem'

let world: World
beforeAll(async () => {
  world = await newAskWorld()
})
afterAll(() => world.close())

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('raise' as const), by: fc.constantFrom('shop' as const, 'it' as const), to: fc.constantFrom('warehouse' as const, 'warehouse' as const, 'agency' as const),
    }),
  },
  { weight: 9, arbitrary: fc.record({ is: fc.constant('deed' as const), nth: fc.nat(4), which: fc.nat(20), days: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('tend' as const), nth: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('correct' as const, 'settle' as const), nth: fc.nat(4), days: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('pass' as const), days: fc.constantFrom(1, 1, 2, 7, 14, 28) }) },
  { weight: 2, arbitrary: fc.constant({ is: 'roll' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Does something through the product's own endpoints; what it refuses changes nothing. */
async function take(books: Books, asks: string[], taken: Step): Promise<void> {
  switch (taken.is) {
    case 'raise':
      asks.push((await books.raise({ toDepartmentId: books.departments[taken.to], neededBy: soon(9) }, books[taken.by])).id)
      return
    case 'pass': return books.pass(taken.days)
    case 'roll': return books.rollUp()
    default: {
      const id = asks.at(-1 - taken.nth % Math.max(1, asks.length))
      if (id === undefined) return
      if (taken.is === 'deed') return doOne(id, books, taken)
      if (taken.is === 'tend') return books.staySilent(id).catch(() => undefined)
      return taken.is === 'correct' ? correct(books, id, taken.days) : settle(books, id, taken.days)
    }
  }
}

const soon = (days: number): string => plusDays(dayIn(ZONE, world.clock.now), days)

/** One of the deeds that the ask's state allows. */
async function doOne(id: string, { owner }: Books, { which, days }: Extract<Step, { is: 'deed' }>): Promise<void> {
  const { state } = await world.db.selectFrom('ask').select('state').where('id', '=', id).executeTakeFirstOrThrow()
  const possible = deedsFrom(state).filter((deed) => deed !== 'withdraw' || which === 0)
  const is = possible[which % possible.length]
  const answered = (answer: Parameters<Books['answer']>[1]) => world.call(contract.answer, { id, answer, key: crypto.randomUUID() }, owner)
  switch (is) {
    case undefined: return
    case 'see': return void await world.call(contract.see, { id }, owner)
    case 'yes_by': return void await answered({ kind: 'yes_by', due: soon(days) })
    case 'yes_needs_date': return void await answered({ kind: 'yes_needs_date' })
    case 'yes_but': return void await answered({ kind: 'yes_but', due: days > 4 ? soon(days) : null, words: 'half of it' })
    case 'no_because': {
      const condition = days > 2 ? { words: 'after the freeze' } : null
      return void await answered({ kind: 'no_because', reason: days > 4 ? 'capacity' : 'freeze', managementOnly: days % 3 === 0, condition })
    }
    case 'accept': case 'accept_undated': return void await world.call(contract.acceptCounter, { id }, owner)
    case 'decline': return void await world.call(contract.declineCounter, { id }, owner)
    case 'meet_condition': return void await world.call(contract.meetCondition, { id, neededBy: soon(9) }, owner)
    case 'ask_again': return void await world.call(contract.askAgain, { id, neededBy: soon(9) }, owner)
    case 'withdraw': return void await world.call(contract.withdraw, { id }, owner)
    case 'move': return void await world.call(contract.movePromise, { id, due: soon(days) }, owner)
    case 'keep': return void await world.call(contract.keepPromise, { id, on: soon(0) }, owner)
    case 'not_keep': return void await world.call(contract.notKept, { id }, owner)
    case 'dispute': return void await world.call(contract.dispute, { id, words: 'no' }, owner)
  }
}

async function correct(books: Books, id: string, days: number): Promise<void> {
  const rows = await books.asksOf(books.warehouse, { toId: books.departments.warehouse })
  for (const { round, mayCorrect } of rows.filter(({ askId }) => askId === id)) {
    for (const { about, truths } of mayCorrect) await world.call(contract.correct, { askId: id, round, about, truth: truths[days % truths.length] ?? null, words: 'no' }, books.warehouse)
  }
}

async function settle(books: Books, id: string, days: number): Promise<void> {
  const open = await world.db.selectFrom('ledger_correction').select('id').where('ask_id', '=', id).where('state', '=', 'open').execute()
  for (const one of open) for (const as of [books.shop, books.it]) await world.call(contract.settleCorrection, { id: one.id, accept: days % 2 === 0 }, as)
}

/** Everybody who may read: each department's own people, an outsider, management. */
function readers(books: Books): Ctx[] {
  const as = (role: Role, userId: string | null): Ctx => ({
    actor: { workspaceId: books.workspaceId, userId, role },
    now: () => world.clock.now,
    io: createIo({ allowPrivate: false, userAgent: 'Heed tests', signal: new AbortController().signal }),
    transact: (work) => world.doors.inWorkspace(books.workspaceId, work),
  })
  return [as('agent', books.shop.user.id), as('agent', books.warehouse.user.id), as('agent', books.it.user.id), as('partner', books.agency.user.id), as('owner', books.owner.user.id)]
}

const NAMES: Partial<Record<contract.LedgerFigure, keyof contract.Figures>> = {
  in_time: 'inTime', in_time_of: 'inTimeOf', not_kept: 'notKept', taken_back: 'takenBack', kept_of: 'keptOf', short_notice: 'shortNotice', no_evidence: 'noEvidence',
}

/** Figures that are not the number of the asks they open to, for whoever reads them. */
async function wrongFigures(books: Books): Promise<unknown[]> {
  const wrong: unknown[] = []
  for (const ctx of readers(books)) {
    const own = await ledger(ctx, { span: 'all' })
    const lines = [
      ...own.askedBy.map(({ department, figures }) => ({ toId: own.department?.id, fromId: department?.id, figures })),
      ...own.askedOf.map(({ department, figures }) => ({ toId: department?.id, fromId: own.department?.id, figures })),
      ...(await ledgerOfAll(ctx, { span: 'all' })).departments.map(({ department, asked }) => ({ toId: department.id, fromId: undefined, figures: asked })),
    ]
    const counted = ({ toId, fromId }: typeof lines[number], figure: contract.LedgerFigure) => ctx.transact(async (db) =>
      rowsOfFigure(db, await accessOf(db, ctx), { from: null, figure, toId, fromId, limit: 1_000 }))
    for (const line of lines) {
      const { figures } = line
      for (const figure of contract.FIGURES.filter((one) => !['conditions', 'met', 'turned'].includes(one))) {
        const told = figure === 'answered' ? figures.yes + figures.but + figures.no
          : figure === 'kept_or_moved' ? figures.kept + figures.moved : figures[NAMES[figure] ?? figure as keyof contract.Figures]
        const { length } = await counted(line, figure)
        if (length !== told) wrong.push({ reader: ctx.actor, figure, line, told, asks: length })
      }
      const days = (await counted(line, 'answered')).map((one) => one.days ?? -1).toSorted((one, other) => one - other)
      if (figures.medianDays !== (days[Math.ceil(days.length / 2) - 1] ?? null)) wrong.push({ median: figures.medianDays, days })
    }
  }
  const management = readers(books).at(-1)
  if (management) {
    for (const line of (await reasons(management, { span: 'all', side: 'all' })).reasons) {
      for (const figure of ['no', 'conditions', 'met', 'turned'] as const) {
        const { asks } = await ledgerAsks(management, { span: 'all', figure, reason: line.reason ?? 'hidden', limit: 100 })
        if (line[figure] !== asks.length) wrong.push({ figure, line, asks: asks.length })
      }
    }
  }
  return wrong
}

const rowsOf = async (books: Books): Promise<unknown[]> =>
  (await sql`select to_jsonb(r) - 'is_rolled' as row from ledger_row r where workspace_id = ${books.workspaceId} order by ask_id, round`.execute(world.db)).rows

/** What rebuilding every row makes of them, if it is another than there was. */
async function differencesWhenRebuilt(books: Books, asks: readonly string[]): Promise<unknown> {
  const kept = await rowsOf(books)
  const rolled = await sql`select count(*) from ledger_row where is_rolled`.execute(world.db)
  await sql`
    update ledger_row set answer = null, answer_at = null, in_time = true, promise = null, promise_at = null, days = 7
    where workspace_id = ${books.workspaceId} and not is_rolled`.execute(world.db)
  await books.within(async (db) => {
    for (const id of asks) await keepLedgerRow(db, books.workspaceId, id)
  })
  const rebuilt = await rowsOf(books)
  const stillRolled = await sql`select count(*) from ledger_row where is_rolled`.execute(world.db)
  expect(stillRolled.rows).toEqual(rolled.rows) // what is unchanged stays rolled up
  return { missing: kept.filter((row) => !rebuilt.some((other) => JSON.stringify(other) === JSON.stringify(row))), more: rebuilt.length - kept.length }
}

test('whatever is done, corrected and rolled up: every figure is the number of asks it opens to, for every reader, and rows rebuilt are rows kept', async () => {
  expect(Object.keys(FIGURE_ROWS).toSorted()).toEqual([...contract.FIGURES].toSorted())
  await fc.assert(fc.asyncProperty(fc.noBias(fc.array(step, { minLength: 60, maxLength: 80 })), async (steps) => {
    world.clock.now = SUNDAY
    const books = await newBooks(world)
    const asks: string[] = []
    for (const taken of steps) await take(books, asks, taken)
    expect(await wrongFigures(books)).toEqual([])
    expect(await differencesWhenRebuilt(books, asks)).toEqual({ missing: [], more: 0 })
    await books.rollUp()
    expect(await wrongFigures(books)).toEqual([])
  }), { numRuns: RUNS })
}, 240_000)

test('figures read the same before, while and after rows are rolled up, by two at once, and while asks go on', async () => {
  world.clock.now = SUNDAY
  const books = await newBooks(world)
  for (let n = 0; n < 6; n += 1) await books.answer((await books.raise()).id, { kind: 'no_because', reason: 'capacity', condition: null })
  books.pass(40)
  const seen = () => books.figures(books.owner, books.departments.warehouse)
  const before = await seen()
  const rolling = Promise.all([books.rollUp(), books.rollUp()])
  const during = await Promise.all(Array.from({ length: 12 }, seen))
  const late = books.raise({ neededBy: soon(9) })
  await rolling
  await late
  for (const figures of during) expect({ ...figures, asked: 6, waiting: 0 }).toEqual(before)
  expect(await seen()).toEqual({ ...before, asked: 7, waiting: 1 })
})
