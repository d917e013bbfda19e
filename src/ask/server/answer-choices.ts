import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import { calendarOf } from '../../people/index.ts'
import { type AnswerChoices, WORKING_DAYS_SHOWN } from '../contract.ts'
import type { AskRow } from './lock-ask.ts'
import { isVisibleTo, readerOf } from './reader.ts'
import { dayIn, firstPossibleDay, workingDaysFrom } from './working-days.ts'

/** What whoever reads an ask in Heed may choose from. Refuses one that the reader may not see. */
export function answerChoices(ctx: Ctx, { id }: { id: string }): Promise<AnswerChoices> {
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const ask = await db.selectFrom('ask').selectAll().where('workspace_id', '=', reader.workspaceId).where('id', '=', id).where(isVisibleTo(reader)).executeTakeFirst()
    if (!ask) throw new Refusal('not_found', { ask: id })
    return choicesOf(db, ask, ctx.now())
  })
}

/** The days and owners that an answer to this ask may name. */
export async function choicesOf(db: Db, ask: AskRow, now: Date): Promise<AnswerChoices> {
  const { workspace_id: workspaceId, to_department_id: departmentId } = ask
  const calendar = await calendarOf(db, workspaceId, departmentId)
  const today = dayIn(calendar.zone, now)
  const item = departmentId === null ? undefined : await db
    .selectFrom('service_item')
    .innerJoin('service_card', (join) => join.onRef('service_card.workspace_id', '=', 'service_item.workspace_id').onRef('service_card.department_id', '=', 'service_item.department_id'))
    .select('lead_days')
    .where('service_item.workspace_id', '=', workspaceId)
    .where('service_item.department_id', '=', departmentId)
    .where('kind', '=', ask.kind)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  const departments = await db.selectFrom('department').select(['id', 'name', 'is_outside']).where('workspace_id', '=', workspaceId).orderBy('name').execute()
  return {
    today,
    workingDays: workingDaysFrom(calendar, today, WORKING_DAYS_SHOWN),
    possibleFrom: item ? firstPossibleDay(calendar, now, item.lead_days) : null,
    owners: departments
      .filter((each) => each.id !== departmentId && each.id !== ask.from_department_id)
      .map((each) => ({ departmentId: each.id, name: each.name, isOutside: each.is_outside })),
  }
}
