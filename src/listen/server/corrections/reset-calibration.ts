import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import { keepCalibration } from '../../../ingest/index.ts'
import { UNDERSTOOD_BY } from '../../../language/index.ts'
import { newestCalibration } from './learn.ts'

/** Shifts nothing from now on, and learns only from what is judged later. Where nothing was learned, it does nothing. */
export async function resetCalibration(ctx: Ctx): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const newest = await newestCalibration(db)
    if (!newest || newest.is_reset) return {}
    const version = newest.version + 1
    const made = await keepCalibration(db, {
      workspace_id: ctx.actor.workspaceId, version, shifts_as: version, shifts: [], is_reset: true, understood_by: UNDERSTOOD_BY, judgements: 0,
      made_by: ctx.actor.userId, made_at: ctx.now(),
    })
    if (made) await record(db, ctx, 'listen.calibration_reset', { version })
    return {}
  })
}
