import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { Ctx } from '../../ctx.ts'
import type { Workspace, updateWorkspace as contract } from '../contract.ts'
import { presentWorkspace } from './present.ts'

/** Changes what is given of name, address, language and retention. */
export async function updateWorkspace(ctx: Ctx, input: ParsedOf<typeof contract>): Promise<Workspace> {
  const { workspaceId } = ctx.actor
  return refuseDuplicate('workspace_slug_key', new Refusal('people.slug_taken'), () => ctx.transact(async (db) => {
    const row = await db
      .updateTable('workspace')
      .set((eb) => ({
        name: input.name ?? eb.ref('name'),
        slug: input.slug ?? eb.ref('slug'),
        language: input.language ?? eb.ref('language'),
        retention_days: input.retentionDays ?? eb.ref('retention_days'),
      }))
      .where('workspace_id', '=', workspaceId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'people.workspace_updated', { name: row.name, slug: row.slug, language: row.language, retentionDays: row.retention_days })
    return presentWorkspace(row)
  }))
}
