import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { say } from '../../../base/messages.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type { Language } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { makeLink } from '../link/make-link.ts'
import { aboutAsk } from '../lock-ask.ts'
import { addSending } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { askerNames } from './letter-of.ts'
import { dayInWords, inOneLine, shortened, whoAsks } from './letter-words.ts'
import { askedOf, onDuty, personOf } from './recipients.ts'
import { leftToday, purposeNow } from './mail-ask.ts'
import { askToSend } from './send-ask.ts'
import { planTending } from './tend.ts'
import { clockOf, sendingsToAsked } from './waiting-of.ts'

/** Apps cut longer addresses, and Hebrew letters take six places each. */
export const SHARE_ADDRESS_MAX = 1_500
/** https://faq.whatsapp.com/5913398998672934: a text to send, to whomever one picks. */
const SHARE_AT = 'https://wa.me/?text='

/**
 * Makes the link by which one person can answer and the text that goes with it, and notes that it was handed over: Heed itself sends
 * nothing. On a later day than the first message of a round it reminds.
 */
export function share(ctx: Ctx, { id, personId, channel }: ParsedOf<typeof contract.share>, { secrets, url }: Pick<TellHouse, 'secrets' | 'url'>): Promise<OutputOf<typeof contract.share>> {
  return ctx.transact(async (db) => {
    const ask = await askToSend(db, ctx, id)
    const person = personId === null ? null : await personOf(db, ask.workspace_id, personId)
    if (personId !== null && person === null) throw new Refusal('not_found', { person: personId })
    const { language: usual } = await db.selectFrom('workspace').select('language').where('workspace_id', '=', ask.workspace_id).executeTakeFirstOrThrow()
    const link = await makeLink(db, ctx, ask, { personId, secrets, url })
    const { calendar } = await clockOf(db, ask, ctx.now())
    const purpose = purposeNow(ask, await sendingsToAsked(db, ask), leftToday(calendar.zone, ctx.now()))
    const { deputies } = await onDuty(db, ask.workspace_id, askedOf(ask), ctx.now())
    const isDeputy = purpose === 'reminder' && deputies.some((one) => one.personId === personId)
    const sendingId = await addSending(db, ask, ctx.now(), { channel, purpose: isDeputy ? 'deputy' : purpose, to: person && { ...person, email: null }, linkId: link.linkId, isSent: true })
    if (sendingId !== null) await record(db, ctx, 'ask.sent', { ...aboutAsk(ask), sendingId, channel, purpose, personId })
    await planTending(db, ctx, ask.id)
    const language = person?.language ?? usual
    const words = { name: person?.name ?? null, from: whoAsks(language, await askerNames(db, ask)), title: ask.title, neededBy: ask.needed_by, link: link.url }
    return { url: link.url, ...shareText(language, words, { isReminder: purpose === 'reminder', now: ctx.now() }), expiresAt: link.expiresAt.toISOString() }
  })
}

type ShareWords = { readonly name: string | null; readonly from: string; readonly title: string; readonly neededBy: string; readonly link: string }

/** A short text to send along with a link, and an address that opens it ready to be sent: the title is cut until both fit. */
export function shareText(language: Language, words: ShareWords, { isReminder, now }: { isReminder: boolean; now: Date }): { text: string; whatsapp: string } {
  const { link, neededBy } = words
  const name = words.name === null ? null : inOneLine(words.name, 40)
  const key = isReminder ? 'ask.share.reminder' : 'ask.share.text'
  for (let unitsMax = 160; ; unitsMax -= 10) {
    const title = inOneLine(words.title, unitsMax)
    const params = { name, from: shortened(words.from, 60), title, day: dayInWords(language, neededBy, now), link }
    const text = say(language, name === null ? key : `${key}_name`, params)
    const whatsapp = `${SHARE_AT}${encodeURIComponent(text)}`
    if (whatsapp.length <= SHARE_ADDRESS_MAX || unitsMax <= 20) return { text, whatsapp }
  }
}
