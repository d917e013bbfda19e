import { Parser } from 'htmlparser2'
import type { Line } from './lines.ts'

/** What is nested deeper is not read: no reader sees it, and each level costs the parser more than the last. */
const DEPTH_MAX = 300
const TAGS_MAX = 200_000

/** A page's lines as a reader sees them. `isCut`: there is more than was read. */
export function htmlLines(html: string): { lines: Line[]; isCut: boolean } {
  const lines: Line[] = []
  const open: Role[] = []
  const counts = { quoted: 0, unseen: 0, kept: 0, tags: 0 }
  let pieces: string[] = []
  let isOver = false
  let isCut = false
  const endLine = () => {
    for (const words of pieces.join('').split('\n')) lines.push({ words: words.replace(/[ \u00a0]{1,500}/g, ' ').trim(), isQuoted: counts.quoted > 0 || isOver })
    pieces = []
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      counts.tags += 1
      if (open.length >= DEPTH_MAX || counts.tags > TAGS_MAX) {
        isCut = true
        parser.pause()
      }
      const role = roleOf(name, attributes)
      if (BLOCKS.has(name) || name === 'br') endLine()
      if (role === 'history') isOver = true
      if (role) count(role, 1)
      open.push(role)
    },
    ontext(text) {
      if (counts.unseen === 0) pieces.push(counts.kept > 0 ? text : text.replace(/[\t\n\f\r ]+/g, ' '))
    },
    onclosetag(name) {
      if (BLOCKS.has(name)) endLine()
      const role = open.pop()
      if (role) count(role, -1)
    },
  })
  const count = (role: Exclude<Role, null>, by: number) => {
    if (role !== 'history') counts[role] += by
  }
  parser.end(html)
  endLine()
  return { lines, isCut }
}

/** What an element means for what is in it; `history`: all that follows, to the end of the letter, is what it answers. */
type Role = 'quoted' | 'unseen' | 'kept' | 'history' | null

function roleOf(name: string, { id = '', class: names = '', style = '' }: Record<string, string>): Role {
  if (HISTORY_IDS.test(id) || (name === 'div' && HISTORY_STYLE.test(style.slice(0, STYLE_LENGTH_MAX)))) return 'history'
  if (name === 'blockquote' || QUOTES.test(names)) return 'quoted'
  if (UNSEEN.has(name) || SIGNATURES.test(`${id} ${names}`) || HIDDEN.test(style.slice(0, STYLE_LENGTH_MAX))) return 'unseen'
  return name === 'pre' ? 'kept' : null
}

const STYLE_LENGTH_MAX = 2_000
/** Outlook's, on the web, on the desktop and on telephones. */
const HISTORY_IDS = /^(?:x_)?(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container|ms-outlook-mobile-body-separator-line|OLK_SRC_BODY_SECTION)$/
/** The line that Outlook draws above From, Sent, To. */
const HISTORY_STYLE = /border-?(?:top)?\s*:\s*(?:none\s*;\s*border-top\s*:\s*)?solid #(?:E1E1E1|B5C4DF) 1\.0pt/i
const QUOTES = /(?:^|\s)(?:yahoo_quoted|protonmail_quote|zmail_extra|moz-email-headers-table)(?:\s|$)/
const SIGNATURES = /(?:^|\s)(?:x_)?(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|Signature|protonmail_signature_block)(?:\s|$)/
/** Not to be seen, or struck through. */
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|line-through/i
const UNSEEN = new Set(['script', 'style', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'select', 'textarea', 'head', 's', 'strike', 'del'])

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer', 'form',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'td', 'tr', 'ul',
])
