import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { FileAnswer } from '../../../base/server/serve.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { atLink, type Links } from './at-link.ts'

/** A file that is attached to the ask of a link. */
export async function fileByLink(ctx: TokenCtx, { token, fileId }: ParsedOf<typeof contract.fileByLink>, links: Links): Promise<FileAnswer> {
  const file = await atLink(ctx, token, links, (db, { link }) => db
    .selectFrom('ask_file')
    .select(['name', 'type', 'bytes'])
    .where('workspace_id', '=', link.workspace_id)
    .where('ask_id', '=', link.ask_id)
    .where('id', '=', fileId)
    .executeTakeFirst())
  if (!file) throw new Refusal('not_found')
  const { name, type, bytes } = file
  return { name, type, pieces: (async function* () { yield bytes })() }
}
