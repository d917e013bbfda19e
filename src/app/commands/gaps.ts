import { pageOfGaps } from '../../ingest/index.ts'
import type { Run } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

/** The gap ledger: when a source was not listened to, and how much of that was replayed. */
export const gaps: Run = (line) => inWorkspace(line, async (ctx) => {
  for (let after: string | undefined; ;) {
    const page = await ctx.transact((db) => pageOfGaps(db, { limit: 200, after }))
    for (const gap of page.gaps) {
      const told = `${gap.source}: not listening ${gap.from} to ${gap.until}, replayed ${Math.floor(gap.replayedShare * 100)} %${gap.closed ? '' : ' so far'}`
      await line.print(line.values['json'] ? JSON.stringify(gap) : told)
    }
    if (page.next === null) return
    after = page.next
  }
})
