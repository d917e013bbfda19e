import type { Db } from '../../base/server/database.ts'
import { calendarOf } from '../../people/index.ts'
import { Draft } from '../contract.ts'
import type { Doer } from './after-deed.ts'
import type { AskRow } from './lock-ask.ts'
import { raiseAsk } from './raise-ask.ts'
import { dayIn } from './working-days.ts'

const TITLE_LETTERS = 160
/** How many asks may follow from one another by themselves. */
const CHAIN_MAX = 8

/**
 * Asks whoever owns the condition of a refusal for it, in the name of those who refused. Not when that is the asking or the refusing side itself,
 * nor when the same department asks the same already further up the chain: two who each wait for the other are told so by what they see.
 */
export async function raiseCounterAsk(db: Db, doer: Doer, ask: AskRow, answerId: string): Promise<void> {
  const condition = await db
    .selectFrom('ask_condition')
    .selectAll()
    .where('workspace_id', '=', ask.workspace_id)
    .where('answer_id', '=', answerId)
    .executeTakeFirst()
  if (!condition || (condition.department_id === null && condition.person_id === null)) return
  const from = ask.to_department_id ?? ask.from_department_id
  const owner = { departmentId: condition.department_id, personId: condition.person_id }
  if (isOneOf(ask, owner) || await isAskedAbove(db, ask, from, owner)) return

  const calendar = await calendarOf(db, ask.workspace_id, owner.departmentId)
  const today = dayIn(calendar.zone, doer.now())
  const mentions = await db.selectFrom('ask_voice').select('mention_id').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).orderBy('place').execute()
  const draft = Draft.parse({
    kind: 'other', title: titleOf(condition.words), details: condition.words, worth: ask.worth,
    fromDepartmentId: from, toDepartmentId: owner.personId === null ? owner.departmentId : null, toPersonId: owner.personId,
    neededBy: ask.needed_by < today ? today : ask.needed_by,
    mentionIds: mentions.map(({ mention_id }) => mention_id), queryId: ask.query_id,
  })
  const counter = await raiseAsk(db, doer, draft, { key: answerId, counterTo: ask.id })
  await db
    .updateTable('ask_condition')
    .set({ counter_ask_id: counter.id })
    .where('workspace_id', '=', ask.workspace_id)
    .where('answer_id', '=', answerId)
    .execute()
}

type Owner = { readonly departmentId: string | null; readonly personId: string | null }

/** Whether the owner is a side of the ask itself. */
function isOneOf(ask: AskRow, { departmentId, personId }: Owner): boolean {
  if (personId !== null && personId === ask.to_person_id) return true
  return departmentId !== null && (departmentId === ask.from_department_id || departmentId === ask.to_department_id)
}

/** Whether an ask that this one came of, however far up, already goes from the one to the other; or whether the chain is too long. */
async function isAskedAbove(db: Db, ask: AskRow, from: string | null, owner: Owner): Promise<boolean> {
  let above = ask.counter_to
  for (let links = 1; above !== null; links++) {
    if (links >= CHAIN_MAX) return true
    const row = await db
      .selectFrom('ask')
      .select(['counter_to', 'from_department_id', 'to_department_id', 'to_person_id'])
      .where('workspace_id', '=', ask.workspace_id)
      .where('id', '=', above)
      .executeTakeFirstOrThrow()
    const isSameOwner = owner.departmentId === null ? owner.personId === row.to_person_id : owner.departmentId === row.to_department_id
    if (isSameOwner && from === row.from_department_id) return true
    above = row.counter_to
  }
  return false
}

/** The first line of a condition, as long as a title may be. */
function titleOf(words: string): string {
  const line = words.split('\n', 1)[0]?.replaceAll(/\p{Cc}/gu, ' ').toWellFormed().trim() ?? ''
  return line.length <= TITLE_LETTERS ? line : `${line.slice(0, TITLE_LETTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
