import { decode, undoTransfer } from '../../base/mail/charset.ts'
import { LINKS_MAX, readHtml } from '../feed/html-text.ts'
import type { TextPart } from './structure.ts'

/** Of one text, as it travels; the rest is not fetched. HTML is slow to read, and all else waits meanwhile. */
export const PLAIN_BYTES_MAX = 512 * 1024
export const HTML_BYTES_MAX = 256 * 1024

/** Of all texts of one message together; more is not kept in the end. */
const TEXT_UNITS_MAX = 150_000

/** What a message says. */
export type Body = { readonly text: string; readonly links: readonly string[] }

/** Puts a message's texts together; of each, the first form that says anything. `bytesOf` gives what was fetched of a part. */
export function readBody(texts: readonly (readonly TextPart[])[], bytesOf: (part: string) => Uint8Array | undefined): Body {
  const bodies = texts.flatMap((forms) => {
    const said = forms.map((form) => readPart(form, bytesOf(form.part) ?? new Uint8Array()))
    return said.find(({ text }) => text !== '') ?? []
  })
  return {
    text: bodies.map(({ text }) => text).join('\n\n').slice(0, TEXT_UNITS_MAX),
    links: [...new Set(bodies.flatMap(({ links }) => links))].slice(0, LINKS_MAX),
  }
}

function readPart(form: TextPart, bytes: Uint8Array): Body {
  const raw = undoTransfer(bytes, form.encoding)
  const said = decode(raw, form.charset ?? (form.isHtml ? charsetInside(raw) : undefined))
  if (form.isHtml) {
    const { text, links } = readHtml(said)
    return { text: text.trim(), links }
  }
  const text = (form.isFlowed ? unflow(said) : said).replaceAll('\r\n', '\n').trim()
  const links = text.match(/https?:\/\/[^\s<>"]{1,2000}/g) ?? []
  return { text, links: links.slice(0, LINKS_MAX).map((link) => link.replace(/[.,;:!?)\]]{1,20}$/, '')) }
}

/** What a page in a mail says about its own encoding, within its first kilobyte. */
function charsetInside(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(Buffer.from(bytes.subarray(0, 1_024)).toString('latin1'))?.[1]
}

/** Joins the lines of flowed text (RFC 3676), but never a signature's mark or a quote with what follows. */
function unflow(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const joined: string[] = []
  let goesOn = false
  for (const line of lines) {
    const isQuote = line.startsWith('>')
    const words = !isQuote && line.startsWith(' ') ? line.slice(1) : line
    if (goesOn && !isQuote) joined.push(`${joined.pop() ?? ''}${words}`)
    else joined.push(words)
    goesOn = !isQuote && words.endsWith(' ') && words !== '-- '
  }
  return joined.join('\n')
}
