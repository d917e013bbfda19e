import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Ask, Delivery, Party, Promised } from '../contract.ts'
import { awaitsAnswer, waitsFor } from '../machine.ts'
import type { AskRow } from './lock-ask.ts'
import type { PromiseRow } from './promises.ts'
import { dayIn } from './working-days.ts'

/** What lists show of an ask beyond its own row and its last promise. */
type Shown = AskRow & {
  kind_name: string | null
  raised_by_name: string | null
  from_department: string | null
  from_outside: boolean | null
  to_department: string | null
  to_outside: boolean | null
  to_person: string | null
  zone: string
  voices: number
  sent: 'not_sent' | 'not_known' | 'failed'
}

/** These asks as lists show them, in the same order; those that are not there are left out. */
export async function presentAsks(db: Db, workspaceId: string, ids: readonly string[], now: Date): Promise<Ask[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Shown>`
    select ask.*, k.name as kind_name, raiser.name as raised_by_name,
      f.name as from_department, f.is_outside as from_outside, t.name as to_department, t.is_outside as to_outside, person.name as to_person,
      ${zoneOfAsked} as zone, ${sentSoFar} as sent,
      (select count(*)::int from ask_voice v where v.workspace_id = ask.workspace_id and v.ask_id = ask.id) as voices
    from ask
      left join department f on f.workspace_id = ask.workspace_id and f.id = ask.from_department_id
      left join department t on t.workspace_id = ask.workspace_id and t.id = ask.to_department_id
      left join person on person.workspace_id = ask.workspace_id and person.id = ask.to_person_id
      left join auth."user" raiser on raiser.id = ask.raised_by
      left join ask_kind k on k.workspace_id = ask.workspace_id and k.id::text = ask.kind
    where ask.workspace_id = ${workspaceId} and ask.id = any (${[...ids]})`.execute(db)
  const promises = await promisesById(db, workspaceId, rows.flatMap(({ promise_id }) => promise_id ?? []))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? []).map((row) => presentAsk(row, promises.get(row.promise_id ?? '') ?? null, now))
}

async function promisesById(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, PromiseRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('promise').selectAll().where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of an ask named `ask`: the zone in which its days are meant, as `calendarOf` finds it. */
export const zoneOfAsked = sql<string>`(
  select m.zone from market m left join department d on d.workspace_id = m.workspace_id and d.market_id = m.id and d.id = ask.to_department_id
  where m.workspace_id = ask.workspace_id order by d.id is null, m.created_at, m.id limit 1)`

/** What became of what was sent in this round, as far as it is known. */
const sentSoFar = sql`(
  select case when count(*) = 0 then 'not_sent' when bool_and(s.state in ('refused', 'bounced')) then 'failed' else 'not_known' end
  from sending s where s.workspace_id = ask.workspace_id and s.ask_id = ask.id and s.round = ask.round and s.purpose in ('ask', 'reminder', 'deputy'))`

/** Whether it is known that the asked side has an ask. */
export function deliveryOf({ seen_at, delivered_at, sent }: Pick<Shown, 'seen_at' | 'delivered_at' | 'sent'>): Delivery {
  if (seen_at !== null) return 'seen'
  return delivered_at === null ? sent : 'delivered'
}

function presentAsk(row: Shown, promise: PromiseRow | null, now: Date): Ask {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    kindName: row.kind_name,
    title: row.title,
    from: party(row.from_department_id, row.from_department, row.from_outside, null, null),
    raisedBy: row.raised_by_name,
    to: party(row.to_department_id, row.to_department, row.to_outside, row.to_person_id, row.to_person),
    state: row.state,
    round: row.round,
    neededBy: row.needed_by,
    raisedAt: row.raised_at.toISOString(),
    askedAt: row.asked_at.toISOString(),
    answerBy: row.answer_by?.toISOString() ?? null,
    delivery: deliveryOf(row),
    silentAt: (awaitsAnswer(row.state) && row.silent_at?.toISOString()) || null,
    promise: promise && presentPromise(promise, dayIn(row.zone, now)),
    voices: row.voices,
    waitsFor: waitsFor(row.state),
    counterTo: row.counter_to,
  }
}

/** A promise, on this day of the asked side's calendar. */
export function presentPromise(row: PromiseRow, today: string): Promised {
  return {
    id: row.id,
    due: row.due,
    firstDue: row.first_due,
    scope: row.scope,
    moves: row.moves,
    movedLate: row.moved_late,
    state: row.state,
    isOverdue: row.state === 'due' && row.due < today,
    keptOn: row.kept_on,
    madeAt: row.made_at.toISOString(),
  }
}

/** A department, a person, or both. */
export const party = (departmentId: string | null, department: string | null, isOutside: boolean | null, personId: string | null, person: string | null): Party =>
  ({ departmentId, department, isOutside: isOutside ?? false, personId, person })
