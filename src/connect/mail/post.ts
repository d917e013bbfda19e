import { createHash } from 'node:crypto'
import { type Address, addressesIn, dateOf, fieldText, type Header, idsIn, messageId } from '../../base/mail/header.ts'
import type { Author, Post } from '../connector.ts'
import type { Body } from './body.ts'
import { readForwarded } from './forwarded.ts'
import { cutReply } from './reply.ts'
import type { Structure } from './structure.ts'

/** All that was fetched of one message. */
export type Letter = {
  readonly header: Header
  /** As it came: names the message where it names itself by nothing. */
  readonly headerBytes: Uint8Array
  /** When it arrived. */
  readonly arrivedAt: Date | null
  readonly structure: Structure
  readonly body: Body
  /** Who wrote the message that this one encloses, where somebody filed it by hand: the texts are then its own. */
  readonly enclosed: { readonly from: Address | null; readonly subject: string } | null
}

/** A message as a post: its subject, an empty line, and what it says. `filedBy` as `clipToken` found it. */
export function asPost(letter: Letter, filedBy: string | null): Post {
  const { header, body, structure } = letter
  const [parent, root] = filedBy === null ? threadOf(header) : []
  return {
    kind: 'said',
    externalId: messageId(header) ?? `sha256:${createHash('sha256').update(letter.headerBytes).update(body.text).digest('hex')}`,
    form: parent === undefined ? 'post' : 'reply',
    ...saidIn(letter, filedBy),
    lang: null,
    url: null,
    saidAt: dateOf(header) ?? letter.arrivedAt,
    links: body.links,
    tags: [],
    media: structure.attachments,
    replyTo: parent === undefined ? null : { parent, root: root ?? parent },
    filedBy,
  }
}

/** Who said what. Of a message that was passed on by hand: who wrote it first, as far as that can be read. */
function saidIn({ header, body, enclosed }: Letter, filedBy: string | null): Pick<Post, 'author' | 'text'> {
  const [sender] = addressesIn(header, 'from', 'reply-to', 'sender')
  const own = { author: authorOf(sender), text: joined(fieldText(header, 'subject'), filedBy === null ? cutReply(body.text) : body.text) }
  if (filedBy === null) return own
  if (enclosed?.from) return { author: authorOf(enclosed.from), text: joined(enclosed.subject, body.text) }
  const first = readForwarded(body.text)
  return first ? { author: authorOf(first.from), text: joined(first.subject, first.text) } : own
}

const joined = (subject: string, text: string): string => [subject, text].filter((part) => part !== '').join('\n\n')

const authorOf = (address: Address | undefined): Author => (
  { id: address?.address ?? 'unknown', handle: address?.address ?? '', name: address?.name ?? null, followers: null })

/** What it answers, and the first of the thread (RFC 5322 section 3.6.4). */
function threadOf(header: Header): [parent?: string, root?: string] {
  const references = idsIn(header, 'references')
  const parent = idsIn(header, 'in-reply-to').at(0) ?? references.at(-1)
  return parent === undefined ? [] : [parent, references.at(0) ?? parent]
}

/**
 * `clip-TOKEN`, where a message was sent to `name+clip-TOKEN@…`, an address that stands for somebody who files posts by hand; null for
 * any other. The token proves nothing by itself: its workspace must know it.
 */
export function clipToken(header: Header, mailbox: string): string | null {
  const at = mailbox.lastIndexOf('@')
  const [local, domain] = [mailbox.slice(0, at).toLowerCase(), mailbox.slice(at).toLowerCase()]
  for (const { address } of addressesIn(header, 'x-original-to', 'delivered-to', 'envelope-to', 'to', 'cc')) {
    if (!address.startsWith(`${local}+clip-`) || !address.endsWith(domain)) continue
    const token = address.slice(`${local}+`.length, -domain.length)
    if (/^clip-[a-z0-9]{8,40}$/.test(token)) return token
  }
  return null
}
