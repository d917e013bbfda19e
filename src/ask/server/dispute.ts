import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { changePromise, lastPromise, type PromiseRow } from './promises.ts'

const DAY_MS = 86_400_000
/** So long after a promise was called kept one may say that it was not. */
export const DISPUTE_DAYS = 14

/** Whether what was called kept may still be disputed. */
export const isDisputable = ({ state, ended_at }: Pick<PromiseRow, 'state' | 'ended_at'>, now: Date): boolean =>
  state === 'kept' && ended_at !== null && now.getTime() <= ended_at.getTime() + DISPUTE_DAYS * DAY_MS

/** Says that what was called kept of a locked ask was not: the promise is open again, with its day. Refuses when it is too late. */
export async function dispute(db: Db, doer: Doer, ask: AskRow, { words }: { words: string }): Promise<void> {
  stateAfter(ask, 'dispute')
  const promise = await lastPromise(db, ask)
  if (!isDisputable(promise, doer.now())) throw new Refusal('ask.dispute_late')
  await applyDeed(db, doer, ask, 'dispute', {
    tell: async (after) => {
      await changePromise(db, promise, { state: 'due', kept_on: null, ended_at: null })
      await record(db, doer, 'promise.disputed', { ...aboutAsk(after), promiseId: promise.id, words })
    },
  })
}
