import type { Db } from '../../base/server/database.ts'
import type { Deed } from '../machine.ts'

/** Whoever acts on an ask: somebody at work, a holder of a link, a letter, or Heed itself (no `userId`). Any Ctx is one. */
export type Doer = { readonly actor: { readonly workspaceId: string; readonly userId: string | null }; readonly now: () => Date }

/**
 * What follows from every deed, in its own transaction. Called last by each verb that changed an ask.
 */
export async function afterDeed(_db: Db, _by: Doer, _askId: string, _deed: Deed | 'raise' | 'comment' | 'write_down'): Promise<void> {
}
