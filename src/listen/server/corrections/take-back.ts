import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { mentionsById } from '../mentions.ts'
import { mayKnowStaff } from '../read-filter.ts'
import { holdMention, makeItCount } from './judged-mention.ts'

/** Takes back what was said of one mention, by a row for each: nothing is removed. Refuses ids of several mentions, and of none. */
export async function takeBack(ctx: Ctx, { ids }: ParsedOf<typeof contract.takeBack>): Promise<OutputOf<typeof contract.takeBack>> {
  return ctx.transact(async (db) => {
    const rows = await db.selectFrom('mention_correction').selectAll().where('id', 'in', [...new Set(ids)]).where('said', 'is not', null).execute()
    const [first] = rows
    if (!first || rows.length < new Set(ids).size) throw new Refusal('not_found')
    if (rows.some(({ mention_id }) => mention_id !== first.mention_id)) throw new Refusal('bad_input', { field: 'ids' })
    if (rows.some(({ what }) => what === 'about_staff') && !mayKnowStaff(ctx.actor)) throw new Refusal('not_allowed')
    const mention = await holdMention(db, first.mention_id)
    const back = await db
      .insertInto('mention_correction')
      .values(rows.map(({ n: _n, ...row }) => ({ ...row, id: uuidv7(ctx.now()), said: null, takes_back: row.id, is_check: false, said_by: ctx.actor.userId, said_at: ctx.now() })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('what')
      .execute()
    if (back.length > 0) {
      const lang = rows.find(({ what }) => what === 'lang')
      await makeItCount(db, ctx.actor.workspaceId, lang ? { ...mention, lang: lang.machine } : mention, true)
      await record(db, ctx, 'listen.correction_taken_back', { mentionIds: [mention.id], what: back.map(({ what }) => what) })
    }
    const [shown] = await mentionsById(db, ctx.actor, [mention.id])
    return { mention: shown ?? null }
  })
}
