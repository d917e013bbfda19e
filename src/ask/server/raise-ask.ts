import { sql } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { calendarOf } from '../../people/index.ts'
import type { Draft } from '../contract.ts'
import { afterDeed, type Doer } from './after-deed.ts'
import { answerBy } from './apply-deed.ts'
import { refuseDayPast } from './check-day.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { partyOf } from './party-of.ts'
import { firstPossibleDay } from './working-days.ts'

const QUERY_DAYS = 28
const DAY_MS = 86_400_000

type How = {
  /** Chosen by whoever raises it: raised again with the same key, it is the same ask. */
  readonly key: string
  /** The ask whose condition this one is to meet. */
  readonly counterTo?: string
}

/**
 * Raises an ask in the name of `fromDepartmentId`; nothing leaves by itself. Refuses who is not there, one's own department, a mailing without
 * its recipients, and a day that has passed where the asked side works. Raised twice at once with one key, it is raised once.
 */
export async function raiseAsk(db: Db, doer: Doer, draft: Draft, { key, counterTo }: How): Promise<AskRow> {
  const { workspaceId, userId } = doer.actor
  const now = doer.now()
  const number = await nextNumber(db, workspaceId)
  const known = await db.selectFrom('ask').selectAll().where('workspace_id', '=', workspaceId).where('key', '=', key).executeTakeFirst()
  if (known) return known

  const from = await partyOf(db, workspaceId, draft.fromDepartmentId, null)
  const to = await partyOf(db, workspaceId, draft.toDepartmentId, draft.toPersonId)
  await refuseBad(db, doer, draft, from, to)
  const mentionIds = [...new Set(draft.mentionIds)]
  const calendar = await calendarOf(db, workspaceId, to.department_id)
  refuseDayPast(calendar, draft.neededBy, now)
  const lead = await leadDays(db, workspaceId, to.department_id, draft.kind)
  const possible = lead === null ? null : firstPossibleDay(calendar, now, lead)

  const row = await db
    .insertInto('ask')
    .values({
      workspace_id: workspaceId, id: uuidv7(now), number, kind: draft.kind, title: draft.title, details: draft.details, worth: draft.worth,
      recipients: draft.recipients, amount: draft.amount, from_department_id: from.department_id, raised_by: userId,
      to_department_id: to.department_id, to_person_id: to.person_id,
      query_id: draft.queryId, query_mentions: draft.queryId === null ? null : await heardLately(db, workspaceId, draft.queryId, now),
      counter_to: counterTo ?? null, state: 'asked', round: 1, raised_at: now, asked_at: now, needed_by: draft.neededBy,
      answer_by: await answerBy(db, { workspace_id: workspaceId, to_department_id: to.department_id }, now),
      short_notice: possible !== null && draft.neededBy < possible, no_evidence: mentionIds.length === 0 && draft.queryId === null, key,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db.updateTable('ask_settings').set({ next_number: number + 1 }).where('workspace_id', '=', workspaceId).execute()
  const voices = mentionIds.map((mention_id, place) => ({ workspace_id: workspaceId, ask_id: row.id, mention_id, place }))
  if (voices.length > 0) await db.insertInto('ask_voice').values(voices).execute()
  await record(db, doer, 'ask.raised', {
    ...aboutAsk(row), title: row.title, kind: row.kind, fromDepartmentId: row.from_department_id, toDepartmentId: row.to_department_id,
    toPersonId: row.to_person_id, neededBy: row.needed_by, mentionIds, counterTo: row.counter_to,
  })
  await afterDeed(db, doer, row.id, 'raise')
  return row
}

/** The number of the next ask. Whoever else raises one waits until this transaction ends, so that no number is left out. */
async function nextNumber(db: Db, workspaceId: string): Promise<number> {
  await db.insertInto('ask_settings').values({ workspace_id: workspaceId, confirm_above: null }).onConflict((it) => it.doNothing()).execute()
  const { next_number } = await db
    .selectFrom('ask_settings')
    .select('next_number')
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return next_number
}

type Party = { readonly department_id: string | null; readonly person_id: string | null }

async function refuseBad(db: Db, doer: Doer, draft: Draft, from: Party, to: Party): Promise<void> {
  const { workspaceId, userId } = doer.actor
  if (to.department_id === null && to.person_id === null) throw new Refusal('ask.nobody_asked')
  if (to.department_id !== null && to.department_id === from.department_id) throw new Refusal('ask.own_department')
  if (draft.kind === 'mailing' && !draft.recipients) throw new Refusal('ask.recipients_missing')
  const { rows } = await sql<{ self: boolean; kind: boolean; query: boolean; mentions: number }>`
    select
      exists (select from person where workspace_id = ${workspaceId} and id = ${to.person_id} and user_id = ${userId}) as self,
      exists (select from ask_kind where workspace_id = ${workspaceId} and id::text = ${draft.kind} and removed_at is null) as kind,
      exists (select from query where workspace_id = ${workspaceId} and id = ${draft.queryId}) as query,
      (select count(*)::int from mention where workspace_id = ${workspaceId} and id = any (${draft.mentionIds}) and blocked_by is null and forgotten_at is null) as mentions`
    .execute(db)
  const there = rows[0]
  if (there?.self) throw new Refusal('ask.own_department')
  if (draft.kind.includes('-') && !there?.kind) throw new Refusal('not_found', { kind: draft.kind })
  if (draft.queryId !== null && !there?.query) throw new Refusal('not_found', { query: draft.queryId })
  if (there?.mentions !== new Set(draft.mentionIds).size) throw new Refusal('not_found', { mention: draft.mentionIds.join(', ') })
}

/** Working days that the card says this kind takes; null where it says nothing. */
async function leadDays(db: Db, workspaceId: string, departmentId: string | null, kind: string): Promise<number | null> {
  const item = await db
    .selectFrom('service_item')
    .innerJoin('service_card', (join) => join
      .onRef('service_card.workspace_id', '=', 'service_item.workspace_id')
      .onRef('service_card.department_id', '=', 'service_item.department_id'))
    .select('lead_days')
    .where('service_item.workspace_id', '=', workspaceId)
    .where('service_item.department_id', '=', departmentId)
    .where('kind', '=', kind)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  return item?.lead_days ?? null
}

/** How many mentions a query had in the last four weeks. */
async function heardLately(db: Db, workspaceId: string, queryId: string, now: Date): Promise<number> {
  const { mentions } = await db
    .selectFrom('mention_match')
    .select((eb) => eb.fn.countAll<string>().as('mentions'))
    .where('workspace_id', '=', workspaceId)
    .where('query_id', '=', queryId)
    .where('said_at', '>', new Date(now.getTime() - QUERY_DAYS * DAY_MS))
    .where('said_at', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(mentions)
}
