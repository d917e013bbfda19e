/** What of a mention's row is understood. */
import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { UNDERSTOOD_BY, type Understanding } from '../../language/index.ts'
import { calibrated, type Calibration } from './calibrations.ts'
import type { Meant, MentionTable } from './tables.ts'

/** What a person may correct. */
export const MEANT: readonly Meant[] = ['sentiment', 'intent', 'question', 'needs_answer', 'about_staff']
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

/** Whether a person's word counts in a column of the row m: also one that was said of the first of its text, or only its own. */
const ANY_WORD = (column: string) => `'${column}' = any (m.corrected)`
const OWN_WORD = (column: string) => `('${column}' = any (m.corrected) and not coalesce('${column}' = any (m.corrected_on_first), false))`

const anew = (isSaid: (column: string) => string, its: (column: string) => string) => sql.raw([
  ...MEANT.map((column) => `${column} = case when ${isSaid(column)} then m.${column} else ${its(column)} end`),
  ...BY_MACHINES.map((column) => `${column} = ${its(column)}`),
].join(', '))

/** What `update mention m … from … p` sets of them: where a person's word counts, it stays. */
export const UNDERSTAND_ANEW = anew(ANY_WORD, (column) => `p.${column}`)
/** The same from the rows p and c, of what says something else now: what was said of the first of its text is not of these words. */
export const UNDERSTAND_EDITED = sql`${anew(OWN_WORD, calibratedColumn)}, corrected_on_first = null,
  corrected = case when m.corrected_on_first is null then m.corrected
    else (select nullif(array_agg(one), '{}') from unnest(m.corrected) one where one <> all (m.corrected_on_first)) end`

/**
 * What `update mention m … left join mention f` sets where m turns out to be a copy of f: what a person said of the first counts of it as well,
 * unless somebody said something of the copy itself.
 */
export const FOLLOW_FIRST = sql.raw([
  ...MEANT.map((column) => `${column} = case when '${column}' = any (f.corrected) and not coalesce('${column}' = any (m.corrected), false) then f.${column} else m.${column} end`),
  `corrected = case when f.corrected is null then m.corrected else (select array_agg(distinct one) from unnest(m.corrected || f.corrected) one where one <> 'lang' or one = any (m.corrected)) end`,
  `corrected_on_first = (select array_agg(one) from unnest(f.corrected) one where one <> 'lang' and not coalesce(one = any (m.corrected), false))`,
].join(', '))

/** What an update of `mention` sets where nothing is left to be understood. */
export const UNDERSTAND_NOTHING = sql.raw([...COLUMNS, 'corrected', 'corrected_on_first'].map((column) => `${column} = null`).join(', '))

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
export type MeaningRow = UnderstandingRow & Pick<MentionTable, 'lang' | 'corrected' | 'corrected_on_first'>

/** Makes this count of these mentions, in the app's transaction: counts follow by the database's triggers. */
export async function setMeanings(db: Db, rows: readonly (MeaningRow & { readonly id: string })[]): Promise<void> {
  await sql`
    update mention m set lang = p.lang, corrected = p.corrected, corrected_on_first = p.corrected_on_first, ${ALL_OF_IT}
    from json_to_recordset(${JSON.stringify(rows)}::json) p (id uuid, lang text, corrected text[], corrected_on_first text[], ${UNDERSTANDING_TYPED})
    where m.id = p.id`.execute(db)
}

const ALL_OF_IT = sql.raw(COLUMNS.map((column) => `${column} = p.${column}`).join(', '))
