import type { Selectable } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import type { Language } from '../../../people/index.ts'
import { ticketAddressOf } from '../cards/ticket-address.ts'
import type { AskRow } from '../lock-ask.ts'
import type { AnswerLinkTable } from '../tables.ts'
import { inOneLine } from '../tell/letter-words.ts'
import type { Incoming } from './open-letter.ts'

const NAME_UNITS_MAX = 120
const ADDRESS_LENGTH_MAX = 254

/** Who wrote a letter, as far as its From tells: it can be forged, which is why what counts is that they had the mark. */
export type Writer = {
  readonly personId: string | null
  readonly name: string
  readonly address: string | null
  readonly language: Language
  /** Somebody of the workspace, of the company's own mail, or the asked department's ticket system. */
  readonly isKnown: boolean
  readonly isTicketSystem: boolean
}

/** Who wrote a letter because of a link to this ask. */
export async function writerOf(db: Db, ask: AskRow, link: Pick<Selectable<AnswerLinkTable>, 'person_id'>, { from }: Incoming): Promise<Writer> {
  const { workspace_id: workspaceId } = ask
  const { language } = await db.selectFrom('workspace').select('language').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  const address = from === null || from.address.length > ADDRESS_LENGTH_MAX ? null : from.address
  const nobody = { personId: null, name: nameOf(from), address, language, isKnown: false, isTicketSystem: false }
  if (address === null) return nobody
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'language'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', address))
    .orderBy((eb) => eb('id', 'is distinct from', link.person_id))
    .limit(1)
    .executeTakeFirst()
  if (person) return { ...nobody, personId: person.id, name: inOneLine(person.name, NAME_UNITS_MAX), language: person.language, isKnown: true }
  const isTicketSystem = (await ticketAddressOf(db, ask))?.toLowerCase() === address
  return { ...nobody, isTicketSystem, isKnown: isTicketSystem || await isOwnDomain(db, workspaceId, address) }
}

const nameOf = (from: Incoming['from']): string => inOneLine(from?.name ?? from?.address ?? '', NAME_UNITS_MAX) || '?'

async function isOwnDomain(db: Db, workspaceId: string, address: string): Promise<boolean> {
  const settings = await db.selectFrom('ask_settings').select('mail_domains').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return settings?.mail_domains.includes(address.slice(address.lastIndexOf('@') + 1)) ?? false
}
