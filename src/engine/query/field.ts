import { handleKeys, languageKey } from '../text/marks.ts'
import { addressOf, siteOf } from './address.ts'
import { ATTACHMENTS, KINDS, type Followers, type Mark } from './query.ts'

/** A field that a query may ask for: what its value means (null when it cannot be one), and values that help whoever wrote another. */
type Field = { readonly read: (written: string) => Mark | Followers | null; readonly allowed: string }

/** Every field but `case:`, which is a way to write words. */
const FIELDS: Readonly<Record<string, Field>> = {
  author: { read: (written) => name('author', written, (text) => handleKeys(text)[0] ?? ''), allowed: 'shop, shop.example, shop@shop.example' },
  followers: { read: followers, allowed: '>200, >=200, <200, <=200' },
  has: { read: (written) => oneOf('has', ATTACHMENTS, written), allowed: ATTACHMENTS.join(', ') },
  kind: { read: (written) => oneOf('kind', KINDS, written), allowed: KINDS.join(', ') },
  lang: { read: language, allowed: 'he, en, ar' },
  network: { read: (written) => name('network', written, (text) => text.toLowerCase()), allowed: 'feed, webhook' },
  site: { read: (written) => mark('site', written, siteOf), allowed: 'shop.example' },
  url: { read: (written) => mark('url', written.replace(/\/\*$/, ''), addressOf), allowed: 'shop.example/sofas' },
}

/** The names of every field, as they are written before the colon. */
export const FIELD_NAMES: readonly string[] = [...Object.keys(FIELDS), 'case'].toSorted()

/** The field of this name, in small letters; undefined when there is none. */
export function fieldOf(name: string): Field | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
}

function mark(is: Mark['is'], written: string, fold: (text: string) => string): Mark | null {
  const value = settled(written, (text) => fold(text).trim())
  return value === '' ? null : { is, value }
}

/** A name is whole: no star stands for the rest of it. */
function name(is: 'author' | 'network', written: string, fold: (text: string) => string): Mark | null {
  return /[*＊]/.test(written) ? null : mark(is, written, fold)
}

/** Most times that a value is folded. Nearly every one is as it stays after the first. */
const FOLDS_MAX = 8

/** A value folded until that changes it no more, so that it is read from its canonical print as it is; '' when it never settles. */
export function settled(written: string, fold: (text: string) => string): string {
  let value = written
  for (let folds = 0; folds < FOLDS_MAX; folds++) {
    const folded = fold(value)
    if (folded === value) return value
    value = folded
  }
  return ''
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
