import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { mayKnowStaff } from '../read-filter.ts'
import { refuseUnknowable, writeDown } from './correct.ts'
import { holdMention, saidByRow, understandNow } from './judged-mention.ts'
import { learn } from './learn.ts'

/** Judges, or skips, one mention that was drawn for the asker. A second time it is refused: a judgement is not made twice. */
export async function judge(ctx: Ctx, { itemId, says }: ParsedOf<typeof contract.judge>): Promise<OutputOf<typeof contract.judge>> {
  const { actor: { workspaceId } } = ctx
  if (says) refuseUnknowable(ctx, says)
  if (says && Object.keys(says).length < (mayKnowStaff(ctx.actor) ? 5 : 4)) throw new Refusal('bad_input', { field: 'says' })
  return ctx.transact(async (db) => {
    const mention = await end(db, ctx, itemId, says === null)
    if (says === null) return { machine: null }
    const machine = saidByRow(mention.corrected || mention.sentiment === null ? await understandNow(db, workspaceId, mention) : mention)
    await writeDown(db, ctx, mention, says, { isCheck: true })
    await learn(db, ctx)
    if (!machine) return { machine }
    const { aboutStaff, ...rest } = machine
    return { machine: mayKnowStaff(ctx.actor) ? { ...rest, aboutStaff } : rest }
  })
}

async function end(db: Db, ctx: Ctx, itemId: string, isSkipped: boolean) {
  const item = await db
    .updateTable('mention_check')
    .set({ ended_at: ctx.now(), is_skipped: isSkipped })
    .where('id', '=', itemId)
    .where('drawn_for', '=', ctx.actor.userId ?? '')
    .where('ended_at', 'is', null)
    .returning('mention_id')
    .executeTakeFirst()
  if (!item) throw new Refusal('not_found')
  return holdMention(db, item.mention_id)
}
