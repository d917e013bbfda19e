import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Answer, Condition } from '../contract.ts'
import type { AnswerRow } from './count-answer.ts'
import type { AskRow } from './lock-ask.ts'
import { party } from './present-asks.ts'

type Row = AnswerRow & { written_by_name: string | null; condition: ConditionRow | null }
type ConditionRow = {
  words: string; counter_ask_id: string | null; met_at: string | null
  department_id: string | null; department: string | null; is_outside: boolean | null; person_id: string | null; person: string | null
}

/**
 * Every answer to an ask, oldest first, confirmed or not. To who may not see what is for management only, `seesReasons` is false: of such an answer
 * they see its condition, neither its reason nor its words.
 */
export async function answersOf(db: Db, ask: AskRow, { seesReasons }: { seesReasons: boolean }): Promise<Answer[]> {
  const { rows } = await sql<Row>`
    select answer.*, writer.name as written_by_name, ${condition} as condition
    from answer left join auth."user" writer on writer.id = answer.written_by
    where answer.workspace_id = ${ask.workspace_id} and answer.ask_id = ${ask.id}
    order by answer.at, answer.nr`.execute(db)
  return rows.map((row) => presentAnswer(row, seesReasons || !row.management_only))
}

/** Of an answer named `answer`: what would make it a yes. */
const condition: RawBuilder<ConditionRow | null> = sql`(
  select json_build_object(
    'words', c.words, 'counter_ask_id', c.counter_ask_id, 'met_at', c.met_at,
    'department_id', c.department_id, 'department', d.name, 'is_outside', d.is_outside, 'person_id', c.person_id, 'person', p.name)
  from ask_condition c
    left join department d on d.workspace_id = c.workspace_id and d.id = c.department_id
    left join person p on p.workspace_id = c.workspace_id and p.id = c.person_id
  where c.workspace_id = answer.workspace_id and c.answer_id = answer.id)`

function presentAnswer(row: Row, isShown: boolean): Answer {
  return {
    id: row.id,
    round: row.round,
    kind: row.kind,
    due: row.due,
    words: isShown ? row.words : '',
    reason: isShown ? row.reason : null,
    managementOnly: row.management_only,
    condition: row.condition && presentCondition(row.condition),
    way: row.way,
    by: row.by_name,
    byAddress: row.by_address,
    toldOn: row.told_on,
    writtenBy: row.written_by_name,
    at: row.at.toISOString(),
    isUnconfirmed: row.confirmed_at === null,
  }
}

function presentCondition(row: ConditionRow): Condition {
  const hasOwner = row.department_id !== null || row.person_id !== null
  return {
    words: row.words,
    owner: hasOwner ? party(row.department_id, row.department, row.is_outside, row.person_id, row.person) : null,
    counterAskId: row.counter_ask_id,
    metAt: row.met_at === null ? null : new Date(row.met_at).toISOString(),
  }
}
