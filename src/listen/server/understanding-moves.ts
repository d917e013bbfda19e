import type { Ctx } from '../../ctx.ts'

/** How often it is looked, at most. */
const LOOK_EVERY_MS = 5_000

/**
 * Tells, each time it is asked, whether stored mentions have come to mean something else since it was asked before because they are
 * understood anew. It looks every five seconds at most, or when it is known (`isOver`) that the work is done.
 */
export function understandingMoves(ctx: Ctx): (isOver: boolean) => Promise<boolean> {
  let seen: string | null = null
  let lookedAt = 0
  return async (isOver) => {
    const now = ctx.now().getTime()
    if (!isOver && now - lookedAt < LOOK_EVERY_MS) return false
    lookedAt = now
    const run = await ctx.transact((db) => db.selectFrom('understanding_run').select(['id', 'changed']).executeTakeFirst())
    const found = run && run.changed > 0 ? `${run.id} ${run.changed}` : ''
    const hasMoved = seen !== null && found !== '' && found !== seen
    seen = found
    return hasMoved
  }
}
