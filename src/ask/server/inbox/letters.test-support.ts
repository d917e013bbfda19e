/** Letters as people, servers and ticket systems write them, and the mailbox at which they arrive, in tests. */
import { randomUUID } from 'node:crypto'
import type { World } from '../../../../tests/support/world.ts'
import type { Mail } from '../../../base/server/mail.ts'
import { readMail } from '../../read-mail/read-mail.ts'
import { lockAsk } from '../lock-ask.ts'
import { type AnswerLink, makeLink } from '../link/make-link.ts'
import type { Company } from '../asks.test-support.ts'
import type { InboxHouse } from './at-letter.ts'
import { inboxAt } from './inbox.ts'
import { markKey } from './mark.ts'

export const SENDER = 'heed@lantern.example'
export const INBOX = 'answers@lantern.example'

/** All that letters are taken with, in a world. */
export function houseIn(world: World, { mail, hasPlus = true }: { mail?: Mail; hasPlus?: boolean } = {}): InboxHouse {
  const { secrets } = world
  return {
    doors: world.doors, secrets, mail: mail ?? { configured: true, send: async () => undefined }, url: 'https://heed.lantern.example',
    inbox: inboxAt({ secrets, sender: SENDER, address: INBOX, hasPlus, trouble: () => null }),
    now: () => world.clock.now, own: { key: markKey(secrets), addresses: [SENDER, INBOX] }, read: readMail,
  }
}

/** A link to an ask, made for somebody or for whoever it is handed to. */
export const linkTo = (house: InboxHouse, company: Company, askId: string, personId: string | null): Promise<AnswerLink> =>
  company.within(async (db, doer) => makeLink(db, doer, await lockAsk(db, company.workspaceId, askId), { personId, secrets: house.secrets, url: house.url }))

type Fields = Readonly<Record<string, string>>

/** A letter in UTF-8: fields of the header, and the text. It says that it was written in that world's now. */
export function letter(at: Date, fields: Fields, text: string): Buffer {
  const all = { Date: at.toUTCString().replace('GMT', '+0000'), 'Message-ID': `<${randomUUID()}@mail.example>`, Subject: 'Re: a link on the home page', 'Content-Type': 'text/plain; charset=utf-8', ...fields }
  const header = Object.entries(all).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([...header, '', ...text.split('\n')].join('\r\n'))
}
