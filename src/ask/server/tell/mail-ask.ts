import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { awaitsAnswer } from '../../machine.ts'
import { ticketAddressOf } from '../cards/ticket-address.ts'
import type { Doer } from '../doer.ts'
import type { AskRow } from '../lock-ask.ts'
import { dayIn } from '../working-days.ts'
import { addSending, type SendingRow } from './add-sending.ts'
import { askedOf, onDuty } from './recipients.ts'
import { planTending } from './tend.ts'
import { clockOf, sendingsToAsked } from './waiting-of.ts'

/**
 * Has an ask mailed to whoever answers for the asked side today, and to its ticket system: within the transaction that has locked it. Again
 * on the same day nothing more leaves; on a later one it is a reminder. Refuses where nobody is there (`ask.nobody_asked`) and where whoever
 * is has no address (`ask.no_address`).
 */
export async function mailAsk(db: Db, doer: Doer, ask: AskRow): Promise<void> {
  const now = doer.now()
  const { to } = await onDuty(db, ask.workspace_id, askedOf(ask), now)
  if (to === null) throw new Refusal('ask.nobody_asked')
  if (to.email === null) throw new Refusal('ask.no_address', { name: to.name })
  const { calendar } = await clockOf(db, ask, now)
  const sent = await sendingsToAsked(db, ask)
  const isToday = leftToday(calendar.zone, now)
  const mailed = sent.filter(({ channel, address, state }) => channel === 'mail' && address === to.email && state !== 'refused' && state !== 'bounced')
  if (mailed.some((one) => one.state === 'waiting' || one.state === 'unknown' || isToday(one))) return
  await addSending(db, ask, now, { channel: 'mail', purpose: purposeNow(ask, sent, isToday), to })
  await sendToTickets(db, ask, now, sent)
  await planTending(db, doer, ask.id)
}

/** The first messages of a round ask, by whatever ways they leave that day; what follows on another day reminds. */
export const purposeNow = (ask: AskRow, sent: readonly SendingRow[], isToday: (sending: SendingRow) => boolean): 'ask' | 'reminder' =>
  awaitsAnswer(ask.state) && sent.some((one) => (one.state === 'sent' || one.state === 'unknown') && !isToday(one)) ? 'reminder' : 'ask'

/** Whether a message left on the day that it is where the asked side works. */
export const leftToday = (zone: string, now: Date) => ({ at }: SendingRow): boolean => dayIn(zone, at) === dayIn(zone, now)

/** The department's ticket system gets every ask once in a round. */
async function sendToTickets(db: Db, ask: AskRow, now: Date, sent: readonly SendingRow[]): Promise<void> {
  const address = await ticketAddressOf(db, ask)
  if (!address || sent.some(({ channel }) => channel === 'ticket')) return
  await addSending(db, ask, now, { channel: 'ticket', purpose: 'ask', to: null, address })
}
