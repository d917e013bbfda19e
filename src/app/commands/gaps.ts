import { throughPages } from '../../base/paging.ts'
import { pageOfGaps } from '../../ingest/index.ts'
import type { Run } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

const PAGE = 200

/** The gap ledger: when a source was not listened to, and how much of that was replayed. */
export const gaps: Run = (line) => inWorkspace(line, async (ctx) => {
  const all = throughPages(async (after) => {
    const { gaps: rows, next } = await ctx.transact((db) => pageOfGaps(db, { limit: PAGE, after }))
    return { rows, next }
  })
  for await (const gap of all) {
    const told = `${gap.source}: not listening ${gap.from} to ${gap.until}, replayed ${Math.floor(gap.replayedShare * 100)} %${gap.closed ? '' : ' so far'}`
    await line.print(line.values['json'] ? JSON.stringify(gap) : told)
  }
})
