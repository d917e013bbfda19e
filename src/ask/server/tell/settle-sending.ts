import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { enqueue } from '../../../base/server/jobs.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { readAsk } from '../read-ask.ts'
import { readerOf } from '../reader.ts'
import { MAIL_LETTER } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { sendingOf } from './mail-letter.ts'
import { personOf } from './recipients.ts'
import { askToSend } from './send-ask.ts'
import { planTending } from './tend.ts'

/** Says of a letter of which nobody knows whether it was taken that it arrived, or has it mailed once more under the same Message-ID. */
export function settleSending(
  ctx: Ctx, { sendingId, as }: ParsedOf<typeof contract.settleSending>, { mail }: Pick<TellHouse, 'mail'>,
): Promise<OutputOf<typeof contract.settleSending>> {
  return ctx.transact(async (db) => {
    const { workspaceId } = ctx.actor
    const { ask_id } = await sendingOf(db, workspaceId, sendingId)
    const ask = await askToSend(db, ctx, ask_id)
    const sending = await sendingOf(db, workspaceId, sendingId)
    if (sending.state !== 'unknown' || sending.news !== null) throw new Refusal('ask.not_now', { state: ask.state })
    if (as === 'again' && !mail.configured) throw new Refusal('ask.no_mail')
    const person = sending.person_id === null ? null : await personOf(db, workspaceId, sending.person_id)
    const change = as === 'arrived'
      ? { state: 'sent' as const, problem: null }
      : { state: 'waiting' as const, problem: null, begun_at: null, done_at: null, at: ctx.now(), address: person?.email ?? sending.address }
    await db.updateTable('sending').set(change).where('workspace_id', '=', workspaceId).where('id', '=', sendingId).execute()
    if (as === 'again') await enqueue(db, MAIL_LETTER, { sendingId }, { key: `${MAIL_LETTER.name}:${sendingId}` })
    await planTending(db, ctx, ask_id)
    return readAsk(db, workspaceId, ask_id, await readerOf(db, ctx.actor), ctx.now())
  })
}
