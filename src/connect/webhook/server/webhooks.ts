import { pathOf } from '../../../base/endpoint.ts'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import * as contract from '../../handed-in-contract.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import { secretOf } from '../../../base/server/standard-webhook.ts'
import type { House } from '../../server/house.ts'
import { addTraySource } from '../../server/tray-source.ts'

export const WEBHOOKS_MAX = 50

export const addressKey = ({ secrets }: House): string => secrets.derive('webhook addresses')

export const secretKey = ({ secrets }: House): string => secrets.derive('webhook secrets')

/** The webhooks of the workspace, newest first. */
export async function listWebhooks(ctx: Ctx, house: House): Promise<OutputOf<typeof contract.webhooks>> {
  const rows = await ctx.transact((db) => rowsOf(db).orderBy('created_at', 'desc').execute())
  return { webhooks: rows.map((row) => present(ctx, house, row)) }
}

/** Makes a source that programs hand in to. Its secret comes back once. */
export async function addWebhook(ctx: Ctx, { name, hearsAll }: ParsedOf<typeof contract.addWebhook>, house: House): Promise<OutputOf<typeof contract.addWebhook>> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const { count } = await db.selectFrom('webhook').select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
    if (Number(count) >= WEBHOOKS_MAX) throw new Refusal('connect.too_many_webhooks', { max: WEBHOOKS_MAX })
    const { tray } = await addTraySource(db, ctx, { connector: contract.WEBHOOK, name, hearsAll })
    const { generation } = await db.insertInto('webhook').values({ workspace_id: workspaceId, source_id: tray }).returning('generation').executeTakeFirstOrThrow()
    return { webhook: present(ctx, house, await oneWebhook(db, tray)), secret: secretOf(secretKey(house), { workspaceId, id: tray }, generation) }
  })
}

/** Gives a webhook another secret; its address stays. */
export async function renewWebhookSecret(
  ctx: Ctx,
  { sourceId }: ParsedOf<typeof contract.renewWebhookSecret>,
  house: House,
): Promise<OutputOf<typeof contract.renewWebhookSecret>> {
  return ctx.transact(async (db) => {
    const renewed = await db
      .updateTable('webhook')
      .set((eb) => ({ generation: eb('generation', '+', 1) }))
      .where('source_id', '=', sourceId)
      .returning('generation')
      .executeTakeFirst()
    if (!renewed) throw new Refusal('not_found')
    await record(db, ctx, 'connect.webhook_secret_renewed', { sourceId })
    return { secret: secretOf(secretKey(house), { workspaceId: ctx.actor.workspaceId, id: sourceId }, renewed.generation) }
  })
}

/** Lets all that a webhook brings be heard, or only what queries match. */
export function setHearsAll(ctx: Ctx, { sourceId, hearsAll }: ParsedOf<typeof contract.setHearsAll>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    await oneWebhook(db, sourceId)
    await db.updateTable('source').set({ hears_all: hearsAll }).where('id', '=', sourceId).execute()
    await record(db, ctx, 'connect.source_changed', { sourceId })
    return {}
  })
}

const rowsOf = (db: Db) => db
  .selectFrom('webhook')
  .innerJoin('source', (join) => join.onRef('source.workspace_id', '=', 'webhook.workspace_id').onRef('source.id', '=', 'webhook.source_id'))
  .select(['source_id', 'name', 'hears_all', 'created_at'])

type WebhookRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function oneWebhook(db: Db, sourceId: string): Promise<WebhookRow> {
  const row = await rowsOf(db).where('source_id', '=', sourceId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

function present(ctx: Ctx, house: House, { source_id, name, hears_all, created_at }: WebhookRow): contract.Webhook {
  const token = deriveToken(addressKey(house), { workspaceId: ctx.actor.workspaceId, id: source_id })
  return { sourceId: source_id, name, address: `${house.url}${pathOf(contract.receive)}?to=${token}`, hearsAll: hears_all, createdAt: created_at.toISOString() }
}
