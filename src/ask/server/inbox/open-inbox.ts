import type { Io } from '../../../base/io.ts'
import type { Doors } from '../../../base/server/database.ts'
import type { Account } from '../../../base/server/imap/account.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import { readMail } from '../../read-mail/read-mail.ts'
import type { TellHouse } from '../tell/house.ts'
import { type Inbox, inboxAt } from './inbox.ts'
import { markKey } from './mark.ts'
import { type OpenInbox, readInbox } from './read-inbox.ts'
import { takeLetter } from './take-letter.ts'

/** The mailbox for answers, as the installation is set up. */
export type InboxSettings = {
  readonly account: Account
  readonly folder: string
  /** Its own address. */
  readonly address: string
  /** Whether letters arrive in it that have a plus and more behind its name. */
  readonly hasPlus: boolean
}

type House = {
  readonly secrets: Pick<Secrets, 'derive'>
  readonly doors: Doors
  readonly now: () => Date
  /** The way to the mailbox: whoever sets up the installation says where it is, also within the house. */
  readonly ioFor: (signal: AbortSignal) => Io
  readonly log: (line: string) => void
}

/**
 * The mailbox for answers; `settings` is null where there is none. Letters may be given its addresses at once; `read` begins to take what
 * arrives, and returns what stops that. `sender` is the address that letters come from.
 */
export function openInbox(settings: InboxSettings | null, sender: string | null, house: House): { inbox: Inbox; read: (asks: Omit<TellHouse, 'inbox'>) => () => Promise<void> } {
  const { secrets } = house
  let reading: OpenInbox | null = null
  const inbox = inboxAt({ secrets, sender, address: settings?.address ?? null, hasPlus: settings?.hasPlus ?? false, trouble: () => reading?.trouble() ?? null })
  const read = (asks: Omit<TellHouse, 'inbox'>) => {
    if (settings === null) return async () => undefined
    const { account, folder, address } = settings
    const own = { key: markKey(secrets), addresses: [address, sender ?? address] }
    const { doors, now, log, ioFor } = house
    const taking = { ...asks, inbox, doors, now, own, read: readMail }
    reading = readInbox({ account, folder, own, doors, log, take: (raw, arrivedAt) => takeLetter(taking, raw, arrivedAt) }, ioFor)
    return reading.stop
  }
  return { inbox, read }
}
