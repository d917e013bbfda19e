import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import { secretOf } from '../../base/server/standard-webhook.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { callLater, outgoingKey } from './call-webhook.ts'
import type { OutgoingWebhookTable } from './tables.ts'

const WEBHOOKS_MAX = 20

/** What outgoing webhooks need: the facts that may leave, each with a sentence on it, and the secret that theirs are derived from. */
export type Outward = { readonly secrets: Secrets; readonly announced: ReadonlyMap<string, string> }

/** The outgoing webhooks, newest first, and what can be told. */
export async function listOutgoingWebhooks(ctx: Ctx, { announced }: Outward): Promise<OutputOf<typeof contract.outgoingWebhooks>> {
  const webhooks = await ctx.transact((db) => withWaiting(db).orderBy('created_at', 'desc').limit(WEBHOOKS_MAX).execute())
  return { webhooks: webhooks.map(present), facts: [...announced].map(([name, about]) => ({ name, about })) }
}

/** Begins to tell a program. Nothing that happened before is told. */
export async function addOutgoingWebhook(ctx: Ctx, input: ParsedOf<typeof contract.addOutgoingWebhook>, outward: Outward): Promise<OutputOf<typeof contract.addOutgoingWebhook>> {
  const { workspaceId, userId } = ctx.actor
  await refuseUseless(ctx, input, outward)
  return ctx.transact(async (db) => {
    const { count } = await db.selectFrom('outgoing_webhook').select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
    if (Number(count) >= WEBHOOKS_MAX) throw new Refusal('people.too_many_webhooks', { max: WEBHOOKS_MAX })
    const { name, url, facts } = input
    const id = randomUUID()
    const { generation } = await db
      .insertInto('outgoing_webhook')
      .values({ workspace_id: workspaceId, id, name, url, facts: [...new Set(facts)], created_by: userId, created_at: ctx.now() })
      .returning('generation')
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'people.webhook_added', { webhookId: id, url })
    return { webhook: await oneWebhook(db, id), secret: secretOf(outgoingKey(outward.secrets), { workspaceId, id }, generation) }
  })
}

/** Changes what is given. A pause by hand ends with `isPaused: false`, as one that Heed made does. */
export async function changeOutgoingWebhook(ctx: Ctx, input: ParsedOf<typeof contract.changeOutgoingWebhook>, outward: Outward): Promise<contract.OutgoingWebhook> {
  const { id, name, url, facts, isPaused } = input
  await refuseUseless(ctx, input, outward)
  return ctx.transact(async (db) => {
    const before = await oneWebhook(db, id)
    const resumes = isPaused === false && before.paused !== null
    await db
      .updateTable('outgoing_webhook')
      .set({
        name: name ?? before.name,
        url: url ?? before.url,
        facts: facts ? [...new Set(facts)] : before.facts,
        ...(isPaused === true && !before.paused ? { paused_at: ctx.now(), paused_why: 'by_hand' } : {}),
        ...(resumes ? { paused_at: null, paused_why: null, failing_since: null, failures: 0, problem: null } : {}),
      })
      .where('id', '=', id)
      .execute()
    if (resumes) await callLater(db, id, ctx.now())
    const after = await oneWebhook(db, id)
    await record(db, ctx, 'people.webhook_changed', { webhookId: id, url: after.url, isPaused: after.paused !== null })
    return after
  })
}

/** Tells a program nothing more. */
export function removeOutgoingWebhook(ctx: Ctx, { id }: ParsedOf<typeof contract.removeOutgoingWebhook>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const { url } = await oneWebhook(db, id)
    await db.deleteFrom('outgoing_webhook').where('id', '=', id).execute()
    await record(db, ctx, 'people.webhook_removed', { webhookId: id, url })
    return {}
  })
}

/** Another secret, from now on. */
export function renewOutgoingSecret(ctx: Ctx, { id }: ParsedOf<typeof contract.renewOutgoingSecret>, { secrets }: Outward): Promise<{ secret: string }> {
  return ctx.transact(async (db) => {
    const renewed = await db
      .updateTable('outgoing_webhook')
      .set((eb) => ({ generation: eb('generation', '+', 1) }))
      .where('id', '=', id)
      .returning('generation')
      .executeTakeFirst()
    if (!renewed) throw new Refusal('not_found')
    await record(db, ctx, 'people.webhook_secret_renewed', { webhookId: id })
    return { secret: secretOf(outgoingKey(secrets), { workspaceId: ctx.actor.workspaceId, id }, renewed.generation) }
  })
}

/** Refuses facts that nobody announces, and an address that may not be reached from here. */
async function refuseUseless(ctx: Ctx, { url, facts }: { url?: string | undefined; facts?: readonly string[] | undefined }, { announced }: Outward): Promise<void> {
  const unknown = facts?.find((name) => !announced.has(name))
  if (unknown !== undefined) throw new Refusal('people.unknown_fact', { fact: unknown })
  if (url === undefined) return
  try {
    await ctx.io.mayReach(url)
  } catch {
    throw new Refusal('people.bad_webhook_url', { url })
  }
}

const withWaiting = (db: Db) => db
  .selectFrom('outgoing_webhook')
  .selectAll()
  .select((eb) => eb
    .selectFrom('outgoing_call')
    .whereRef('outgoing_call.workspace_id', '=', 'outgoing_webhook.workspace_id')
    .whereRef('outgoing_call.webhook_id', '=', 'outgoing_webhook.id')
    .select((call) => call.fn.countAll<string>().as('n'))
    .as('waiting'))

async function oneWebhook(db: Db, id: string): Promise<contract.OutgoingWebhook> {
  const row = await withWaiting(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return present(row)
}

function present(row: Selectable<OutgoingWebhookTable> & { waiting: string | null }): contract.OutgoingWebhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    facts: row.facts,
    createdAt: row.created_at.toISOString(),
    paused: row.paused_at && row.paused_why ? { at: row.paused_at.toISOString(), why: row.paused_why } : null,
    failing: row.failing_since ? { since: row.failing_since.toISOString(), times: row.failures, problem: row.problem ?? '' } : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    waiting: Number(row.waiting ?? 0),
  }
}
