import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { FILE_BYTES_MAX } from '../contract.ts'
import type { Doer } from './after-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Of one ask. */
export const FILES_MAX = 10

/** Attaches a file to a locked ask. */
export async function attachFile(db: Db, doer: Doer, ask: AskRow, { name, type, bytes }: { name: string; type: string; bytes: Buffer }): Promise<void> {
  if (bytes.length > FILE_BYTES_MAX) throw new Refusal('bad_input', { field: 'base64' })
  const files = await db.selectFrom('ask_file').select('id').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).execute()
  if (files.length >= FILES_MAX) throw new Refusal('ask.too_many_files', { most: FILES_MAX })
  const id = uuidv7(doer.now())
  await db
    .insertInto('ask_file')
    .values({ workspace_id: ask.workspace_id, id, ask_id: ask.id, name, type: type || 'application/octet-stream', bytes, added_by: doer.actor.userId, at: doer.now() })
    .execute()
  await record(db, doer, 'ask.file_attached', { ...aboutAsk(ask), fileId: id, name })
}
