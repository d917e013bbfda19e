import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { readerOf } from '../reader.ts'
import { cardPage } from './cards.ts'
import { refuseSpeakingFor } from './may-speak-for.ts'

/** Shows a card to everybody who asks. One that is shown already stays so. */
export const publishCard = (ctx: Ctx, { departmentId }: ParsedOf<typeof contract.publishCard>): Promise<contract.CardPage> =>
  setPublished(ctx, departmentId, ctx.now())

/** Takes a card back. */
export const unpublishCard = (ctx: Ctx, { departmentId }: ParsedOf<typeof contract.unpublishCard>): Promise<contract.CardPage> =>
  setPublished(ctx, departmentId, null)

function setPublished(ctx: Ctx, departmentId: string, at: Date | null): Promise<contract.CardPage> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    await refuseSpeakingFor(db, reader, departmentId)
    const row = await db
      .selectFrom('service_card')
      .select('published_at')
      .where('workspace_id', '=', workspaceId)
      .where('department_id', '=', departmentId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found', { card: departmentId })
    if ((row.published_at === null) !== (at === null)) {
      await db.updateTable('service_card').set({ published_at: at }).where('workspace_id', '=', workspaceId).where('department_id', '=', departmentId).execute()
      await record(db, ctx, at === null ? 'ask.card_unpublished' : 'ask.card_published', { departmentId })
    }
    return cardPage(db, reader, ctx.now(), departmentId)
  })
}
