import type { Db } from '../../base/server/database.ts'
import type { Deed } from '../machine.ts'
import type { Doer } from './doer.ts'
import { keepLedgerRow } from './ledger/keep-ledger-row.ts'
import { tellOf } from './tell/tell-of.ts'
import { planTending } from './tell/tend.ts'

export type { Doer } from './doer.ts'

/**
 * What follows from every deed, in its own transaction. Called last by each verb that changed an ask.
 */
export async function afterDeed(db: Db, by: Doer, askId: string, deed: Deed | 'raise' | 'comment' | 'write_down'): Promise<void> {
  await tellOf(db, by, askId, deed)
  await planTending(db, by, askId)
  await keepLedgerRow(db, by.actor.workspaceId, askId)
}
