import { handleKeys, languageKey } from '../text/marks.ts'
import { addressOf, siteOf } from './address.ts'
import { ATTACHMENTS, KINDS, type Followers, type Mark } from './query.ts'

/** A field that a query may ask for: what its value means (null when it cannot be one), and values that help whoever wrote another. */
type Field = { readonly read: (written: string) => Mark | Followers | null; readonly allowed: string }

/** Every field but `case:`, which is a way to write words. */
const FIELDS: Readonly<Record<string, Field>> = {
  author: { read: (written) => mark('author', handleKeys(written)[0]), allowed: 'shop, shop.example, shop@shop.example' },
  followers: { read: followers, allowed: '>200, >=200, <200, <=200' },
  has: { read: (written) => oneOf('has', ATTACHMENTS, written), allowed: ATTACHMENTS.join(', ') },
  kind: { read: (written) => oneOf('kind', KINDS, written), allowed: KINDS.join(', ') },
  lang: { read: language, allowed: 'he, en, ar' },
  network: { read: (written) => mark('network', written.toLowerCase()), allowed: 'feed, webhook' },
  site: { read: (written) => mark('site', siteOf(written)), allowed: 'shop.example' },
  url: { read: (written) => mark('url', addressOf(written.replace(/\/\*$/, ''))), allowed: 'shop.example/sofas' },
}

/** The names of every field, as they are written before the colon. */
export const FIELD_NAMES: readonly string[] = [...Object.keys(FIELDS), 'case'].toSorted()

/** The field of this name, in small letters; undefined when there is none. */
export function fieldOf(name: string): Field | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
}

function mark(is: Mark['is'], value: string | undefined): Mark | null {
  return value === undefined || value.trim() === '' ? null : { is, value: value.trim() }
}

function oneOf(is: 'kind' | 'has', values: readonly string[], written: string): Mark | null {
  const value = written.toLowerCase()
  return values.includes(value) ? { is, value } : null
}

/** Old codes of Hebrew and Yiddish are understood. */
function language(written: string): Mark | null {
  const value = languageKey(written)
  return /^[a-z]{2,3}$/.test(value) ? { is: 'lang', value } : null
}

const SIGNS: Readonly<Record<string, Followers['sign']>> = {
  '>': '>', '＞': '>', '<': '<', '＜': '<', '>=': '>=', '≥': '>=', '<=': '<=', '≤': '<=',
}

/** More than anybody has: what a signed integer of 32 bits holds. */
const FOLLOWERS_MAX = 2 ** 31 - 1

/** A sign and a whole number, which may have commas between its thousands. */
function followers(written: string): Followers | null {
  const [, signed = '', digits = ''] = /^([<>]=?|[＞＜≥≤])\s*(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})$/.exec(written) ?? []
  const sign = SIGNS[signed]
  const than = Number(digits.replaceAll(',', ''))
  return sign === undefined || than > FOLLOWERS_MAX ? null : { is: 'followers', sign, than }
}
