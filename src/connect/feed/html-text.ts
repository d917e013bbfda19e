import { Parser } from 'htmlparser2'

/** Of one entry. More is decoration, or an attack. */
export const LINKS_MAX = 100
export const IMAGES_MAX = 20
/** What is nested deeper is not read: no reader sees it, and each level costs the parser more than the last. */
const DEPTH_MAX = 200

/** What a piece of HTML says to a reader. */
export type HtmlText = {
  /** Paragraphs, list items and line breaks are lines; everything else is as a browser would show it, without markup. */
  readonly text: string
  /** Addresses of its links as written, each once. */
  readonly links: readonly string[]
  readonly images: readonly { readonly url: string; readonly alt: string | null }[]
}

/** Reads HTML, broken or not, or plain text, which is HTML without tags. Scripts, styles and forms' inner life are left out. */
export function readHtml(html: string): HtmlText {
  if (!/[<&]/.test(html)) return { text: tidied(html), links: [], images: [] }
  const pieces: string[] = []
  const links = new Set<string>()
  const images: { url: string; alt: string | null }[] = []
  let depth = 0
  let silent = 0
  const parser = new Parser({
    onopentag(name, { href, src, alt }) {
      depth += 1
      if (depth > DEPTH_MAX) parser.pause()
      if (SILENT.has(name)) silent += 1
      if (name === 'br' || BLOCKS.has(name)) pieces.push('\n')
      if (name === 'td' || name === 'th') pieces.push(' ')
      if (name === 'a' && href && links.size < LINKS_MAX) links.add(href.trim())
      if (name === 'img' && src && images.length < IMAGES_MAX) images.push({ url: src.trim(), alt: alt?.trim() || null })
    },
    ontext(text) {
      if (silent === 0) pieces.push(text.replace(/[\t\n\f\r ]+/g, ' '))
    },
    onclosetag(name) {
      depth -= 1
      if (SILENT.has(name)) silent -= 1
      if (BLOCKS.has(name)) pieces.push('\n')
    },
  })
  parser.end(html)
  return { text: tidied(pieces.join('')), links: [...links], images }
}

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'select', 'textarea', 'head'])

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'form',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tr', 'ul',
])

function tidied(text: string): string {
  return text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' ')).filter((line) => line !== '').join('\n')
}
