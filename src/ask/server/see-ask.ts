import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { step } from '../machine.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed } from './apply-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Says that a person of the asked side has seen a locked ask. Said again, or when more than that is known, it changes nothing. */
export async function seeAsk(db: Db, doer: Doer, ask: AskRow, { way, by }: { way: 'link' | 'mail' | 'app'; by: string }): Promise<void> {
  if (step(ask.state, 'see') === null) return
  await applyDeed(db, doer, ask, 'see', { tell: (after) => record(db, doer, 'ask.seen', { ...aboutAsk(after), way, by }) })
}
