import type { Insertable, Selectable } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../base/server/database.ts'
import { enqueue } from '../../../base/server/jobs.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { AskRow } from '../lock-ask.ts'
import type { SendingTable } from '../tables.ts'
import type { News } from './news.ts'
import type { Recipient } from './recipients.ts'

export type SendingRow = Selectable<SendingTable>

/** The job that hands one letter to the mail server, and the one that tells somebody what waits for them. */
export const MAIL_LETTER = { name: 'ask.mail', data: z.object({ sendingId: z.uuid() }) } as const
export const TELL_NEWS = { name: 'ask.tell', data: z.object({ address: z.string().max(254) }) } as const

type Message = Pick<Insertable<SendingTable>, 'channel' | 'purpose'> & {
  readonly to: Recipient | null
  /** Where it goes, if not to the recipient's own. */
  readonly address?: string
  readonly linkId?: string
  /** See `SendingTable`: the same twice is said once. */
  readonly slot?: string
  /** Already with whom it is for: somebody handed it over. */
  readonly isSent?: boolean
}

/** The demo tells a story: its people have no mailboxes. */
export async function isDemo(db: Db, workspaceId: string): Promise<boolean> {
  const { is_demo } = await db.selectFrom('workspace').select('is_demo').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  return is_demo
}

/** Has a letter mailed to the asked side, or notes what was handed over. Returns its id; null when its duty was done before, and in the demo. */
export async function addSending(db: Db, ask: AskRow, now: Date, message: Message): Promise<string | null> {
  const id = await insert(db, ask, now, message)
  if (id !== null && !message.isSent) await enqueue(db, MAIL_LETTER, { sendingId: id }, { key: `${MAIL_LETTER.name}:${id}` })
  return id
}

/** Has news told to somebody, together with whatever else waits for them. Nothing for whom no letter reaches. */
export async function addNews(db: Db, ask: AskRow, now: Date, { to, news, purpose, slot }: Pick<Message, 'to' | 'purpose' | 'slot'> & { readonly news: News }): Promise<void> {
  if (to === null || to.email === null) return
  const id = await insert(db, ask, now, { channel: 'mail', purpose, to, ...(slot !== undefined && { slot }) }, news)
  if (id !== null) await enqueue(db, TELL_NEWS, { address: to.email }, { key: `${TELL_NEWS.name}:${ask.workspace_id}:${to.email}` })
}

async function insert(db: Db, ask: AskRow, now: Date, { channel, purpose, to, address, linkId, slot, isSent }: Message, news?: News): Promise<string | null> {
  if (!isSent && await isDemo(db, ask.workspace_id)) return null
  const row = await db
    .insertInto('sending')
    .values({
      workspace_id: ask.workspace_id, id: uuidv7(now), ask_id: ask.id, round: ask.round, link_id: linkId ?? null,
      person_id: to?.personId ?? null, user_id: to?.userId ?? null, address: address ?? to?.email ?? null,
      channel, purpose, state: isSent ? 'sent' : 'waiting', problem: null, at: now, done_at: isSent ? now : null,
      slot: slot ?? null, news: news ? JSON.stringify(news) : null,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'ask_id', 'slot']).where('slot', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}
