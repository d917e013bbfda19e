import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { enqueue, type Job } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import { secretOf, signatureOf } from '../../base/server/standard-webhook.ts'
import type { Ctx } from '../../ctx.ts'
import type { OutgoingWebhookTable } from './tables.ts'

const CALLS_MAX = 100
const TIMEOUT_MS = 15_000
const BODY_BYTES_MAX = 64 * 1024
const PROBLEM_UNITS_MAX = 300
/** A call may take as long as its timeout, and a little. */
const BUSY_MS = TIMEOUT_MS + 15_000
const GIVE_UP_AFTER_MS = 5 * 86_400_000
/** How long to wait after each failure; the last one again and again. */
const WAITS_MS = [5_000, 60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 6 * 3_600_000]
const GONE = 410

type Webhook = Selectable<OutgoingWebhookTable>

const Data = z.object({ webhookId: z.uuid() })

const CALL_WEBHOOK = { name: 'people.call_webhook', data: Data } as const

export const outgoingKey = (secrets: Secrets): string => secrets.derive('outgoing webhook secrets')

/** Hands the calls that wait over to the queue, for now or later, in place of what it had for this address. */
export const callLater = (db: Db, webhookId: string, runAt: Date): Promise<void> =>
  enqueue(db, CALL_WEBHOOK, { webhookId }, { key: `${CALL_WEBHOOK.name}:${webhookId}`, runAt })

/** Hands to the queue again what addresses of this workspace are still to be told, after a backup was put back. */
export async function resumeCalls(db: Db, now: Date): Promise<void> {
  const waiting = await db.selectFrom('outgoing_call').select('webhook_id').distinct().execute()
  for (const { webhook_id } of waiting) await callLater(db, webhook_id, now)
}

/**
 * Tells an address what waits for it, one fact after another in the order in which they were recorded, each at least once: what was not
 * taken (no answer, or a status that is not 2xx) is told again, later and later, before anything newer.
 */
export const callWebhook = (secrets: Secrets): Job<z.infer<typeof Data>> => ({
  ...CALL_WEBHOOK,
  run: async (ctx, { webhookId }) => {
    for (let calls = 0; calls < CALLS_MAX && !ctx.io.signal.aborted; calls++) {
      const next = await take(ctx, webhookId)
      if (next === 'nothing') return
      if (next === 'busy') return again(ctx, webhookId, BUSY_MS)
      const problem = await tell(ctx, next, secretOf(outgoingKey(secrets), { workspaceId: ctx.actor.workspaceId, id: webhookId }, next.webhook.generation))
      if (problem) return failed(ctx, next.webhook, problem)
      await taken(ctx, webhookId, next.fact.id)
    }
    return again(ctx, webhookId, 0)
  },
})

type Next = { readonly webhook: Webhook; readonly slug: string; readonly fact: { id: string; name: string; data: unknown; at: Date } }

/** The oldest fact that waits, while nobody else is calling this address. */
function take(ctx: Ctx, webhookId: string): Promise<Next | 'nothing' | 'busy'> {
  return ctx.transact(async (db) => {
    const webhook = await db.selectFrom('outgoing_webhook').selectAll().where('id', '=', webhookId).forUpdate().executeTakeFirst()
    if (!webhook || webhook.paused_at) return 'nothing'
    if (webhook.busy_until && webhook.busy_until > ctx.now()) return 'busy'
    const fact = await db
      .selectFrom('outgoing_call')
      .innerJoin('fact', (join) => join.onRef('fact.workspace_id', '=', 'outgoing_call.workspace_id').onRef('fact.id', '=', 'outgoing_call.fact_id'))
      .select(['fact.id', 'fact.name', 'fact.data', 'fact.at'])
      .where('webhook_id', '=', webhookId)
      .orderBy('fact_id')
      .limit(1)
      .executeTakeFirst()
    if (!fact) return 'nothing'
    await db.updateTable('outgoing_webhook').set({ busy_until: new Date(ctx.now().getTime() + BUSY_MS) }).where('id', '=', webhookId).execute()
    const { slug } = await db.selectFrom('workspace').select('slug').executeTakeFirstOrThrow()
    return { webhook, slug, fact }
  })
}

type Problem = { readonly words: string; readonly isGone: boolean }

/** One signed call. Null: it was taken. */
async function tell(ctx: Ctx, { webhook, slug, fact }: Next, secret: string): Promise<Problem | null> {
  const body = JSON.stringify({ type: fact.name, timestamp: fact.at.toISOString(), workspace: { id: webhook.workspace_id, slug }, data: fact.data })
  const timestamp = String(Math.floor(ctx.now().getTime() / 1_000))
  const id = `${webhook.id}.${fact.id}`
  try {
    const { status } = await ctx.io.fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signatureOf(secret, id, timestamp, Buffer.from(body))}`,
      },
      body,
      timeoutMs: TIMEOUT_MS,
      bodyBytesMax: BODY_BYTES_MAX,
      redirectsMax: 0,
    })
    return status >= 200 && status < 300 ? null : { words: `HTTP ${status}`, isGone: status === GONE }
  } catch (error) {
    if (ctx.io.signal.aborted || !(error instanceof SourceError)) throw error
    return { words: error.message.slice(0, PROBLEM_UNITS_MAX), isGone: false }
  }
}

async function taken(ctx: Ctx, webhookId: string, factId: string): Promise<void> {
  await ctx.transact(async (db) => {
    await db.deleteFrom('outgoing_call').where('webhook_id', '=', webhookId).where('fact_id', '=', factId).execute()
    await db
      .updateTable('outgoing_webhook')
      .set({ sent_at: ctx.now(), failing_since: null, failures: 0, problem: null, busy_until: null })
      .where('id', '=', webhookId)
      .execute()
  })
}

async function failed(ctx: Ctx, { id, url, failing_since, failures }: Webhook, { words, isGone }: Problem): Promise<void> {
  const now = ctx.now()
  const isHopeless = isGone || (failing_since !== null && now.getTime() - failing_since.getTime() > GIVE_UP_AFTER_MS)
  const why = isGone ? 'gone' : 'failing'
  await ctx.transact(async (db) => {
    await db
      .updateTable('outgoing_webhook')
      .set({
        failing_since: sql`coalesce(failing_since, ${now})`, failures: failures + 1, problem: words, busy_until: null,
        ...(isHopeless ? { paused_at: now, paused_why: why } : {}),
      })
      .where('id', '=', id)
      .execute()
    if (isHopeless) return record(db, ctx, 'people.webhook_paused', { webhookId: id, url, why })
    const waitMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0
    return callLater(db, id, new Date(now.getTime() + waitMs))
  })
}

const again = (ctx: Ctx, webhookId: string, waitMs: number): Promise<void> =>
  ctx.transact((db) => callLater(db, webhookId, new Date(ctx.now().getTime() + waitMs)))
