import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { ledger, ledgerOfAll } from '../src/ask/server/ledger/ledger.ts'
import { ledgerAsks } from '../src/ask/server/ledger/ledger-asks.ts'
import { reasons } from '../src/ask/server/ledger/reasons.ts'
import { rollUpLedger } from '../src/ask/server/ledger/roll-up.ts'
import { thanks } from '../src/ask/server/ledger/thanks.ts'
import { type Db } from '../src/base/server/database.ts'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { uuidv7 } from '../src/base/server/uuid.ts'
import type { Ctx } from '../src/ctx.ts'
import { CARELESS, ownPostgres } from '../tests/simulate/own-postgres.ts'
import { openScene, type Scene, workspaceListeningFor } from '../tests/simulate/scene.ts'
import { readTimes } from './read-times.ts'

const DAYS = 1_095
const DEPARTMENTS = 200
const LOADED_AT_ONCE = 50_000
const GOAL_MS = 200
const SPANS = ['month', 'quarter', 'year', 'all'] as const
const REASONS = ['capacity', 'capacity', 'not_ours', 'freeze', 'security', 'law_or_privacy', 'cheaper_way', 'no_consent', 'other', 'duplicate']
const NOW = new Date('2026-06-17T09:41:00Z')

/**
 * The ledger of 200 departments that asked one another `--asks` (1 000 000) things in three years, read as the app reads it: a department's own
 * (the one that is asked most, one in the middle), all departments' for management, the asks behind figures, reasons and thanks; each over
 * this month, three months, twelve and all, `--rounds` (20) times.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({ args: [...options], options: { asks: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '20' } } })
  const postgres = await ownPostgres(CARELESS)
  const scene = openScene(postgres.connections)
  try {
    const company = await load(scene, Number(values.asks))
    return await measure(scene, company, Number(values.rounds))
  } finally {
    await scene.close()
    await postgres.close()
  }
}

type Company = { readonly workspaceId: string; readonly departmentIds: readonly string[]; readonly userIds: ReadonlyMap<string, string> }

/** A company whose departments have asked so much, written as its database's owner and rolled up by the chore as ever. */
async function load({ db, doors }: Scene, asks: number): Promise<Company> {
  const { workspaceId } = await workspaceListeningFor(db, [])
  await db.insertInto('market').values({
    workspace_id: workspaceId, id: uuidv7(NOW), name: 'IL', country: 'IL', language: 'he', zone: 'Asia/Jerusalem', week_starts: 0, holidays: true,
    hours: '[[],[],[],[],[],[],[]]', created_at: NOW,
  }).execute()
  const departmentIds = Array.from({ length: DEPARTMENTS }, () => uuidv7(NOW))
  await db.insertInto('department').values(departmentIds.map((id, n) =>
    ({ workspace_id: workspaceId, id, name: `Department ${n + 1}`, is_outside: n % 40 === 39, created_at: NOW }))).execute()
  const userIds = new Map(departmentIds.map((id) => [id, `user of ${id}`]))
  await db.insertInto('person').values([...userIds].map(([department_id, user_id]) =>
    ({ workspace_id: workspaceId, id: uuidv7(NOW), name: user_id, language: 'he' as const, department_id, user_id, created_at: NOW }))).execute()
  for (let from = 0; from < asks; from += LOADED_AT_ONCE) await insertAsks(db, { workspaceId, departmentIds, from, until: Math.min(from + LOADED_AT_ONCE, asks), asks })
  await rollUpLedger({ doors, now: () => NOW })
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one)
    await sql`vacuum analyze`.execute(one)
  })
  return { workspaceId, departmentIds, userIds }
}

type Loading = Pick<Company, 'workspaceId' | 'departmentIds'> & { readonly from: number; readonly until: number; readonly asks: number }

/** Of how much has been asked or answered before each, if few departments are asked much and most a little. */
function shares(few: number): number[] {
  const weights = Array.from({ length: DEPARTMENTS }, (_, n) => 1 / (n + few))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  return weights.map((weight) => {
    const share = before / all
    before += weight
    return share
  })
}

/** Asks in the order of their time with their rows of the ledger, as departments answer: mostly yes, mostly in time, most promises kept. */
async function insertAsks(db: Db, { workspaceId, departmentIds, from, until, asks }: Loading): Promise<void> {
  const department = (column: string, few: number) => sql`(${[...departmentIds]}::uuid[])[width_bucket(${sql.ref(column)}, ${shares(few)}::float8[])]`
  await sql`
    with drawn as (
      select n, random() to_r, random() from_r, random() a, random() p, random() r, random() d, random() l, random() s, random() e,
        date_trunc('milliseconds', ${NOW}::timestamptz - (${asks} - n) * (interval '${sql.raw(String(DAYS))} days' / ${asks})) as at
      from generate_series(${from}::int + 1, ${until}::int) n),
    placed as (
      select *, gen_random_uuid() as id, ${department('to_r', 5)} as to_id, ${department('from_r', 40)} as from_id, floor(-ln(1 - d) * 2.2)::int as took,
        case when a < 0.6 then 'yes' when a < 0.74 then 'but' when a < 0.91 then 'no' when a < 0.97 then 'silent' end as wanted
      from drawn),
    asked as (
      insert into ask (workspace_id, id, number, kind, title, details, worth, from_department_id, to_department_id, state, round, raised_at, asked_at,
        needed_by, answer_by, short_notice, no_evidence, key)
      select ${workspaceId}::uuid, id, n, 'link', 'Ask ' || n, '', '', from_id, to_id, case when wanted = 'no' then 'refused' when wanted is null then 'asked' else 'promised' end,
        1, at, at, at::date + 14, at + interval '3 days', s < 0.2, e < 0.25, id
      from placed where to_id <> from_id),
    answered as (
      select *, case when at + (took + 0.2) * interval '1 day' < ${NOW} then wanted end as answer, at + (took + 0.2) * interval '1 day' as answered_at
      from placed where to_id <> from_id),
    promised as (
      select *, case when answer = 'yes' or (answer = 'but' and r < 0.7) then answered_at + (2 + 30 * l) * interval '1 day' end as ends_at from answered),
    counted as (
      select *, coalesce(answer = 'no', false) as is_no, 
        case when ends_at is null then null when ends_at > ${NOW} then 'open' when p < 0.6 then 'kept' when p < 0.8 then 'moved' when p < 0.91 then 'late'
        when p < 0.96 then 'not_kept' when p < 0.98 then 'taken_back' else 'released' end as promise from promised)
    insert into ledger_row (workspace_id, ask_id, round, to_id, from_id, asked_at, month, answer_by, short_notice, no_evidence, answer, answer_at, in_time, days,
      reason, management_only, has_condition, is_met, turned_at, promise, promise_at, settles_at)
    select ${workspaceId}::uuid, id, 1, to_id, from_id, at, date_trunc('month', at at time zone 'Asia/Jerusalem')::date, at + interval '3 days', s < 0.2, e < 0.25,
      answer, case when answer is not null then answered_at end, case when answer is not null then answer <> 'silent' and took <= 3 end,
      case when answer <> 'silent' then least(20, took) end,
      case when is_no then (${REASONS}::text[])[1 + floor(10 * r * r)::int] end,
      is_no and p < 0.1, is_no and l < 0.6, is_no and l < 0.3,
      case when answer = 'no' and l < 0.2 then least(answered_at + interval '9 days', ${NOW}) end,
      promise, ends_at, greatest(at, case when answer is not null then answered_at end, ends_at) + interval '28 days'
    from counted`.execute(db)
}

/** What is measured, by name: as somebody of the department that is asked most, of one in the middle, and as management. */
function kindsOf(scene: Scene, { workspaceId, departmentIds, userIds }: Company): Record<string, () => Promise<unknown>> {
  const as = (role: 'agent' | 'owner', departmentId: string): Ctx => ({
    actor: { workspaceId, userId: role === 'owner' ? null : userIds.get(departmentId) ?? null, role },
    now: () => NOW,
    io: createIo({ allowPrivate: false, userAgent: 'bench', signal: new AbortController().signal }),
    transact: (work) => scene.doors.inWorkspace(workspaceId, work),
  })
  const [most = '', middle = '', rare = ''] = [departmentIds[0], departmentIds[60], departmentIds[150]]
  const owner = as('owner', most)
  return Object.fromEntries(SPANS.flatMap((span): [string, () => Promise<unknown>][] => [
    [`own ledger, asked most, ${span}`, () => ledger(as('agent', most), { span })],
    [`own ledger, in the middle, ${span}`, () => ledger(as('agent', middle), { span })],
    [`all departments, ${span}`, () => ledgerOfAll(owner, { span })],
    [`one department for management, ${span}`, () => ledger(owner, { span, departmentId: most })],
    ...(['asked', 'not_kept', 'taken_back', 'in_time_of'] as const).flatMap((figure): [string, () => Promise<unknown>][] => [
      [`asks behind ${figure}, asked most, ${span}`, () => ledgerAsks(as('agent', most), { span, figure, toId: most, limit: 30 })],
      [`asks behind ${figure} of a rare pair, ${span}`, () => ledgerAsks(owner, { span, figure, toId: most, fromId: rare, limit: 30 })],
    ]),
    [`asks behind what one asked, ${span}`, () => ledgerAsks(as('agent', middle), { span, figure: 'late', fromId: middle, limit: 30 })],
    [`reasons given, asked most, ${span}`, () => reasons(as('agent', most), { span, side: 'given' })],
    [`reasons received, ${span}`, () => reasons(as('agent', middle), { span, side: 'received' })],
    [`reasons of all, ${span}`, () => reasons(owner, { span, side: 'all' })],
  ]).concat((['by', 'for'] as const).map((side) => [`thanks ${side} the one asked most`, () => thanks(as('agent', most), { side, limit: 30 })])))
}

async function measure(scene: Scene, company: Company, rounds: number): Promise<string[]> {
  const selectOne = () => scene.doors.inWorkspace(company.workspaceId, (db) => sql`select 1`.execute(db))
  const { kinds, p50: all50, p95: all95, yardstick } = await readTimes(kindsOf(scene, company), selectOne, rounds)
  const slowest = kinds.at(-1)
  return [
    ...kinds.map(({ name, p50, p95 }) => `ledger: ${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`),
    `ledger: all figures: p50 ${all50.toFixed(0)} ms, p95 ${all95.toFixed(0)} ms (goal p95 < ${GOAL_MS} ms), `
      + `${(all50 / yardstick.p50).toFixed(0)} and ${(all95 / yardstick.p50).toFixed(0)} times the p50 of a transaction with select 1 `
      + `(${yardstick.p50.toFixed(2)} ms); slowest: ${slowest?.name}, p95 ${slowest?.p95.toFixed(0)} ms`,
  ]
}
