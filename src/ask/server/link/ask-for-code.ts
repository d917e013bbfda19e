import type { Selectable } from 'kysely'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { enqueue } from '../../../base/server/jobs.ts'
import type { Mail } from '../../../base/server/mail.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Doer } from '../doer.ts'
import type { AnswerLinkTable } from '../tables.ts'
import { isDemo } from '../tell/add-sending.ts'
import { codeExpiry } from './code.ts'
import { CODE_LETTER } from './mail-code.ts'

const DAY_MS = 86_400_000
/** So many codes are mailed because of one link within a day: with five tries each, guessing one stays hopeless, and nobody's mailbox is filled. */
export const CODES_A_DAY_MAX = 10

type Unconfirmed = { readonly answerId: string; readonly link: Pick<Selectable<AnswerLinkTable>, 'id' | 'ask_id' | 'person_id'>; readonly round: number }

/**
 * Has a code mailed to the person of a link, by which an answer that is stored unconfirmed comes to count. Where none can be mailed (no
 * person, no address, no mail server) nothing is done: the answer stays as it is, whoever asked sees so, calls, and writes down what they
 * are told (`ask.write_down`), which counts.
 */
export async function askForCode(db: Db, doer: Doer, { answerId, link, round }: Unconfirmed, { mail }: { mail: Pick<Mail, 'configured'> }): Promise<void> {
  const { workspaceId } = doer.actor
  const now = doer.now()
  if (link.person_id === null || !mail.configured) return
  const person = await db.selectFrom('person').select('email').where('workspace_id', '=', workspaceId).where('id', '=', link.person_id).executeTakeFirst()
  if (person?.email == null || await isDemo(db, workspaceId)) return
  const { count } = await db
    .selectFrom('answer_code')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('link_id', '=', link.id)
    .where('made_at', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow()
  if (Number(count) >= CODES_A_DAY_MAX) throw new Refusal('too_many')
  const sendingId = uuidv7(now)
  await db.insertInto('answer_code').values({ workspace_id: workspaceId, answer_id: answerId, link_id: link.id, made_at: now, expires_at: codeExpiry(now) }).execute()
  await db
    .insertInto('sending')
    .values({
      workspace_id: workspaceId, id: sendingId, ask_id: link.ask_id, round, link_id: link.id, person_id: link.person_id, address: person.email,
      channel: 'mail', purpose: 'code', state: 'waiting', problem: null, at: now, done_at: null,
    })
    .execute()
  await enqueue(db, CODE_LETTER, { answerId, sendingId }, { key: `ask.mail_code ${answerId}` })
}

/** The code that the last answer of an ask waits for, and to whom it was mailed; null when it waits for none. */
export async function codeAwaited(db: Db, workspaceId: string, askId: string): Promise<{ answerId: string; sentTo: string } | null> {
  const last = await db
    .selectFrom('answer')
    .leftJoin('answer_code', (join) => join.onRef('answer_code.workspace_id', '=', 'answer.workspace_id').onRef('answer_code.answer_id', '=', 'answer.id'))
    .leftJoin('answer_link', (join) => join.onRef('answer_link.workspace_id', '=', 'answer_code.workspace_id').onRef('answer_link.id', '=', 'answer_code.link_id'))
    .leftJoin('person', (join) => join.onRef('person.workspace_id', '=', 'answer_link.workspace_id').onRef('person.id', '=', 'answer_link.person_id'))
    .select(['answer.id', 'confirmed_at', 'email'])
    .where('answer.workspace_id', '=', workspaceId)
    .where('answer.ask_id', '=', askId)
    .orderBy('answer.at', 'desc').orderBy('answer.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last && last.confirmed_at === null && last.email !== null ? { answerId: last.id, sentTo: veiled(last.email) } : null
}

/** An address as its owner knows it again and nobody else learns it: `d•••@lantern.example`. */
const veiled = (address: string): string => address.replace(/^(.)[^@]*/u, '$1•••')
