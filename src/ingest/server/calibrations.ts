import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { likeliest, type Shift, shifted, shiftFor, type Understanding, UNDERSTOOD_BY } from '../../language/index.ts'
import type { CalibrationTable } from './tables.ts'

/** What a workspace has learned from its judgements of today's models. */
export type Calibration = { readonly version: number; readonly shifts: readonly Shift[] }

/** The calibrations of all workspaces that this transaction sees, as far as they shift anything and were learned of today's models. */
export async function calibrationsInReach(db: Db): Promise<ReadonlyMap<string, Calibration>> {
  const { rows } = await sql<Calibration & { workspace_id: string; understood_by: string }>`
    select distinct on (workspace_id) workspace_id, shifts_as as version, shifts, understood_by from calibration order by workspace_id, version desc`.execute(db)
  const shifting = rows.filter(({ shifts, understood_by }) => understood_by === UNDERSTOOD_BY && shifts.some(({ applies }) => applies))
  return new Map(shifting.map(({ workspace_id, version, shifts }) => [workspace_id, { version, shifts }]))
}

/** What `understood_by` says of what is understood today in a workspace with this calibration. */
export const understoodBy = (calibration: Pick<Calibration, 'version'> | undefined): string => (
  calibration ? `${UNDERSTOOD_BY}+c${calibration.version}` : UNDERSTOOD_BY
)

/** What is otherwise where a calibration is in force. */
export type Calibrated = { readonly sentiment: Understanding['sentiment']; readonly understood_by: string }

/** How something said at this place is understood there: the sentiment is another only where the shift makes another one the likeliest. */
export function calibrated({ lang, sentiment, probabilities }: Understanding, place: string, calibration: Calibration): Calibrated {
  const logOdds = shiftFor(calibration.shifts, lang, place)
  const likelier = logOdds && likeliest(shifted(probabilities, logOdds))
  return { sentiment: likelier && likelier !== likeliest(probabilities) ? likelier : sentiment, understood_by: understoodBy(calibration) }
}

/** Keeps what a workspace has learned, or that it was reset, as this version; false when another was faster with the same. */
export async function keepCalibration(db: Db, { shifts, ...row }: Omit<CalibrationTable, 'shifts'> & { shifts: readonly Shift[] }): Promise<boolean> {
  const kept = await db
    .insertInto('calibration')
    .values({ ...row, shifts: JSON.stringify(shifts) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  return kept !== undefined
}
