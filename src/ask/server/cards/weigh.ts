import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { type Calendar, calendarOf } from '../../../people/index.ts'
import { WORKING_DAYS_SHOWN } from '../../contract.ts'
import type * as contract from '../../contract.ts'
import { answerBy } from '../apply-deed.ts'
import { type Reader, readerOf } from '../reader.ts'
import { dayIn, firstPossibleDay, isWorkingDay, nextWorkingDay, plusDays, workingDaysFrom } from '../working-days.ts'
import { openAskLike } from './asked-already.ts'
import { standInOf } from './stand-in.ts'

type Draft = ParsedOf<typeof contract.weigh>
type Notice = contract.Notice

/** What there is to say to a draft before it is asked, most pressing first, and by when an answer would be due. Refuses whom there is not. */
export function weigh(ctx: Ctx, draft: Draft): Promise<OutputOf<typeof contract.weigh>> {
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const { workspaceId } = reader
    const departmentId = await askedDepartment(db, workspaceId, draft)
    const isToSomebody = departmentId !== null || draft.toPersonId !== undefined
    const calendar = await calendarOf(db, workspaceId, departmentId)
    const today = dayIn(calendar.zone, ctx.now())
    const workingDays = workingDaysFrom(calendar, plusDays(today, 1), WORKING_DAYS_SHOWN)
    if (!isToSomebody) return { notices: noticesOfWords(draft), answerBy: null, workingDays }
    const card = departmentId === null ? null : await publishedCard(db, workspaceId, departmentId)
    const notices = [
      ...await noticesOfPeople(db, workspaceId, { departmentId, personId: draft.toPersonId ?? null }, today),
      ...(card ? noticesOfCard(card, calendar, draft, ctx.now()) : []),
      ...noticesOfDay(calendar, draft),
      ...noticesOfWords(draft),
      ...await noticesOfOthers(db, reader, departmentId, draft),
    ]
    const due = await answerBy(db, { workspace_id: workspaceId, to_department_id: departmentId }, ctx.now())
    return { notices, answerBy: due?.toISOString() ?? null, workingDays }
  })
}

/** The department that would be asked; of a person: theirs, if they have one. */
async function askedDepartment(db: Db, workspaceId: string, { toDepartmentId, toPersonId }: Draft): Promise<string | null> {
  if (toPersonId !== undefined) {
    const person = await db.selectFrom('person').select('department_id').where('workspace_id', '=', workspaceId).where('id', '=', toPersonId).executeTakeFirst()
    if (!person) throw new Refusal('not_found', { person: toPersonId })
    return person.department_id
  }
  if (toDepartmentId === undefined) return null
  const department = await db.selectFrom('department').select('id').where('workspace_id', '=', workspaceId).where('id', '=', toDepartmentId).executeTakeFirst()
  if (!department) throw new Refusal('not_found', { department: toDepartmentId })
  return department.id
}

async function publishedCard(db: Db, workspaceId: string, departmentId: string) {
  const card = await db
    .selectFrom('service_card')
    .select('department_id')
    .where('workspace_id', '=', workspaceId)
    .where('department_id', '=', departmentId)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  if (!card) return null
  const items = await db
    .selectFrom('service_item').selectAll().where('workspace_id', '=', workspaceId).where('department_id', '=', departmentId).orderBy('place').execute()
  const freezes = await db
    .selectFrom('card_freeze').selectAll().where('workspace_id', '=', workspaceId).where('department_id', '=', departmentId).orderBy('from_day').execute()
  return { items, freezes }
}

type PublishedCard = NonNullable<Awaited<ReturnType<typeof publishedCard>>>

async function noticesOfPeople(db: Db, workspaceId: string, asked: Parameters<typeof standInOf>[2], day: string): Promise<Notice[]> {
  const { to, away } = await standInOf(db, workspaceId, asked, day)
  if (to === null) return [{ about: 'nobody_there' }]
  return away ? [{ about: 'away', person: away.name, until: away.until, deputy: to.personId === away.personId ? null : to.name }] : []
}

/** A card that lists nothing says nothing about what it does not list, and none can list *something else*. */
function noticesOfCard({ items, freezes }: PublishedCard, calendar: Calendar, { kind, neededBy }: Draft, now: Date): Notice[] {
  const notices: Notice[] = []
  const item = items.find((each) => each.kind === kind)
  if (!item && items.length > 0 && kind !== 'other') notices.push({ about: 'not_offered' })
  if (neededBy !== undefined) {
    const possibleFrom = item ? firstPossibleDay(calendar, now, item.lead_days) : null
    if (item && possibleFrom !== null && neededBy < possibleFrom) notices.push({ about: 'short_notice', leadDays: item.lead_days, possibleFrom })
    const begins = workBegins(calendar, neededBy, item?.lead_days ?? 0)
    for (const { from_day, until_day, why } of freezes) {
      if (from_day <= neededBy && until_day >= begins) notices.push({ about: 'freeze', from: from_day, until: until_day, why })
    }
  }
  if (item?.needs) notices.push({ about: 'needs', words: item.needs })
  return notices
}

const DAYS_BACK_MAX = 800

/** When work has to begin that takes so many working days and is to be done on this day. */
function workBegins(calendar: Calendar, day: string, leadDays: number): string {
  let begins = day
  for (let left = leadDays, back = 0; left > 0 && back < DAYS_BACK_MAX; back++) {
    begins = plusDays(begins, -1)
    if (isWorkingDay(calendar, begins)) left -= 1
  }
  return begins
}

function noticesOfDay(calendar: Calendar, { neededBy }: Draft): Notice[] {
  const next = neededBy === undefined ? null : nextWorkingDay(calendar, neededBy)
  return next === null || next === neededBy ? [] : [{ about: 'day_off', next }]
}

const noticesOfWords = ({ hasEvidence }: Draft): Notice[] => (hasEvidence === 'no' ? [{ about: 'no_evidence' }] : [])

async function noticesOfOthers(db: Db, reader: Reader, departmentId: string | null, { kind, title, toPersonId }: Draft): Promise<Notice[]> {
  const found = await openAskLike(db, reader, { kind, title, departmentId, personId: toPersonId ?? null })
  return found ? [{ about: 'asked_already', askId: found.id, number: found.number }] : []
}
