import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { AnswerGiven } from '../contract.ts'
import { afterDeed, type Doer } from './after-deed.ts'
import type { From } from './answer-ask.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Of one ask. */
export const COMMENTS_MAX = 500

type Said = {
  readonly words: string
  readonly userId: string | null
  readonly personId: string | null
  readonly byName: string
  /** A mail that could not be read as an answer, as it came. */
  readonly isUnreadMail: boolean
  /** What comes twice with one key is kept once; null: it does not come twice. */
  readonly key: string | null
}

/** Adds words to a locked ask, for both sides; in whatever state it is. They are no answer. */
export async function commentOnAsk(db: Db, doer: Doer, ask: AskRow, said: Said): Promise<{ commentId: string; isNew: boolean }> {
  const comments = await db.selectFrom('ask_comment').select(['id', 'key']).where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).execute()
  const known = said.key === null ? undefined : comments.find(({ key }) => key === said.key)
  if (known) return { commentId: known.id, isNew: false }
  if (comments.length >= COMMENTS_MAX) throw new Refusal('too_many', { most: COMMENTS_MAX })
  const id = uuidv7(doer.now())
  await db
    .insertInto('ask_comment')
    .values({
      workspace_id: ask.workspace_id, id, ask_id: ask.id, words: said.words, user_id: said.userId, person_id: said.personId, by_name: said.byName,
      is_unread_mail: said.isUnreadMail, at: doer.now(), key: said.key,
    })
    .execute()
  if (said.isUnreadMail) await record(db, doer, 'ask.mail_unread', { ...aboutAsk(ask), commentId: id })
  else await record(db, doer, 'ask.commented', { ...aboutAsk(ask), commentId: id, by: said.byName })
  await afterDeed(db, doer, ask.id, 'comment')
  return { commentId: id, isNew: true }
}

/** Keeps the words of an answer that came too late to count, as a comment on a locked ask. In another transaction than the one it was refused in. */
export async function keepWords(db: Db, doer: Doer, ask: AskRow, given: AnswerGiven, { userId, personId, byName, key }: From): Promise<void> {
  const condition = given.kind === 'no_because' ? given.condition?.words : undefined
  const words = [given.words, condition].filter(Boolean).join('\n')
  if (words !== '') await commentOnAsk(db, doer, ask, { words, userId, personId, byName, isUnreadMail: false, key })
}
