import { type RawBuilder, sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { asks } from '../contract.ts'
import { presentAsks, zoneOfAsked } from './present-asks.ts'
import { isAskedOf, isFollowedBy, isVisibleTo, type Reader } from './reader.ts'
import { dayIn, plusDays } from './working-days.ts'

type Wanted = ParsedOf<typeof asks>

/** A page of the asks that a reader may see, newest first. Keyset-paged: page 400 costs what page 1 costs. */
export async function pageOfAsks(db: Db, reader: Reader, wanted: Wanted, now: Date): Promise<OutputOf<typeof asks>> {
  const { workspaceId } = reader
  const query = db
    .selectFrom('ask')
    .select(['ask.id', 'ask.raised_at'])
    .where('ask.workspace_id', '=', workspaceId)
    .where(isVisibleTo(reader))
    .where(isInBox(reader, wanted.box))
    .where(isInState(workspaceId, wanted.state, now))
    .where(isAbout(workspaceId, wanted))
    .where(olderThan('ask.raised_at', 'ask.id', wanted.after))
    .orderBy('ask.raised_at', 'desc').orderBy('ask.id', 'desc')
    .limit(wanted.limit + 1)
  const { rows, next } = cut(await query.execute(), wanted.limit, (row) => ({ at: row.raised_at, id: row.id }))
  return { asks: await presentAsks(db, workspaceId, rows.map(({ id }) => id), now), next }
}

const ALL = sql<boolean>`true`
const BIGGEST_NUMBER = 2_147_483_647

function isInBox(reader: Reader, box: Wanted['box']): RawBuilder<boolean> {
  if (box === 'all') return ALL
  return box === 'to_answer' ? isAskedOf(reader) : isFollowedBy(reader)
}

/** Of an ask named `ask`. */
export const WAITING = sql<boolean>`ask.state in ('asked', 'seen', 'needs_date')`
export const SILENT = sql<boolean>`(ask.silent_at is not null and ${WAITING})`
export const OPEN = sql<boolean>`ask.state not in ('kept', 'not_kept', 'withdrawn')`

/** Where a day begins first. */
const FIRST_ZONE = 'Pacific/Kiritimati'

/** Of an ask named `ask`: its promise is open, and its day is before the one that it will be where it was promised in so many days. */
export function isDueBefore(workspaceId: string, days: number, now: Date): RawBuilder<boolean> {
  const last = plusDays(dayIn(FIRST_ZONE, now), days) // so that the index `promise_due` finds the few of which the zone is to be looked at
  return sql<boolean>`ask.id in (
    select ask.id from promise p join ask on ask.workspace_id = p.workspace_id and ask.id = p.ask_id
    where p.workspace_id = ${workspaceId} and p.state = 'due' and p.due < ${last}::date
      and p.due < (${now}::timestamptz at time zone ${zoneOfAsked})::date + ${days}::int)`
}

function isInState(workspaceId: string, state: Wanted['state'], now: Date): RawBuilder<boolean> {
  switch (state) {
    case undefined: return ALL
    case 'open': return OPEN
    case 'waiting': return WAITING
    case 'countered': return sql<boolean>`ask.state in ('countered', 'declined')`
    case 'over': return sql<boolean>`not (${OPEN})`
    case 'silent': return SILENT
    case 'overdue': return isDueBefore(workspaceId, 0, now)
    default: return sql<boolean>`ask.state = ${state}`
  }
}

function isAbout(workspaceId: string, { departmentId, mentionId, find }: Wanted): RawBuilder<boolean> {
  const conditions = [ALL]
  if (departmentId) conditions.push(sql<boolean>`${departmentId}::uuid in (ask.from_department_id, ask.to_department_id)`)
  if (mentionId) {
    conditions.push(sql<boolean>`ask.id in (select v.ask_id from ask_voice v where v.workspace_id = ${workspaceId} and v.mention_id = ${mentionId})`)
  }
  if (find) conditions.push(isFound(find))
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** By its number, or by words of its title. */
function isFound(find: string): RawBuilder<boolean> {
  const number = Number(/^#?(\d{1,10})$/.exec(find)?.[1] ?? 0)
  const pattern = `%${find.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  return sql<boolean>`(ask.title ilike ${pattern} or ask.number = ${number <= BIGGEST_NUMBER ? number : 0})`
}
