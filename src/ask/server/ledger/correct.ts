import { sql } from 'kysely'
import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import { refuseDuplicate } from '../../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { lockAsk } from '../lock-ask.ts'
import { accessOf } from './access.ts'
import { correctionsOf, isAskingSide, mayCorrect, presentCorrection } from './corrections.ts'
import { keepLedgerRow } from './keep-ledger-row.ts'
import { seenRows } from './seen-rows.ts'

/**
 * A department says to its own row that it was otherwise: until the other side has decided, for 14 days at most, nobody else sees what it is
 * about. Without a truth it is a comment, and changes nothing. Refuses whoever is not of the department, a truth after the 14 days
 * (`ask.correction_late`), and one about what does not stand there, or that was corrected already (`conflict`).
 */
export function correct(ctx: Ctx, { askId, round, about, truth, words }: ParsedOf<typeof contract.correct>): Promise<contract.Correction> {
  const { workspaceId, userId } = ctx.actor
  return refuseDuplicate('ledger_correction_at_most_one_open', new Refusal('conflict'), () => ctx.transact(async (db) => {
    const ask = await lockAsk(db, workspaceId, askId)
    const access = await accessOf(db, ctx)
    if (access.watcher.own === null || access.watcher.own !== ask.to_department_id) throw new Refusal('ask.not_your_side')
    const [row] = await seenRows(db, access.watcher, { rows: sql`ask_id = ${askId} and round = ${round}`, limit: 1 })
    const said = (await correctionsOf(db, workspaceId, [askId])).filter((one) => one.round === round)
    const may = row && mayCorrect(access, row, said).find((one) => one.about === about)
    if (!may) throw new Refusal('conflict')
    if (truth !== null && !may.truths.includes(truth)) {
      throw new Refusal(said.some((one) => one.about === about && one.truth !== null) ? 'conflict' : 'ask.correction_late')
    }
    const made = await db
      .insertInto('ledger_correction')
      .values({
        workspace_id: workspaceId, id: uuidv7(ctx.now()), ask_id: askId, round, about, truth, words, made_at: ctx.now(), made_by: userId,
        state: truth === null ? 'said' : 'open', settled_at: null, settled_by: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await keepLedgerRow(db, workspaceId, askId)
    await record(db, ctx, 'ledger.corrected', { correctionId: made.id })
    return presentCorrection(made, isAskingSide(access.reader, ask))
  }))
}
