import type { Selectable } from 'kysely'
import { assert } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Calendar } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import type { PromiseTable } from './tables.ts'
import { dayIn } from './working-days.ts'

export type PromiseRow = Selectable<PromiseTable>

/** What is promised by when, and by which answer. */
export type Pledge = { readonly answerId: string; readonly due: string; readonly scope: string }

/** The last promise of an ask that has one. */
export async function lastPromise(db: Db, ask: AskRow): Promise<PromiseRow> {
  assert(ask.promise_id, 'an ask in this state has a promise')
  return db.selectFrom('promise').selectAll().where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.promise_id).executeTakeFirstOrThrow()
}

/** Begins a promise, and says so. */
export async function makePromise(db: Db, doer: Doer, ask: AskRow, { answerId, due, scope }: Pledge): Promise<void> {
  const id = uuidv7(doer.now())
  await db
    .insertInto('promise')
    .values({
      workspace_id: ask.workspace_id, id, ask_id: ask.id, round: ask.round, answer_id: answerId, made_at: doer.now(),
      first_due: due, due, scope, state: 'due', kept_on: null, ended_at: null,
    })
    .execute()
  await db.updateTable('ask').set({ promise_id: id }).where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.id).execute()
  await record(db, doer, 'promise.made', { ...aboutAsk(ask), promiseId: id, due })
}

/** Takes back the promise that is open, if one is, and says so. */
export async function takePromiseBack(db: Db, doer: Doer, ask: AskRow): Promise<void> {
  const promise = await db
    .updateTable('promise')
    .set({ state: 'withdrawn', ended_at: doer.now() })
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('state', '=', 'due')
    .returning('id')
    .executeTakeFirst()
  if (promise) await record(db, doer, 'promise.withdrawn', { ...aboutAsk(ask), promiseId: promise.id })
}

/** Changes a promise as its ask's deed says. */
export async function changePromise(db: Db, promise: PromiseRow, change: Partial<PromiseRow>): Promise<void> {
  await db.updateTable('promise').set(change).where('workspace_id', '=', promise.workspace_id).where('id', '=', promise.id).execute()
}

type Move = { readonly due: string; readonly words: string; readonly by: string; readonly calendar: Calendar }

/** Names another day for an open promise, and says so. The same day again is no move. */
export async function moveDue(db: Db, doer: Doer, ask: AskRow, { due, words, by, calendar }: Move): Promise<void> {
  const promise = await lastPromise(db, ask)
  if (due === promise.due) return
  const inAdvance = dayIn(calendar.zone, doer.now()) <= promise.due
  await changePromise(db, promise, inAdvance ? { due, moves: promise.moves + 1 } : { due, moved_late: true })
  await record(db, doer, 'promise.moved', { ...aboutAsk(ask), promiseId: promise.id, from: promise.due, to: due, inAdvance, words, by })
}
