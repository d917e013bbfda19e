import { sql } from 'kysely'
import type { OutputOf } from '../../../base/endpoint.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { emergencyNow } from './emergency.ts'

/** Begins an emergency; where one is on, it goes on as it began. */
export function beginEmergency(ctx: Ctx): Promise<OutputOf<typeof contract.beginEmergency>> {
  const { workspaceId, userId } = ctx.actor
  return ctx.transact(async (db) => {
    const row = await db
      .insertInto('emergency')
      .values({ workspace_id: workspaceId, id: uuidv7(ctx.now()), began_at: ctx.now(), ended_at: null, began_by: userId })
      .onConflict((on) => on.column('workspace_id').where(sql`ended_at`, 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) await record(db, ctx, 'ask.emergency_begun', { emergencyId: row.id })
    return { emergency: await emergencyNow(db, workspaceId) }
  })
}
