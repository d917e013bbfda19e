import { assert } from '../../../base/error.ts'
import { readToken } from '../../../base/server/derived-token.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import { markKey, markOf } from './mark.ts'

/** What keeps the mailbox for answers from being read, and since when. `message` is one sentence that names the server. */
export type InboxTrouble = { readonly since: Date; readonly message: string }

/** How answers by mail find their way back. */
export type Inbox = {
  /** Whether answers by mail are read at all. */
  readonly isRead: boolean
  /** Where answers to a letter with this link go (`Reply-To`); null where none are read. */
  addressFor(token: string): string | null
  /** Where such a letter is given back to when it cannot be delivered; null where that is the sender's own address anyway. */
  returnAddressFor(token: string): string | null
  /** The Message-ID of such a letter: answers name it, so that they are found where addresses with a plus are not to be had. */
  messageIdFor(token: string, sendingId: string): string
  /** What is wrong with the mailbox just now. */
  trouble(): InboxTrouble | null
}

/** The longest name of a mailbox at a server (RFC 5321, section 4.5.3.1.1). */
const LOCAL_LENGTH_MAX = 64

type Settings = {
  readonly secrets: Pick<Secrets, 'derive'>
  /** Where letters come from: `heed@lantern.example`; null where none leave. */
  readonly sender: string | null
  /** The mailbox's own address; null where none is read. */
  readonly address: string | null
  /** Whether letters to `address` with a plus and more before its at-sign arrive as well (RFC 5233). */
  readonly hasPlus: boolean
  readonly trouble: () => InboxTrouble | null
}

/** The addresses by which answers come back to one mailbox of the installation. */
export function inboxAt({ secrets, sender, address, hasPlus, trouble }: Settings): Inbox {
  const key = markKey(secrets)
  const marked = (token: string): string => {
    const link = readToken(token)
    assert(link, 'a link has a token that can be read')
    return markOf(key, link.id)
  }
  const [local = '', domain = ''] = splitAddress(address ?? '')
  const ownDomain = splitAddress(sender ?? '')[1] ?? 'localhost'
  const addressFor = (token: string): string | null => {
    if (address === null) return null
    const tagged = `${local}+${marked(token)}`
    return hasPlus && tagged.length <= LOCAL_LENGTH_MAX ? `${tagged}@${domain}` : address
  }
  return {
    isRead: address !== null,
    addressFor,
    // Of another domain, servers would not believe that we may send for it (RFC 7208).
    returnAddressFor: (token) => (domain === ownDomain ? addressFor(token) : null),
    messageIdFor: (token, sendingId) => `<${marked(token)}.${sendingId.replaceAll('-', '')}@${ownDomain}>`,
    trouble,
  }
}

function splitAddress(address: string): string[] {
  const at = address.lastIndexOf('@')
  return at < 1 ? [] : [address.slice(0, at), address.slice(at + 1).toLowerCase()]
}
