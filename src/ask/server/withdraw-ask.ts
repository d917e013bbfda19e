import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed } from './apply-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Takes a locked ask back; a promise made on it is released. */
export async function withdrawAsk(db: Db, doer: Doer, ask: AskRow, { words }: { words: string }): Promise<void> {
  await applyDeed(db, doer, ask, 'withdraw', { tell: (after) => record(db, doer, 'ask.withdrawn', { ...aboutAsk(after), words }) })
}
