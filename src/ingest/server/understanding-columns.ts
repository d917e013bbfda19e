/** What of a mention's row is understood. */
import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { UNDERSTOOD_BY, type Understanding } from '../../language/index.ts'
import { calibrated, type Calibration } from './calibrations.ts'
import type { Meant, MentionTable } from './tables.ts'

/** What a person may correct. */
const MEANT: readonly Meant[] = ['sentiment', 'intent', 'question', 'needs_answer', 'about_staff']
const BY_MACHINES = ['negative_p', 'positive_p', 'understood_by'] as const
const COLUMNS = [...MEANT, ...BY_MACHINES]

/** A column of the row p; or, where a workspace's calibration says otherwise (the row c), what that says. */
const calibratedColumn = (column: string) => (column === 'sentiment' || column === 'understood_by' ? `coalesce(c.${column}, p.${column})` : `p.${column}`)

/** The columns of what is understood, from the rows p and c. */
export const CALIBRATED_UNDERSTANDING = sql.raw(COLUMNS.map(calibratedColumn).join(', '))
/** The same, to be filled. */
export const UNDERSTANDING = sql.raw(COLUMNS.join(', '))
/** The same, as `json_to_recordset` is told of them. */
export const UNDERSTANDING_TYPED = sql.raw(`sentiment text, intent text, question boolean, needs_answer boolean, about_staff boolean,
  negative_p real, positive_p real, understood_by text`)

const anew = (its: (column: string) => string) => sql.raw([
  ...MEANT.map((column) => `${column} = case when '${column}' = any (m.corrected) then m.${column} else ${its(column)} end`),
  ...BY_MACHINES.map((column) => `${column} = ${its(column)}`),
].join(', '))

/** What `update mention m … from … p` sets of them: where a person's word counts, it stays. */
export const UNDERSTAND_ANEW = anew((column) => `p.${column}`)
/** The same from the rows p and c. */
export const UNDERSTAND_ANEW_CALIBRATED = anew(calibratedColumn)

/** What an update of `mention` sets where nothing is left to be understood. */
export const UNDERSTAND_NOTHING = sql.raw([...COLUMNS, 'corrected'].map((column) => `${column} = null`).join(', '))

export type UnderstandingRow = { [Column in (typeof COLUMNS)[number]]: MentionTable[Column] }

/** What was understood, as a row has it; for one workspace alone, by its calibration. */
export function understandingRow(understanding: Understanding | null, its?: { readonly place: string; readonly calibration: Calibration | undefined }): UnderstandingRow {
  return {
    sentiment: understanding?.sentiment ?? null,
    intent: understanding?.intent ?? null,
    question: understanding?.question ?? null,
    needs_answer: understanding?.needsAnswer ?? null,
    about_staff: understanding?.aboutStaff ?? null,
    negative_p: understanding?.probabilities.negative ?? null,
    positive_p: understanding?.probabilities.positive ?? null,
    understood_by: understanding && UNDERSTOOD_BY,
    ...(understanding && its?.calibration && calibrated(understanding, its.place, its.calibration)),
  }
}

/** What counts of a mention: its language, what it means, and in which of these a person's word counts (null: in none). */
export type MeaningRow = UnderstandingRow & Pick<MentionTable, 'lang' | 'corrected'>

/** Makes this count of a mention, in the app's transaction: counts follow by the database's triggers. */
export async function setMeaning(db: Db, mentionId: string, row: MeaningRow): Promise<void> {
  await db.updateTable('mention').set(row).where('id', '=', mentionId).execute()
}
