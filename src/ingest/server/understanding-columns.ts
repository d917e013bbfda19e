/** What of a mention's row is understood. */
import { sql } from 'kysely'
import { UNDERSTOOD_BY, type Understanding } from '../../language/index.ts'
import type { Meant, MentionTable } from './tables.ts'

/** What a person may correct. */
const MEANT: readonly Meant[] = ['sentiment', 'intent', 'question', 'needs_answer', 'about_staff']
const BY_MACHINES = ['negative_p', 'positive_p', 'understood_by'] as const
const COLUMNS = [...MEANT, ...BY_MACHINES]

/** The columns of what is understood, named after the row they are read from. */
export const understandingOf = (row: string) => sql.raw(COLUMNS.map((column) => `${row}.${column}`).join(', '))
/** The same, to be filled. */
export const UNDERSTANDING = sql.raw(COLUMNS.join(', '))
/** The same, as `json_to_recordset` is told of them. */
export const UNDERSTANDING_TYPED = sql.raw(`sentiment text, intent text, question boolean, needs_answer boolean, about_staff boolean,
  negative_p real, positive_p real, understood_by text`)

/** What `update mention m … from … p` sets of them: where a person's word counts, it stays. */
export const UNDERSTAND_ANEW = sql.raw([
  ...MEANT.map((column) => `${column} = case when '${column}' = any (m.corrected) then m.${column} else p.${column} end`),
  ...BY_MACHINES.map((column) => `${column} = p.${column}`),
].join(', '))

/** What an update of `mention` sets where nothing is left to be understood. */
export const UNDERSTAND_NOTHING = sql.raw([...COLUMNS, 'corrected'].map((column) => `${column} = null`).join(', '))

type UnderstandingRow = { [Column in (typeof COLUMNS)[number]]: MentionTable[Column] }

/** What was understood, as a row has it. */
export function understandingRow(understanding: Understanding | null): UnderstandingRow {
  return {
    sentiment: understanding?.sentiment ?? null,
    intent: understanding?.intent ?? null,
    question: understanding?.question ?? null,
    needs_answer: understanding?.needsAnswer ?? null,
    about_staff: understanding?.aboutStaff ?? null,
    negative_p: understanding?.probabilities.negative ?? null,
    positive_p: understanding?.probabilities.positive ?? null,
    understood_by: understanding && UNDERSTOOD_BY,
  }
}
