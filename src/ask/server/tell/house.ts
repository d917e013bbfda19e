import type { Mail } from '../../../base/server/mail.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import type { Inbox } from '../inbox/inbox.ts'

/** What letters rest on: the way out for mail, how answers come back, and the installation's secret and address. */
export type TellHouse = {
  readonly mail: Mail
  readonly inbox: Pick<Inbox, 'isRead' | 'addressFor' | 'returnAddressFor' | 'messageIdFor' | 'trouble'>
  readonly secrets: Pick<Secrets, 'derive'>
  /** Where Heed is: `https://heed.example.org`. */
  readonly url: string
}
