/** From a row to a post. */
import { createHash } from 'node:crypto'
import type { Field } from '../import-contract.ts'
import type { Author, Post } from '../connector.ts'
import type { Reason } from './files.ts'
import { dateReader } from './read-date.ts'
import type { Settings } from './settings.ts'

/** What a row says of a field; empty where it says nothing. */
export type Cells = (field: Field) => string

/** Makes posts of an import's rows; tells why where there can be none. */
export function postMaker(settings: Settings): (cells: Cells) => Post | Reason {
  const momentOf = settings.dateStyle === null ? () => null : dateReader(settings.dateStyle, settings.zone)
  return (cells) => {
    const text = wordsOf(cells('title').trim(), cells('text').trim())
    if (text === '') return 'no_text'
    const saidAt = momentOf(dateOf(cells))
    if (settings.dateStyle !== null && saidAt === null) return 'no_date'
    const url = cells('url').trim() || null
    const origin = placeOf(cells('network'), settings.place, url)
    const author = authorOf(cells, origin)
    const parent = cells('replyTo').trim()
    return {
      kind: 'said',
      externalId: idOf(settings, cells, [origin ?? '', author.id, saidAt?.toISOString() ?? '', text]),
      form: parent !== '' && settings.form === 'post' ? 'reply' : settings.form,
      author,
      text,
      lang: languageOf(cells('lang')),
      url,
      saidAt,
      links: [],
      tags: [],
      media: [],
      replyTo: parent === '' ? null : { parent: named(settings, parent), root: named(settings, parent) },
      origin,
    }
  }
}

/** Date and time, which some files keep apart. */
export function dateOf(cells: Cells): string {
  const time = cells('time').trim()
  return time === '' ? cells('date') : `${cells('date').trim()} ${time}`
}

/** A title stands above its text, unless the text begins with it. */
function wordsOf(title: string, text: string): string {
  if (title === '' || text.startsWith(title.replace(/(?:…|\.{3})$/, ''))) return text || title
  return text === '' ? title : `${title}\n\n${text}`
}

function authorOf(cells: Cells, origin: string | null): Author {
  const handle = cells('authorHandle').trim().replace(/^@/, '')
  const name = cells('authorName').trim()
  const id = cells('authorId').trim() || handle || (name && `name:${name}`) || 'unknown'
  return { id: origin === null ? id : `${origin}/${id}`, handle, name: name || null, followers: countOf(cells('followers')) }
}

function countOf(text: string): number | null {
  const digits = text.trim().replaceAll(/[,\s](?=\d{3}\b)/g, '').replace(/\.0+$/, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null
}

/** The same row has the same id whichever file brings it: its own name, or a hash of all that it says. */
function idOf(settings: Settings, cells: Cells, all: readonly string[]): string {
  const { identity } = settings
  const own = identity === null ? '' : cells(identity.by).trim()
  return own === '' ? `row:${createHash('sha256').update(JSON.stringify(all)).digest('base64url')}` : named(settings, own)
}

const named = ({ identity }: Settings, id: string): string => (identity?.by === 'id' ? `${identity.scope}:${id}` : id)

const PLACES: readonly [RegExp, string][] = [
  [/facebook|^fb$|פייסבוק/i, 'Facebook'], [/instagram|^ig$|אינסטגרם/i, 'Instagram'], [/twitter|^x(?:\.com)?$|טוויטר/i, 'X'], [/youtube|יוטיוב/i, 'YouTube'],
  [/tik\s?tok|טיקטוק/i, 'TikTok'], [/linkedin|לינקדאין/i, 'LinkedIn'], [/reddit/i, 'Reddit'], [/telegram|טלגרם/i, 'Telegram'], [/whatsapp|וואטסאפ/i, 'WhatsApp'],
  [/bluesky|^bsky/i, 'Bluesky'], [/mastodon/i, 'Mastodon'], [/threads/i, 'Threads'],
]

/** Where it was said: as the row tells, as somebody told of the whole file, or at the host of its link. */
function placeOf(cell: string, given: string | null, url: string | null): string | null {
  const told = cell.trim() || given
  if (told) return PLACES.find(([name]) => name.test(told))?.[1] ?? told
  const host = url === null ? undefined : URL.parse(url)?.hostname.replace(/^www\./, '')
  if (!host) return null
  return PLACES.find(([name]) => name.test(host.split('.').at(-2) ?? ''))?.[1] ?? host
}

const LANGUAGES: Readonly<Record<string, string>> = {
  hebrew: 'he', english: 'en', arabic: 'ar', russian: 'ru', french: 'fr', german: 'de', spanish: 'es', amharic: 'am', ukrainian: 'uk',
  עברית: 'he', אנגלית: 'en', ערבית: 'ar', רוסית: 'ru', צרפתית: 'fr', אמהרית: 'am',
}

function languageOf(cell: string): string | null {
  const told = cell.trim().toLowerCase()
  return LANGUAGES[told] ?? (/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/.test(told) ? told : null)
}
