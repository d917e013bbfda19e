import type { MessageStructureObject } from 'imapflow'
import type { Address } from '../../base/mail/header.ts'
import type { Media } from '../connector.ts'

/** Texts of one message that are read. */
export const TEXTS_MAX = 6
/** Attachments that are listed. */
const ATTACHMENTS_MAX = 20
/** Parts that are looked at; a message with more is a bomb, or a digest that nobody reads. */
const PARTS_MAX = 1_000
const NAME_LENGTH_MAX = 200

/** A part that holds text, as the server describes it. */
export type TextPart = {
  /** Its number, to ask for it by. */
  readonly part: string
  readonly charset: string | undefined
  readonly encoding: string | undefined
  readonly isHtml: boolean
  /** Lines that end in a space go on in the next one (RFC 3676). */
  readonly isFlowed: boolean
}

/** What a message consists of. Each text is given in one form or in several, the plainest first. */
export type Structure = { readonly texts: readonly (readonly TextPart[])[]; readonly attachments: readonly Media[] }

/** Reads a message's structure: which parts are its text, in order, and what is attached. A message within it is an attachment. */
export function readStructure(root: MessageStructureObject): Structure {
  const texts: (readonly TextPart[])[] = []
  const attachments: Media[] = []
  let parts = 0
  const walk = (node: MessageStructureObject, collect: (text: TextPart) => void): void => {
    parts += 1
    if (parts > PARTS_MAX) return
    const text = textPart(node)
    if (text) collect(text)
    else if (node.type === 'multipart/alternative') texts.push(alternatives(node))
    else if (node.type.startsWith('multipart/')) node.childNodes?.forEach((child) => walk(child, collect))
    else if (attachments.length < ATTACHMENTS_MAX) attachments.push(attachment(node))
  }
  const alternatives = (node: MessageStructureObject): TextPart[] => {
    const forms: TextPart[] = []
    node.childNodes?.forEach((child) => walk(child, (text) => forms.push(text)))
    return [forms.find(({ isHtml }) => !isHtml), forms.find(({ isHtml }) => isHtml)].flatMap((form) => form ?? [])
  }
  walk(root, (text) => texts.push([text]))
  return { texts: texts.filter((forms) => forms.length > 0).slice(0, TEXTS_MAX), attachments }
}

type Enclosed = { readonly from: Address | null; readonly subject: string; readonly body: MessageStructureObject }

/** The first message that is attached to this one: who wrote it, and what it consists of. Null where there is none within reach. */
export function enclosedIn(root: MessageStructureObject): Enclosed | null {
  const message = [root, ...(root.childNodes ?? []).slice(0, ATTACHMENTS_MAX)].find(({ type }) => type === 'message/rfc822')
  const [body] = message?.childNodes ?? []
  if (!message || !body) return null
  const [from] = message.envelope?.from ?? []
  return {
    from: from?.address ? { address: from.address.toLowerCase(), name: from.name || null } : null,
    subject: message.envelope?.subject ?? '',
    // its only part has the number 1 within the message (RFC 9051 section 6.4.5), which the library leaves out
    body: body.childNodes || body.part !== message.part ? body : { ...body, part: `${message.part ?? '1'}.1` },
  }
}

function textPart(node: MessageStructureObject): TextPart | null {
  const isText = node.type === 'text/plain' || node.type === 'text/html'
  if (!isText || node.disposition?.toLowerCase() === 'attachment' || nameOf(node) !== null) return null
  const parameters = node.parameters ?? {}
  return {
    part: node.part ?? '1',
    charset: parameters['charset'],
    encoding: node.encoding,
    isHtml: node.type === 'text/html',
    isFlowed: parameters['format']?.toLowerCase() === 'flowed',
  }
}

/** By its name; its bytes are never fetched. */
function attachment(node: MessageStructureObject): Media {
  const kind = /^(image|video)\//.exec(node.type)?.[1]
  const fallback = node.type === 'application/ms-tnef' ? 'winmail.dat' : node.envelope?.subject || node.type
  return { kind: kind === 'image' || kind === 'video' ? kind : 'link', url: null, alt: nameOf(node) ?? fallback.slice(0, NAME_LENGTH_MAX) }
}

function nameOf({ dispositionParameters, parameters }: MessageStructureObject): string | null {
  const name = (dispositionParameters?.['filename'] ?? parameters?.['name'] ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return name === '' ? null : name.slice(0, NAME_LENGTH_MAX)
}
