import type { OutputOf } from '../../../base/endpoint.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { replanAll } from '../tell/tend.ts'

/** Ends the emergency, if one is on. */
export function endEmergency(ctx: Ctx): Promise<OutputOf<typeof contract.endEmergency>> {
  return ctx.transact(async (db) => {
    const row = await db
      .updateTable('emergency')
      .set((eb) => ({ ended_at: eb.fn('greatest', [eb.ref('began_at'), eb.val(ctx.now())]) }))
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!row) return { emergency: null }
    await record(db, ctx, 'ask.emergency_ended', { emergencyId: row.id })
    await replanAll(db, ctx.actor.workspaceId)
    return { emergency: null }
  })
}
