import type { Db } from '../../../base/server/database.ts'
import { enqueue, type Job } from '../../../base/server/jobs.ts'
import type { Ctx } from '../../../ctx.ts'
import { calendarOf, type Language } from '../../../people/index.ts'
import { lockAsk } from '../lock-ask.ts'
import { makeLink } from '../link/make-link.ts'
import { type SendingRow, TELL_NEWS } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { AUTOMATIC } from './letter-of.ts'
import { handOver } from './mail-letter.ts'
import { NEWS_IN_LETTER, type NewsItem, writeNewsLetter } from './news-letter.ts'
import { quietOf } from './quiet-of.ts'
import { memberOf, personOf, type Recipient } from './recipients.ts'

const HOUR_MS = 3_600_000
/** Longer than any quiet time, and than a mail server is likely to be away. */
const STALE_AFTER_MS = 7 * 24 * HOUR_MS
const ROWS_MAX = 1_000

type Data = { address: string }

/**
 * Tells one person what waits for them, in one letter: the first at once, whatever follows within the hour together at its end, and nothing
 * in quiet times. At most once, as every letter.
 */
export const tellNews = (house: TellHouse): Job<Data> => ({
  ...TELL_NEWS,
  run: async (ctx, { address }) => {
    const gathered = await ctx.transact((db) => gather(db, ctx, address, house))
    if (gathered === null) return
    const items: NewsItem[] = []
    for (const row of gathered.rows) items.push(...await ctx.transact((db) => itemOf(db, ctx, row, house))) // one ask locked at a time
    const { subject, text } = writeNewsLetter({ ...gathered.reader, items, now: ctx.now() })
    const ended = await handOver(house, { to: address, subject, text, headers: AUTOMATIC })
    await ctx.transact(async (db) => {
      const isRetried = ended.state === 'waiting'
      await db
        .updateTable('sending')
        .set(isRetried ? { begun_at: null, problem: ended.problem } : { state: ended.state, problem: ended.problem, done_at: ctx.now() })
        .where('workspace_id', '=', ctx.actor.workspaceId)
        .where('id', 'in', gathered.rows.map(({ id }) => id))
        .execute()
      if (gathered.isMore) await again(db, ctx, address, new Date(ctx.now().getTime() + HOUR_MS))
    })
    if (ended.state === 'waiting') throw ended.error
  },
})

const again = (db: Db, ctx: Ctx, address: string, runAt: Date): Promise<void> =>
  enqueue(db, TELL_NEWS, { address }, { key: `${TELL_NEWS.name}:${ctx.actor.workspaceId}:${address}`, runAt })

type Gathered = {
  readonly rows: readonly SendingRow[]
  readonly reader: { readonly name: string | null; readonly language: Language; readonly workspace: string }
  readonly isMore: boolean
}

/** What is to be told now, marked as being told; null when there is nothing to tell, or not yet. */
async function gather(db: Db, ctx: Ctx, address: string, house: TellHouse): Promise<Gathered | null> {
  const { workspaceId } = ctx.actor
  const now = ctx.now()
  await settleOld(db, ctx, address, house)
  const waiting = await newsOf(db, workspaceId, address)
  if (waiting.length === 0) return null
  const laterAt = await notBefore(db, workspaceId, address, now)
  if (laterAt !== null) {
    await again(db, ctx, address, laterAt)
    return null
  }
  const rows = waiting.slice(0, NEWS_IN_LETTER)
  await db.updateTable('sending').set({ begun_at: now }).where('workspace_id', '=', workspaceId).where('id', 'in', rows.map(({ id }) => id)).execute()
  const [first] = rows
  const reader = first ? await readerOf(db, first) : null
  const workspace = await db.selectFrom('workspace').select(['name', 'language']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  return {
    rows, isMore: waiting.length > rows.length,
    reader: { name: reader?.name ?? null, language: reader?.language ?? workspace.language, workspace: workspace.name },
  }
}

/** What an earlier run began and did not end may have been told; what is too old, or has no way out, is no news any more. */
async function settleOld(db: Db, ctx: Ctx, address: string, { mail }: TellHouse): Promise<void> {
  const now = ctx.now()
  const waiting = { workspace_id: ctx.actor.workspaceId, address, state: 'waiting' } as const
  await db
    .updateTable('sending')
    .set({ state: 'unknown', done_at: now })
    .where((eb) => eb.and(waiting))
    .where('news', 'is not', null)
    .where('begun_at', 'is not', null)
    .execute()
  await db
    .deleteFrom('sending')
    .where((eb) => eb.and(waiting))
    .where('news', 'is not', null)
    .$if(mail.configured, (query) => query.where('at', '<', new Date(now.getTime() - STALE_AFTER_MS)))
    .execute()
}

const newsOf = (db: Db, workspaceId: string, address: string): Promise<SendingRow[]> => db
  .selectFrom('sending')
  .selectAll()
  .where('workspace_id', '=', workspaceId)
  .where('address', '=', address)
  .where('news', 'is not', null)
  .where('state', '=', 'waiting')
  .orderBy('at').orderBy('id')
  .limit(ROWS_MAX)
  .forUpdate()
  .execute()

/** Until when the next letter of news waits: an hour after the last, and the end of a quiet time. Null: it can go. */
async function notBefore(db: Db, workspaceId: string, address: string, now: Date): Promise<Date | null> {
  const last = await db
    .selectFrom('sending')
    .select('done_at')
    .where('workspace_id', '=', workspaceId)
    .where('address', '=', address)
    .where('news', 'is not', null)
    .where('state', 'in', ['sent', 'unknown'])
    .orderBy('done_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const hourEnds = last?.done_at ? new Date(last.done_at.getTime() + HOUR_MS) : now
  const at = hourEnds > now ? hourEnds : now
  const moment = (await quietOf(db, workspaceId, await calendarOf(db, workspaceId, null))).nextLoud(at)
  return moment > now ? moment : null
}

async function readerOf(db: Db, { workspace_id, user_id, person_id }: SendingRow): Promise<Recipient | null> {
  if (user_id !== null) return memberOf(db, workspace_id, user_id)
  return person_id === null ? null : personOf(db, workspace_id, person_id)
}

async function itemOf(db: Db, ctx: Ctx, { ask_id, news, person_id, user_id }: SendingRow, { secrets, url }: TellHouse): Promise<NewsItem[]> {
  if (news === null) return []
  const ask = await lockAsk(db, ctx.actor.workspaceId, ask_id)
  const isOpenTo = news.side === 'asked' && person_id !== null && ask.state !== 'withdrawn'
  const link = isOpenTo ? (await makeLink(db, ctx, ask, { personId: person_id, secrets, url })).url : user_id === null ? null : `${url}/asks/${ask.id}`
  return [{ news, number: ask.number, title: ask.title, link }]
}
