import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { FileAnswer } from '../../base/server/serve.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { visibleAsk } from './read-ask.ts'
import { readerOf } from './reader.ts'

/** A file that was attached to an ask that the reader may see. */
export async function attachment(ctx: Ctx, { id, fileId }: ParsedOf<typeof contract.attachment>): Promise<FileAnswer> {
  const file = await ctx.transact(async (db) => {
    const ask = await visibleAsk(db, ctx.actor.workspaceId, id, await readerOf(db, ctx.actor))
    return db
      .selectFrom('ask_file')
      .select(['name', 'type', 'bytes'])
      .where('workspace_id', '=', ask.workspace_id)
      .where('ask_id', '=', ask.id)
      .where('id', '=', fileId)
      .executeTakeFirst()
  })
  if (!file) throw new Refusal('not_found', { file: fileId })
  return { name: file.name, type: file.type, pieces: (async function* () { yield file.bytes })() }
}
