import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import { keepCalibration } from '../../../ingest/index.ts'
import { type Judgement, languageGroup, learnShifts, type Sentiment, SENTIMENTS, type Shift, UNDERSTOOD_BY } from '../../../language/index.ts'
import { NOT_TAKEN_BACK } from './effective.ts'

/** It is learned anew each time so many checks have come together. */
const LEARN_EVERY_CHECKS = 10
/** Log-odds; a shift that would move by less stays. */
const MOVES_FROM = 0.1
/** The newest; what people thought long ago teaches less. */
const JUDGEMENTS_MAX = 1_000

/** The newest calibration, whether it shifts anything or not; null: there was never one. */
export const newestCalibration = (db: Db) => db.selectFrom('calibration').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()

/** Learns from the workspace's judgements if it is time, and keeps what was learned as a new version, where it is another than before. */
export async function learn(db: Db, ctx: Ctx): Promise<void> {
  const newest = await newestCalibration(db)
  const since = await db.selectFrom('calibration').select('made_at').where('is_reset', '=', true).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (await countChecks(db, since?.made_at ?? null) % LEARN_EVERY_CHECKS !== 0) return
  const judgements = await judgementsSince(db, since?.made_at ?? null)
  const before = newest?.understood_by === UNDERSTOOD_BY ? newest.shifts : []
  const { shifts, isSame } = steady(learnShifts(judgements), before)
  if (shifts.length === 0 && before.length === 0) return
  const version = (newest?.version ?? 0) + 1
  const made = await keepCalibration(db, {
    workspace_id: ctx.actor.workspaceId, version, shifts_as: isSame && newest ? newest.shifts_as : version, shifts, is_reset: false, understood_by: UNDERSTOOD_BY,
    judgements: judgements.length, made_by: null, made_at: ctx.now(),
  })
  if (made) await record(db, ctx, 'listen.calibration_learned', { version, applied: shifts.filter(({ applies }) => applies).length })
}

/** Mentions that were checked with the models of today, and whose check counts. */
async function countChecks(db: Db, since: Date | null): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`
    select count(*)::int as n from mention_correction c where c.what = 'sentiment' and c.is_check and ${OF_TODAYS_MODELS} ${after(since)} and ${NOT_TAKEN_BACK}`.execute(db)
  return row?.n ?? 0
}

type Row = { mention_id: string; lang: string; place: string; said: Sentiment; negative_p: number; positive_p: number; is_check: boolean }

/** One for each mention: its check, or else the last that was said in passing. */
async function judgementsSince(db: Db, since: Date | null): Promise<Judgement[]> {
  const { rows } = await sql<Row>`
    select distinct on (mention_id) * from (
      select c.mention_id, c.n, c.lang, c.place, c.said, c.negative_p, c.positive_p, c.is_check
      from mention_correction c where c.what = 'sentiment' and c.negative_p is not null and ${OF_TODAYS_MODELS} ${after(since)} and ${NOT_TAKEN_BACK}
      order by c.n desc limit ${JUDGEMENTS_MAX}) newest
    order by mention_id, is_check desc, n desc`.execute(db)
  return rows.map(({ mention_id, lang, place, said, negative_p, positive_p, is_check }) => ({
    mentionId: mention_id, group: languageGroup(lang), place, said, isCheck: is_check,
    machine: { negative: negative_p, neutral: Math.max(1 - negative_p - positive_p, 0), positive: positive_p },
  }))
}

const OF_TODAYS_MODELS = sql<boolean>`split_part(c.understood_by, '+', 1) = ${UNDERSTOOD_BY}`
const after = (since: Date | null) => (since ? sql`and c.said_at > ${since}` : sql``)

/**
 * What was learned, with shifts left as they were where they would move only a little: each other shift has all that is stored understood
 * anew. `isSame`: no mention would be understood otherwise than before.
 */
function steady(learned: readonly Shift[], before: readonly Shift[]): { shifts: readonly Shift[]; isSame: boolean } {
  const was = new Map(before.map((shift) => [keyOf(shift), shift]))
  const shifts = learned.map((shift) => {
    const old = was.get(keyOf(shift))
    return old && SENTIMENTS.every((sentiment) => Math.abs(old.logOdds[sentiment] - shift.logOdds[sentiment]) < MOVES_FROM) ? { ...shift, logOdds: old.logOdds } : shift
  })
  return { shifts, isSame: effectOf(shifts) === effectOf(before) }
}

const keyOf = ({ group, place }: Shift): string => `${group} ${place ?? ''}`
const effectOf = (shifts: readonly Shift[]): string => (
  JSON.stringify(shifts.flatMap((shift) => (shift.applies ? [[keyOf(shift), ...SENTIMENTS.map((sentiment) => shift.logOdds[sentiment])]] : [])))
)
