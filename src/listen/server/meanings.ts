/** What mentions mean, in the counts: of each cell one column per sentiment and intent, see migrations/…-understanding.sql. */
import { type RawBuilder, sql } from 'kysely'
import { INTENTS, type Intent, type Sentiment, SENTIMENTS } from '../../language/contract.ts'
import { isOfMeanings, type Meanings } from './read-filter.ts'
import type { MeaningColumn } from './tables.ts'

/** Mentions with one sentiment and intent; of those only what needs an answer, is about staff, or both. */
type Cell = { readonly sentiment: Sentiment; readonly intent: Intent; readonly needsAnswer: boolean; readonly aboutStaff: boolean }

/** The column that counts it. */
export const columnOf = ({ sentiment, intent, needsAnswer, aboutStaff }: Cell): MeaningColumn => (
  `${sentiment}_${intent}${needsAnswer ? (aboutStaff ? '_both' : '_needs') : aboutStaff ? '_staff' : ''}`
)

/** The cells that together count each mention that is wanted once. */
export const cellsOf = ({ sentiments, intents, needsAnswer, aboutStaff }: Meanings): Cell[] => (
  (sentiments ?? SENTIMENTS).flatMap((sentiment) => (intents ?? INTENTS).map((intent) => ({ sentiment, intent, needsAnswer, aboutStaff })))
)

const CELLS: readonly Cell[] = [true, false].flatMap((needsAnswer) => (
  [true, false].flatMap((aboutStaff) => cellsOf({ sentiments: null, intents: null, needsAnswer, aboutStaff }))
))

/** The columns of all. */
export const MEANING_COLUMNS: readonly MeaningColumn[] = CELLS.map(columnOf)

/** How many of a cell are wanted, as n. */
export function meant(wanted: Meanings | undefined): RawBuilder<unknown> {
  if (!wanted || !isOfMeanings(wanted)) return sql`n`
  return sql.raw(`${['0', ...cellsOf(wanted).map((cell) => `coalesce(${columnOf(cell)}, 0)`)].join(' + ')} as n`)
}

/** ` and …` for each part of what a mention, or a line of the ledger, is to mean. */
export function ofMeanings({ sentiments, intents, needsAnswer, aboutStaff }: Meanings): RawBuilder<unknown> {
  return sql.join([
    sentiments === null ? sql`` : sql`and sentiment = any (${[...sentiments]})`,
    intents === null ? sql`` : sql`and intent = any (${[...intents]})`,
    needsAnswer ? sql`and needs_answer` : sql``,
    aboutStaff ? sql`and about_staff` : sql``,
  ], sql` `)
}

/** Rows meaning (a column's name) and n, from cells with all of the columns. */
export const meaningsOfCells = (cells: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select v.meaning, v.n from (select ${sql.raw(MEANING_COLUMNS.map((name) => `sum(${name}) as ${name}`).join(', '))} from (${cells}) c) s
    cross join lateral (values ${sql.raw(MEANING_COLUMNS.map((name) => `('${name}', s.${name})`).join(', '))}) v (meaning, n) where v.n is not null`

/** The same from rows as a mention or the ledger has them. */
export const meaningsOfRows = (rows: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select r.sentiment || '_' || r.intent || v.suffix as meaning, r.n from (${rows}) r cross join lateral (values
    (true, ''), (r.needs_answer, '_needs'), (r.about_staff, '_staff'), (r.needs_answer and r.about_staff, '_both')) v (has, suffix)
  where v.has and r.sentiment is not null`

const place = (all: readonly string[], of: string) => `array_position(array['${all.join("', '")}'], ${of})`

/** The place of a line’s sentiment and intent among all, so that compacting compares numbers. */
export const PLACE_OF_MEANING = sql.raw(`${place(SENTIMENTS, 'sentiment')} * ${INTENTS.length + 1} + ${place(INTENTS, 'intent')}`)

/** For each column, the sum of n of the lines with its meaning, which have their `PLACE_OF_MEANING` as meaning. */
export const SUM_OF_EACH_MEANING = sql.raw(CELLS.map(({ sentiment, intent, needsAnswer, aboutStaff }) => {
  const at = (SENTIMENTS.indexOf(sentiment) + 1) * (INTENTS.length + 1) + INTENTS.indexOf(intent) + 1
  return `nullif(sum(n) filter (where meaning = ${at}${needsAnswer ? ' and needs_answer' : ''}${aboutStaff ? ' and about_staff' : ''}), 0)`
}).join(', '))

/** What an insert into counts named c sets of each column where the row was there before. */
export const ADD_EACH_MEANING = sql.raw(MEANING_COLUMNS.map((name) => (
  `${name} = nullif(coalesce(c.${name}, 0) + coalesce(excluded.${name}, 0), 0)`
)).join(', '))
