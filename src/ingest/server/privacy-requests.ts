import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Connectors } from '../../connect/index.ts'
import type { Ctx, TokenCtx } from '../../ctx.ts'
import * as contract from '../contract.ts'

type Notice = { workspace_id: string; name: string; language: 'en' | 'he'; retention_days: number; connectors: string[] }

/** What everybody may know of a workspace by its name in addresses, or a Refusal. */
async function noticeOf(ctx: TokenCtx, slug: string): Promise<Notice> {
  const { rows } = await ctx.transact((db) => sql<Notice>`select * from privacy_notice(${slug})`.execute(db))
  const [notice] = rows
  if (!notice) throw new Refusal('not_found')
  return notice
}

/** The public notice, with the networks by their own names. */
export async function privacyNotice(
  ctx: TokenCtx,
  { slug }: ParsedOf<typeof contract.privacyNotice>,
  connectors: Connectors,
): Promise<OutputOf<typeof contract.privacyNotice>> {
  const { name, language, retention_days, connectors: ids } = await noticeOf(ctx, slug)
  return { name, language, retentionDays: retention_days, networks: ids.flatMap((id) => connectors.get(id)?.title ?? []) }
}

/** Keeps what somebody asks. Whether they are heard at all is not told: an answer goes where they want it. */
export async function askPrivacy(ctx: TokenCtx, input: ParsedOf<typeof contract.askPrivacy>): Promise<Record<string, never>> {
  const { workspace_id } = await noticeOf(ctx, input.slug)
  const now = ctx.now()
  await ctx.inWorkspace(workspace_id, async (db) => {
    const { open } = await db.selectFrom('privacy_request').select(({ fn }) => fn.countAll<string>().as('open')).where('done_at', 'is', null).executeTakeFirstOrThrow()
    if (Number(open) >= contract.REQUESTS_OPEN_MAX) throw new Refusal('too_many')
    const { kind, who, place, contact, words } = input
    const id = uuidv7(now)
    await db.insertInto('privacy_request').values({ workspace_id, id, kind, who, place, contact, words, asked_at: now, done_at: null, done_by: null }).execute()
    await record(db, { actor: { workspaceId: workspace_id, userId: null }, now: ctx.now }, 'ingest.privacy_asked', { requestId: id, kind })
  })
  return {}
}

/** What people asked, newest first. */
export async function pageOfRequests(db: Db, page: { limit: number; after?: string | undefined }): Promise<OutputOf<typeof contract.privacyRequests>> {
  const rows = await db
    .selectFrom('privacy_request')
    .selectAll()
    .where(olderThan('asked_at', 'id', page.after))
    .orderBy('asked_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { rows: shown, next } = cut(rows, page.limit, (row) => ({ at: row.asked_at, id: row.id }))
  const requests = shown.map(({ id, kind, who, place, contact, words, asked_at, done_at }) => (
    { id, kind, who, place, contact, words, askedAt: asked_at.toISOString(), doneAt: done_at?.toISOString() ?? null }
  ))
  return { requests, next }
}

/** Marks a request as done. One that is done already stays as it is. */
export function closeRequest(ctx: Ctx, { requestId }: ParsedOf<typeof contract.closePrivacyRequest>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const row = await db.selectFrom('privacy_request').select('done_at').where('id', '=', requestId).forUpdate().executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    if (row.done_at) return {}
    await db.updateTable('privacy_request').set({ done_at: ctx.now(), done_by: ctx.actor.userId }).where('id', '=', requestId).execute()
    await record(db, ctx, 'ingest.privacy_closed', { requestId })
    return {}
  })
}
