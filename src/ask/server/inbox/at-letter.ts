import { type Selectable, sql } from 'kysely'
import type { Db, Doors } from '../../../base/server/database.ts'
import type { MailAnswer } from '../../contract.ts'
import type { Doer } from '../after-deed.ts'
import { type AskRow, lockAsk } from '../lock-ask.ts'
import type { AnswerLinkTable } from '../tables.ts'
import type { TellHouse } from '../tell/house.ts'
import type { Incoming, Own } from './open-letter.ts'
import { type Writer, writerOf } from './writer.ts'

/** What taking letters rests on. */
export type InboxHouse = TellHouse & {
  readonly doors: Doors
  readonly now: () => Date
  readonly own: Own
  /** What a letter says. */
  readonly read: (raw: Uint8Array) => Promise<MailAnswer>
}

/** A letter at the link it came because of, and at the ask, which is locked. */
export type AtLetter = {
  readonly db: Db
  /** Acts when the letter arrived. */
  readonly doer: Doer
  readonly ask: AskRow
  readonly link: Selectable<AnswerLinkTable>
  readonly letter: Incoming
  readonly writer: Writer
}

/** The workspace of a link; null when there is none any more. */
export async function workspaceOf(doors: Doors, linkId: string): Promise<string | null> {
  const { rows } = await doors.asUser(null, (db) => sql<{ id: string | null }>`select workspace_of_link(${linkId}) as id`.execute(db))
  return rows[0]?.id ?? null
}

/**
 * Does the work for a letter in one transaction, unless it has been done before: then null. Its answer was given when it arrived, though it
 * be read later; never before the ask was.
 */
export async function atLetter<T>(house: InboxHouse, { letter, workspaceId, arrivedAt }: { letter: Incoming; workspaceId: string; arrivedAt: Date }, work: (at: AtLetter) => Promise<T>): Promise<T | null> {
  return house.doors.inWorkspace(workspaceId, async (db) => {
    const link = await db.selectFrom('answer_link').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', letter.linkId).executeTakeFirst()
    if (!link) return null
    const ask = await lockAsk(db, workspaceId, link.ask_id)
    const at = new Date(Math.min(Math.max(arrivedAt.getTime(), ask.asked_at.getTime()), house.now().getTime()))
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('letter_taken')
      .values({ workspace_id: workspaceId, link_id: link.id, key: letter.key, kind: 'unread', at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) return null
    const doer: Doer = { actor: { workspaceId, userId: null }, now: () => at }
    return work({ db, doer, ask, link, letter, writer: await writerOf(db, ask, link, letter) })
  })
}
