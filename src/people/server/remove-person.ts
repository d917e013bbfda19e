import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { removePerson as contract } from '../contract.ts'

/** Removes a person. The account and its membership, if any, stay. */
export async function removePerson(ctx: Ctx, { id }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  await ctx.transact(async (db) => {
    const row = await db
      .deleteFrom('person')
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'people.person_removed', { personId: id })
  })
  return {}
}
