import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { statements } from './audience.ts'

/** What figures of one decimal may sum to beyond 100 by being rounded. */
const ROUNDING = 0.5

/** States where the customers are, from now on; what was stated before stays to be read. Of two people at once, the second is told. */
export async function stateAudience(ctx: Ctx, { version, ...stated }: ParsedOf<typeof contract.stateAudience>): Promise<contract.Audience> {
  check(stated)
  return ctx.transact(async (db) => {
    const [before] = await statements(db, 1)
    if ((before?.version ?? 0) !== version) throw new Refusal('conflict', { now: before ?? null })
    const { statedOn, source, languages, places } = stated
    const { numInsertedOrUpdatedRows: made } = await db
      .insertInto('audience')
      .values({
        workspace_id: ctx.actor.workspaceId, version: version + 1, stated_on: statedOn, source,
        languages: JSON.stringify(languages), places: JSON.stringify(places), made_by: ctx.actor.userId, made_at: ctx.now(),
      })
      .onConflict((taken) => taken.doNothing())
      .executeTakeFirstOrThrow()
    const [now] = await statements(db, 1)
    if (!made || !now) throw new Refusal('conflict', { now: now ?? null })
    await record(db, ctx, 'listen.audience_stated', { version: version + 1, statedOn, source, languages, places })
    return now
  })
}

/** Refuses a statement of nothing, one that names something twice, and languages of more people than there are: each speaks one most. */
function check({ languages, places }: Pick<contract.Audience, 'languages' | 'places'>): void {
  if (languages.length + places.length === 0) throw new Refusal('bad_input', { field: 'languages' })
  for (const [field, shares] of [['languages', languages], ['places', places]] as const) {
    if (new Set(shares.map(({ value }) => value.toLowerCase())).size < shares.length) throw new Refusal('bad_input', { field })
  }
  const sum = languages.reduce((all, { percent }) => all + percent, 0)
  if (sum > 100 + ROUNDING) throw new Refusal('listen.audience_over', { sum })
}
