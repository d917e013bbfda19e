import { Splitter, type MimeNode } from '@zone-eu/mailsplit'
import { decode, undoTransfer } from '../../base/mail/charset.ts'
import { type Header, readHeader } from '../../base/mail/header.ts'
import { htmlLines } from './html-lines.ts'
import { type Line, plainLines, unflow } from './lines.ts'

/** Of one text, as it travels. Of HTML less is read, which is slow. */
const PLAIN_BYTES_MAX = 16 * 1024 * 1024
const HTML_BYTES_MAX = 4 * 1024 * 1024
const HEADER_BYTES_MAX = 256 * 1024
/** Texts that are read: mail programs cut a letter where something is attached between its lines. */
const TEXTS_MAX = 6

/** A letter as far as an answer can stand in it. */
export type Letter = {
  readonly header: Header
  /** What it says, in each form that it comes in: written plainly, and as a page. None where no form says anything. */
  readonly forms: readonly (readonly Line[])[]
  /** It says more than was read. */
  readonly isCut: boolean
  /** A calendar has answered an invitation (RFC 5546), by one click. */
  readonly isCalendar: boolean
}

type Part = { readonly node: MimeNode; readonly pieces: Buffer[]; bytes: number }

/**
 * Takes a raw message (RFC 5322, MIME) apart, leniently. What is attached, a message too, is no text of its sender's. Rejects only
 * where a limit is passed: a thousand parts, a megabyte of header.
 */
export async function readLetter(raw: Uint8Array): Promise<Letter> {
  const { parts, isCalendar } = await textParts(raw)
  const texts: { plain: Line[]; html: Line[] } = { plain: [], html: [] }
  let isCut = false
  for (const [alternative, forms] of byAlternative(parts)) {
    const plain = forms.filter(({ node }) => node.contentType !== 'text/html').map(plainOf)
    const html = forms.filter(({ node }) => node.contentType === 'text/html').map((part) => htmlLines(textOf(part)))
    isCut ||= forms.some(isTooLong) || html.some((each) => each.isCut)
    const lines = { plain: plain.flat(), html: html.flatMap((each) => each.lines) }
    // a part that comes in one form only belongs to both readings of the whole
    const both = lines.plain.concat(lines.html)
    texts.plain = texts.plain.concat(alternative && says(lines.plain) ? lines.plain : both)
    texts.html = texts.html.concat(alternative && html.length > 0 ? lines.html : both)
  }
  const hasBoth = parts.some(({ node }) => node.contentType === 'text/html') && parts.some(({ node }) => node.contentType !== 'text/html')
  const forms = hasBoth ? [texts.plain, texts.html] : [texts.plain]
  return { header: readHeader(raw.subarray(0, HEADER_BYTES_MAX)), forms: forms.some(says) ? forms : [], isCut, isCalendar }
}

const says = (lines: readonly Line[]): boolean => lines.some(({ words }) => words.trim() !== '')

async function textParts(raw: Uint8Array): Promise<{ parts: Part[]; isCalendar: boolean }> {
  const splitter = new Splitter({ ignoreEmbedded: true })
  splitter.end(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
  const parts = new Map<MimeNode, Part>()
  let isCalendar = false
  for await (const chunk of splitter as AsyncIterable<MimeNode | { type: 'data' | 'body'; node: MimeNode; value: Buffer }>) {
    if (chunk.type !== 'body') {
      if (chunk.type === 'node' && chunk.contentType === 'text/calendar' && alternativeAbove(chunk)) isCalendar = true
      if (chunk.type === 'node' && isText(chunk) && parts.size < TEXTS_MAX) parts.set(chunk, { node: chunk, pieces: [], bytes: 0 })
      continue
    }
    const part = parts.get(chunk.node)
    if (!part || isTooLong(part)) continue
    part.pieces.push(chunk.value)
    part.bytes += chunk.value.length
  }
  return { parts: [...parts.values()], isCalendar }
}

const isText = ({ multipart, contentType, disposition, filename }: MimeNode): boolean => (
  !multipart && (contentType || 'text/plain').match(/^text\/(?:plain|html)$/) !== null && disposition !== 'attachment' && !filename)

const isTooLong = ({ node, bytes }: Part): boolean => bytes >= (node.contentType === 'text/html' ? HTML_BYTES_MAX : PLAIN_BYTES_MAX)

/** Parts that say the same in several forms belong together; each other stands by itself. */
function byAlternative(parts: readonly Part[]): Map<MimeNode | null, Part[]> {
  const groups = new Map<MimeNode | null, Part[]>()
  for (const part of parts) {
    const key = alternativeAbove(part.node)
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return groups
}

function alternativeAbove(node: MimeNode): MimeNode | null {
  for (let above = node.parentNode; above; above = above.parentNode) {
    if (above.multipart === 'alternative') return above
  }
  return null
}

function textOf({ node, pieces }: Part): string {
  const bytes = undoTransfer(Buffer.concat(pieces), node.encoding || undefined)
  return decode(bytes, node.charset || (node.contentType === 'text/html' ? charsetInside(bytes) : undefined))
}

/** What a page in a mail says about its own encoding, within its first kilobyte. */
function charsetInside(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(Buffer.from(bytes.subarray(0, 1_024)).toString('latin1'))?.[1]
}

function plainOf(part: Part): Line[] {
  const lines = textOf(part).replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  return plainLines(part.node.flowed ? unflow(lines, part.node.delSp) : lines)
}
