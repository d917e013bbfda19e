import { HEBREW_WEEKDAYS, MEASURES, MONTHS, NUMBERS, UNITS, WEEKDAYS } from './date-words.ts'
import { addDays, addMonths, type Day, dayOf, lastOfMonth, weekdayOf } from './day.ts'

/** When and where a letter was written, as far as its dates depend on it. `dayFirst`: how 3/4 is meant; null: nothing tells. */
export type Written = { readonly day: Day; readonly dayFirst: boolean | null }

/** A day that a text names, and where. `day`: null where it is not clear which, or is past, or is no day at all. */
export type Dated = { readonly from: number; readonly to: number; readonly day: Day | null }

/** Without a year the next such day is meant, unless it is further off than this: then it is more likely to be past. */
const AHEAD_DAYS_MAX = 183
/** Nobody promises for later; what says so is a joke or a slip. */
const PROMISE_DAYS_MAX = 550

type Kind = 'day' | 'weekday' | 'end_of_day'
type Found = Dated & { readonly kind: Kind; readonly weekday: number | null }
type Read = (groups: readonly string[], written: Written) => { day: Day | null; kind?: Kind; weekday?: number }

const oneOf = (words: Readonly<Record<string, unknown>>): string => Object.keys(words).toSorted((one, other) => other.length - one.length).join('|')
const alone = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu')
/** Hebrew writes *on*, *to* and *the* at the word: `ב-15.3`, `לה-15`. */
const PRE = '(?:(?:ב|ל|ה|לה|עד ה)[- ]?)?'

/** All days that a text names, in its order: lower-case, `'` for every apostrophe, `-` for every hyphen. Linear. */
export function datesIn(text: string, written: Written): Dated[] {
  const found: Found[] = []
  for (const [pattern, read] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const { day, kind = 'day', weekday = null } = read(match.slice(1).map((group) => group ?? ''), written)
      found.push({ from: match.index, to: match.index + match[0].length, day: bounded(day, written), kind, weekday })
    }
  }
  const sorted = found.toSorted((one, other) => one.from - other.from || other.to - one.to)
  const apart: Found[] = []
  for (const each of sorted) {
    const last = apart.at(-1)
    if (!last || each.from >= last.to) apart.push(each)
  }
  return merged(apart, text)
}

/** What is past or far off is no promise. */
const bounded = (day: Day | null, written: Written): Day | null => (
  day === null || day < written.day || day > addDays(written.day, PROMISE_DAYS_MAX) ? null : day)

/** “Thursday, 19 March” and “Thursday (19/3)” are one day, if they agree. */
function merged(found: readonly Found[], text: string): Dated[] {
  const whole: Found[] = []
  for (const each of found) {
    const last = whole.at(-1)
    if (last && /^[\s,()-]{0,3}(?:(?:the|ה|ב|which is|זה|at|by|עד)-?\s?)?$/.test(text.slice(last.to, each.from))) {
      whole.splice(-1, 1, together(last, each))
    } else whole.push(each)
  }
  return whole
}

function together(one: Found, other: Found): Found {
  const place = { from: one.from, to: other.to }
  if (one.kind === 'end_of_day') return { ...other, ...place }
  if (other.kind === 'end_of_day') return { ...one, ...place }
  const [named, dated] = one.kind === 'weekday' ? [one, other] : [other, one]
  const agree = named.kind === 'weekday' && dated.kind === 'day' && dated.day !== null ? weekdayOf(dated.day) === named.weekday : one.day === other.day
  return { ...place, kind: 'day', weekday: null, day: agree ? dated.day : null }
}

/** Without a year: the next one, if it is near. */
function nextOf(month: number, date: number, { day }: Written): Day | null {
  const year = Number(day.slice(0, 4))
  const next = [dayOf(year, month, date), dayOf(year + 1, month, date)].find((each) => each !== null && each >= day) ?? null
  return next !== null && next <= addDays(day, AHEAD_DAYS_MAX) ? next : null
}

const fullYear = (year: string): number => (year.length === 2 ? 2_000 + Number(year) : Number(year))
const inYear = (month: number, date: number, year: string, written: Written): Day | null => (
  year === '' ? nextOf(month, date, written) : dayOf(fullYear(year), month, date))

/** 15.3 is 15 March; 15/3 and 3/15 tell by themselves; 3/4 is read as the letter's place has it, and is unclear where that would be past. */
function numeric(first: string, separator: string, second: string, year: string, written: Written): Day | null {
  const [one, two] = [Number(first), Number(second)]
  const dayFirst = inYear(two, one, year, written)
  if (separator === '.') return dayFirst
  const monthFirst = inYear(one, two, year, written)
  if (one > 12 || two > 12 || one === two) return one > 12 ? dayFirst : monthFirst
  if (written.dayFirst !== null) return written.dayFirst ? dayFirst : monthFirst
  const ahead = [dayFirst, monthFirst].filter((day) => bounded(day, written) !== null)
  return ahead.length === 1 ? ahead[0] ?? null : null
}

/** The date of this month, or of the next once it has passed. */
function dateOfMonth(date: number, { day }: Written): Day | null {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const here = dayOf(year, month, date)
  return here !== null && here >= day ? here : dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, date)
}

/**
 * “Thursday”: the next one; on a Thursday it is not clear which. “Next Thursday”: of the week after this one, where weeks that begin on
 * Sunday and on Monday agree; Hebrew's begin on Sunday.
 */
function weekday(wanted: number, qualifier: string, written: Written, isHebrew: boolean): { day: Day | null; kind: 'weekday'; weekday: number } {
  const ahead = (wanted - weekdayOf(written.day) + 7) % 7
  const coming = addDays(written.day, ahead)
  const answer = (day: Day | null) => ({ day, kind: 'weekday' as const, weekday: wanted })
  if (/last|every|each|שעבר|כל/.test(qualifier)) return answer(null)
  const isNext = /next|הבא/.test(qualifier)
  if (!isNext) return answer(ahead === 0 ? null : coming)
  const weekStart = (first: number) => addDays(written.day, 7 - ((weekdayOf(written.day) - first + 7) % 7))
  const inWeek = (first: number) => addDays(weekStart(first), (wanted - first + 7) % 7)
  return answer(isHebrew || inWeek(0) === inWeek(1) ? inWeek(0) : null)
}

/** The last working day of the week: Thursday in Hebrew, Friday in English; what is said after it is not clear. */
function endOfWeek(last: number, weeks: number, { day }: Written): Day | null {
  const today = weekdayOf(day)
  return today > last ? null : addDays(day, last - today + 7 * weeks)
}

function endOfMonth(name: string, isNext: boolean, { day }: Written): Day | null {
  const [year = 0, current = 1] = day.split('-').map(Number)
  const month = MONTHS[name]
  if (month === undefined) return lastOfMonth(year, current + (isNext ? 1 : 0))
  return lastOfMonth(month < current ? year + 1 : year, month)
}

function afterSpan(count: string, unit: string, { day }: Written): Day | null {
  const span = UNITS[unit]
  const many = count === '' ? 1 : NUMBERS[count] ?? Number(count)
  if (!span || !Number.isInteger(many) || many < 1 || many > 400) return null
  return 'days' in span ? addDays(day, span.days * many) : addMonths(day, span.months * many)
}

const MONTH = oneOf(MONTHS)
const YEAR = '(?:,? ?(\\d{4}))?'
/** By these a day is known without the word *day*. */
const HEBREW_NAMES = Object.fromEntries(Object.entries(HEBREW_WEEKDAYS).filter(([name]) => name.length > 1))
const WHICH = '(הקרוב|הקרובה|הבא|הבאה|הזה|בשבוע הבא|של שבוע הבא|שבוע הבא|השבוע|שעבר)'
const NUMBER = `\\d{1,3}|${oneOf(NUMBERS)}`
const UNIT = oneOf(UNITS)
const WORKING = '(?: (working|business|עבודה|עסקים))?'

/** Every way to name a day, and how it is read. */
const FORMS: readonly (readonly [RegExp, Read])[] = [
  [alone(`${PRE}(\\d{4})-(\\d{1,2})-(\\d{1,2})`), ([year = '', month, date]) => ({ day: dayOf(Number(year), Number(month), Number(date)) })],
  [alone(`(?:\\d{1,2} ?[-–] ?)${PRE}\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?`), () => ({ day: null })],
  [alone(`${PRE}(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?! ?(?:${MEASURES}))`), ([one = '', separator = '', two = '', year = ''], written) => ({ day: numeric(one, separator === '-' ? '.' : separator, two, year, written) })],
  [alone(`(?<![.:/$€₪v])(?!24/7)${PRE}(\\d{1,2})([./])(\\d{1,2})(?![./:]\\d)(?! ?(?:${MEASURES}))`), ([one = '', separator = '', two = ''], written) => ({ day: numeric(one, separator, two, '', written) })],
  [alone(`${PRE}(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of |[ -])?(?:[לב]-?)?(?:חודש )?(${MONTH})\\.?${YEAR}`), ([date, month = '', year = ''], written) => ({ day: inYear(MONTHS[month] ?? 0, Number(date), year, written) })],
  [alone(`(${MONTH})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!:)(?:,? ?(\\d{4}))?`), ([month = '', date, year = ''], written) => ({ day: inYear(MONTHS[month] ?? 0, Number(date), year, written) })],
  [alone('the (\\d{1,2})(?:st|nd|rd|th)?(?: of (?:the|this) month)?(?![./:]\\d)(?= ?(?:$|[^\\p{L}\\d ]|at|the|we|i|it))'), ([date], written) => ({ day: dateOfMonth(Number(date), written) })],
  [alone('(\\d{1,2})(?:st|nd|rd|th)'), ([date], written) => ({ day: dateOfMonth(Number(date), written) })],
  [alone(`(?:ב|ל|עד )?ה-?(\\d{1,2})(?:(?: ל| ב)?חודש)?(?![./:]\\d)(?! ?(?:${MEASURES}))`), ([date], written) => ({ day: dateOfMonth(Number(date), written) })],
  [alone(`(?:(next|last|every|each|this|coming|this coming|the coming|next week,?(?: on)?) )?(${oneOf(WEEKDAYS)})(?: (next week|of next week|this week))?`),
    ([before = '', name = '', after = ''], written) => weekday(WEEKDAYS[name] ?? 0, `${before}${after}`, written, false)],
  [alone(`(?:(כל|ב?שבוע הבא,?) )?(?:[בלה]?יום (${oneOf(HEBREW_WEEKDAYS)})|(?:(?<=עד )ל?|[בל])(${oneOf(HEBREW_NAMES)}))(?: ${WHICH})?`),
    ([before = '', day = '', name = '', after = ''], written) => weekday(HEBREW_WEEKDAYS[day || name] ?? 0, `${before}${after}`, written, true)],
  [alone(`(${oneOf(HEBREW_NAMES)}) ${WHICH}`), ([name = '', after = ''], written) => weekday(HEBREW_WEEKDAYS[name] ?? 0, after, written, true)],
  [alone('(?:the )?(?:end of (?:the |my )?(?:working |business )?day|eod|cob|close of business|end of business|eob)(?: today)?'), (_groups, { day }) => ({ day, kind: 'end_of_day' })],
  [alone('(?:ל|ב)?סוף (?:ה?יום(?: העבודה)?|יום העבודה)'), (_groups, { day }) => ({ day, kind: 'end_of_day' })],
  [alone('(?:today|tonight|this afternoon|this evening|later today|היום|להיום|עוד היום|הערב)'), (_groups, { day }) => ({ day })],
  [alone('(?:the )?day after tomorrow|(?:ל|ב)?מחרתיים'), (_groups, { day }) => ({ day: addDays(day, 2) })],
  [alone('(?:tomorrow|tommorow|tomorow|tmrw|tmr|(?:ל|ב)?מחר)(?: (?:morning|noon|afternoon|evening|night|בבוקר|בצהריים|בערב|בלילה|אחר הצהריים|אחה"צ))?'), (_groups, { day }) => ({ day: addDays(day, 1) })],
  [alone('(?:the )?(?:end of (?:the |this )?week|eow|weekend|this weekend)'), (_groups, written) => ({ day: endOfWeek(5, 0, written) })],
  [alone('(?:the )?end of (?:the )?next week'), (_groups, written) => ({ day: endOfWeek(5, 1, written) })],
  [alone('(?:ל|ב)?(?:סוף ה?שבוע|סופ"ש|סופש|סוף ה?שבוע הזה)(?: הקרוב| הזה)?'), (_groups, written) => ({ day: endOfWeek(4, 0, written) })],
  [alone('(?:ל|ב)?(?:סוף ה?שבוע|סופ"ש) הבא'), (_groups, written) => ({ day: endOfWeek(4, 1, written) })],
  [alone(`(?:the )?(?:end of (?:the |this )?(next )?(month|${MONTH})|eom)`), ([next = '', name = ''], written) => ({ day: endOfMonth(name, next !== '', written) })],
  [alone(`(?:ל|ב)?סוף (?:ה?חודש )?(?:ה?חודש|(${MONTH}))( הבא)?`), ([name = '', next = ''], written) => ({ day: endOfMonth(name, next !== '', written) })],
  [alone(`(?:with)?in (?:the next )?(?:(${NUMBER})${WORKING} )?(?:(?:working|business) )?(${UNIT})(?:'? time)?`),
    ([count = '', working = '', unit = ''], written) => ({ day: working === '' ? afterSpan(count, unit, written) : null })],
  [alone(`(?:ב?תוך|בעוד|עוד) (?:כ?(${NUMBER}) )?(${UNIT}|ימי)${WORKING}`), ([count = '', unit = '', working = ''], written) => ({ day: working === '' ? afterSpan(count, unit, written) : null })],
  [alone('(?:within|in|ב?תוך|בעוד) (24|48|72) ?(?:h|hours|hrs|שעות)'), ([hours], { day }) => ({ day: addDays(day, Number(hours) / 24) })],
]
