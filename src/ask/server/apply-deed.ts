import { type Updateable } from 'kysely'
import { assert, Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { calendarOf } from '../../people/index.ts'
import { ANSWERS, beginsRound, type Deed, makesPromise, step, takesPromiseBack, type State } from '../machine.ts'
import { answerDaysOf } from './answer-days.ts'
import { afterDeed, type Doer } from './after-deed.ts'
import type { AskRow } from './lock-ask.ts'
import { makePromise, type Pledge, takePromiseBack } from './promises.ts'
import type { AskTable } from './tables.ts'
import { answerDue } from './working-days.ts'

type Change = {
  /** What the deed changes of the ask besides what follows from every such deed. */
  readonly change?: Partial<Pick<AskRow, 'needed_by' | 'answer_id'>>
  /** With a deed that makes a promise. */
  readonly pledge?: Pledge | undefined
  /** Records what happened, and changes what is not the ask's own row. Given the ask as it is now. */
  readonly tell: (after: AskRow) => Promise<void>
}

/**
 * The one way in which an ask's state changes: the machine is asked, the row and its promise follow, and so does what follows from every
 * deed. Within the transaction that has locked the ask. Refuses what the state does not allow as `ask.not_now`. Returns the ask as it is now.
 */
export async function applyDeed(db: Db, doer: Doer, ask: AskRow, deed: Deed, { change = {}, pledge, tell }: Change): Promise<AskRow> {
  const state = stateAfter(ask, deed)
  const after = await db
    .updateTable('ask')
    .set({ ...await follows(db, doer, ask, deed, state), ...change, state, revision: ask.revision + 1 })
    .where('workspace_id', '=', ask.workspace_id)
    .where('id', '=', ask.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(after)
  if (takesPromiseBack(deed)) await takePromiseBack(db, doer, after)
  if (makesPromise(ask.state, deed)) {
    assert(pledge, 'what makes a promise says what is promised')
    await makePromise(db, doer, after, pledge)
  }
  await afterDeed(db, doer, ask.id, deed)
  return after
}

/** Where a deed leads. Refuses one that the ask's state does not allow. */
export function stateAfter(ask: AskRow, deed: Deed): State {
  const state = step(ask.state, deed)
  if (state === null) throw new Refusal('ask.not_now', { state: ask.state })
  return state
}

/** What of an ask's row follows from its deed: when it was seen and answered, and by when an answer is due. */
async function follows(db: Db, doer: Doer, ask: AskRow, deed: Deed, state: State): Promise<Updateable<AskTable>> {
  const now = doer.now()
  if (beginsRound(deed)) {
    return {
      round: ask.round + 1, asked_at: now, answer_by: await answerBy(db, ask, now),
      delivered_at: null, seen_at: null, answered_at: null, silent_at: null, answer_id: null,
    }
  }
  const known = { seen_at: ask.seen_at ?? now, delivered_at: ask.delivered_at ?? now }
  if (deed === 'see') return known
  // A date is asked for by when an answer was: once, so that saying *yes* again and again puts nothing off.
  const again = state === 'needs_date' && ask.state !== 'needs_date' ? { answer_by: await answerBy(db, ask, now) } : {}
  if (!ANSWERS.some((kind) => kind === deed)) return again
  return { ...known, ...again, silent_at: null, ...(deed !== 'yes_needs_date' && { answered_at: ask.answered_at ?? now }) }
}

/** By when the asked side answers what is asked now: as its card says, or as usual. */
export async function answerBy(db: Db, ask: Pick<AskRow, 'workspace_id' | 'to_department_id'>, now: Date): Promise<Date | null> {
  return answerDue(await calendarOf(db, ask.workspace_id, ask.to_department_id), now, await answerDaysOf(db, ask))
}
