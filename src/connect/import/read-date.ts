/** Moments as files write them. A style is chosen for a whole column, never for one cell. */
import { reached } from '../../people/index.ts'
import { DATE_STYLES, type DateStyle } from '../import-contract.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Days between 1899-12-30, from which spreadsheets count, and 1970-01-01. */
const SPREADSHEET_EPOCH_DAYS = 25_569
const LONGEST = 80
const [EARLIEST_YEAR, LATEST_YEAR] = [1990, 2100]
const YEARS_MS = { earliest: Date.UTC(EARLIEST_YEAR, 0), latest: Date.UTC(LATEST_YEAR, 0) }

const TIME = String.raw`(?:[T,\s]+(?:at |בשעה )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?(?:\s*([AaPp])\.?[Mm]\.?)?`
const ZONE = String.raw`(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?(?:\s*\([^)]{0,40}\))?`
const NUMBERS = new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})${TIME}${ZONE}$`)
const ISO = new RegExp(String.raw`^(\d{4})[./-](\d{1,2})[./-](\d{1,2})${TIME}${ZONE}$`)
const MONTH = String.raw`[-/.,\s]{0,3}(\p{L}{3,12})[-/.,\s]{0,3}`
const DAY_MONTH = new RegExp(String.raw`^(?:\p{L}{2,12}\.?,?\s+)?(?:יום \p{L}+['׳]?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?${MONTH}(\d{4}|\d{2})${TIME}${ZONE}$`, 'u')
const MONTH_DAY = new RegExp(String.raw`^(?:\p{L}{2,12}\.?,?\s+)?(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}${ZONE}$`, 'u')
/** As in “Wed Mar 11 14:05:00 +0000 2026”. */
const YEAR_LAST = /^\p{L}{3},? (\p{L}{3}) (\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})(?: (Z|UTC|GMT|[+-]\d{2}:?\d{2}))? (\d{4})$/u

const MONTHS = [
  ['jan', 'january', 'ינואר', 'ינו'], ['feb', 'february', 'פברואר', 'פבר'], ['mar', 'march', 'מרץ', 'מרס', 'מרצ'], ['apr', 'april', 'אפריל', 'אפר'], ['may', 'מאי'],
  ['jun', 'june', 'יוני'], ['jul', 'july', 'יולי'], ['aug', 'august', 'אוגוסט', 'אוג'], ['sep', 'sept', 'september', 'ספטמבר', 'ספט'], ['oct', 'october', 'אוקטובר', 'אוק'],
  ['nov', 'november', 'נובמבר', 'נוב'], ['dec', 'december', 'דצמבר', 'דצמ'],
]

/** Reads moments of one style, in a time zone where they do not tell their own. Null for what is no moment of that style. */
export function dateReader(style: DateStyle, zone: string): (text: string) => Date | null {
  const toMoment = clockOf(zone)
  return (text) => {
    // Marks of direction and thin spaces are in many exports.
    const clean = text.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ').trim()
    if (clean === '' || clean.length > LONGEST) return null
    const read = READERS[style](clean)
    const at = typeof read === 'number' ? read : read && toMoment(read)
    return at !== null && at >= YEARS_MS.earliest && at < YEARS_MS.latest ? new Date(at) : null
  }
}

/** The styles that read every one of these texts, the likeliest first; none where some text is no date in any of them. */
export function stylesOf(texts: readonly string[]): DateStyle[] {
  const some = texts.filter((text) => text.trim() !== '')
  if (some.length === 0) return []
  const most = DATE_STYLES.map((style) => ({ style, read: some.filter(dateReader(style, 'UTC')).length }))
  // A few bad cells must not hide how the others are written.
  const best = Math.max(...most.map(({ read }) => read))
  return best >= some.length * MOST ? most.filter(({ read }) => read === best).map(({ style }) => style) : []
}
const MOST = 0.8

type Local = { readonly day: number; readonly minute: number; readonly secondMs: number; readonly offsetMin: number | null }

const READERS: Record<DateStyle, (text: string) => Local | number | null> = {
  iso: (text) => {
    const [, y, m, d, ...time] = ISO.exec(text) ?? []
    return local(y, m, d, time)
  },
  day_first: (text) => {
    const [, d, m, y, ...time] = NUMBERS.exec(text) ?? []
    return local(y, m, d, time)
  },
  month_first: (text) => {
    const [, m, d, y, ...time] = NUMBERS.exec(text) ?? []
    return local(y, m, d, time)
  },
  words: (text) => {
    const [, wordFirst, dayAfter, yearAfter, ...time] = MONTH_DAY.exec(text) ?? []
    if (wordFirst) return local(yearAfter, monthOf(wordFirst), dayAfter, time)
    const [, month, day, h, min, s, zone, year] = YEAR_LAST.exec(text) ?? []
    if (month) return local(year, monthOf(month), day, [h, min, s, undefined, zone])
    const [, d, word, y, ...rest] = DAY_MONTH.exec(text) ?? []
    return word ? local(y, monthOf(word), d, rest) : null
  },
  excel: (text) => {
    if (!/^\d{5}(?:[.,]\d{1,12})?$/.test(text)) return null
    const days = Number(text.replace(',', '.')) - SPREADSHEET_EPOCH_DAYS
    const seconds = Math.round((days - Math.floor(days)) * DAY_MS / 1_000)
    return { day: Math.floor(days), minute: Math.floor(seconds / 60), secondMs: (seconds % 60) * 1_000, offsetMin: null }
  },
  unix_s: (text) => (/^\d{9,10}(?:\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 1_000) : null),
  unix_ms: (text) => (/^\d{12,13}$/.test(text) ? Number(text) : null),
}

function monthOf(word: string): string | undefined {
  const small = word.toLowerCase()
  const bare = small.startsWith('ב') ? small.slice(1) : small // Hebrew says “in March”
  const at = MONTHS.findIndex((names) => names.includes(small) || names.includes(bare))
  return at < 0 ? undefined : String(at + 1)
}

function local(y: string | undefined, m: string | undefined, d: string | undefined, time: readonly (string | undefined)[]): Local | null {
  if (y === undefined || m === undefined || d === undefined) return null
  const [h = '0', min = '0', s = '0', half, zone] = time
  const [year, month, date] = [Number(y) + (y.length === 2 ? 2_000 : 0), Number(m), Number(d)]
  const at = new Date(Date.UTC(year, month - 1, date))
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return null
  const twelve = half !== undefined
  if (Number(min) > 59 || Number(s) > 60 || Number(h) > (twelve ? 12 : 24) || (twelve && Number(h) === 0)) return null
  const hour = twelve ? (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(h)
  return { day: at.getTime() / DAY_MS, minute: hour * 60 + Number(min), secondMs: Math.min(Number(s), 59) * 1_000, offsetMin: offsetOf(zone) }
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const DAYS_KEPT_MAX = 4_000

/** What the clocks of a zone mean. Of an ordinary day its beginning is remembered: to ask for each row costs as much as to read it. */
function clockOf(zone: string): (at: Local) => number {
  const begun = new Map<number, number | null>()
  const beginOf = (day: number): number | null => {
    const kept = begun.get(day)
    if (kept !== undefined) return kept
    const start = reached(zone, day, 0)
    const begin = reached(zone, day + 1, 0) - start === DAY_MS ? start : null
    if (begun.size >= DAYS_KEPT_MAX) begun.clear()
    begun.set(day, begin)
    return begin
  }
  return ({ day, minute, secondMs, offsetMin }) => {
    if (offsetMin !== null) return day * DAY_MS + (minute - offsetMin) * MINUTE_MS + secondMs
    const begin = beginOf(day)
    return (begin === null ? reached(zone, day, minute) : begin + minute * MINUTE_MS) + secondMs
  }
}
