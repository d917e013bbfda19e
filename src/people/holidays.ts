/** The days a country keeps, as far as Heed knows: computed, not listed, so that they never run out. */

/** One such day. Its name is `people.holiday.KEY` in messages/. On a holiday nobody works; on an eve, until early afternoon. */
export type Holiday = { readonly day: string; readonly key: string; readonly kind: 'holiday' | 'eve' }

const DAY_MS = 86_400_000
/** Before 2004 Israel moved Independence Day by other rules. */
const YEARS = { from: 2004, until: 2100 }

const known = new Map<string, readonly Holiday[]>()

/** The holidays and eves of a country (ISO 3166-1 alpha-2) in one year, in order. Empty where Heed knows none. */
export function holidaysOf(country: string, year: number): readonly Holiday[] {
  if (country !== 'IL' || year < YEARS.from || year > YEARS.until) return []
  const key = `${country} ${year}`
  const found = known.get(key) ?? israeliHolidays(year)
  known.set(key, found) // at most one list per year of YEARS
  return found
}

/** Whether Heed knows the holidays of a country. */
export const knowsHolidaysOf = (country: string): boolean => country === 'IL'

/** Israel's nine statutory rest days (Law and Administration Ordinance, section 18A) and the days before them. */
const ISRAELI: Readonly<Record<string, { readonly key: string; readonly kind: Holiday['kind'] }>> = {
  '29 Elul': { key: 'rosh_hashanah_eve', kind: 'eve' },
  '1 Tishri': { key: 'rosh_hashanah', kind: 'holiday' },
  '2 Tishri': { key: 'rosh_hashanah_second', kind: 'holiday' },
  '9 Tishri': { key: 'yom_kippur_eve', kind: 'eve' },
  '10 Tishri': { key: 'yom_kippur', kind: 'holiday' },
  '14 Tishri': { key: 'sukkot_eve', kind: 'eve' },
  '15 Tishri': { key: 'sukkot', kind: 'holiday' },
  '21 Tishri': { key: 'simchat_torah_eve', kind: 'eve' },
  '22 Tishri': { key: 'simchat_torah', kind: 'holiday' },
  '14 Nisan': { key: 'passover_eve', kind: 'eve' },
  '15 Nisan': { key: 'passover', kind: 'holiday' },
  '20 Nisan': { key: 'passover_last_eve', kind: 'eve' },
  '21 Nisan': { key: 'passover_last', kind: 'holiday' },
  '5 Sivan': { key: 'shavuot_eve', kind: 'eve' },
  '6 Sivan': { key: 'shavuot', kind: 'holiday' },
}

/** How far Independence Day (5 Iyar) moves away from the Sabbath, by the weekday it falls on: Independence Day Law, section 1. */
const INDEPENDENCE_MOVES_BY: Readonly<Record<number, number>> = { 1: 1, 5: -1, 6: -2 }

function israeliHolidays(year: number): Holiday[] {
  const found: Holiday[] = []
  for (const [date, at] of hebrewDates(year)) {
    const kept = ISRAELI[date]
    if (kept) found.push({ day: isoDay(at), ...kept })
    if (date === '5 Iyar') {
      const day = independenceDay(at)
      found.push({ day: isoDay(day - DAY_MS), key: 'independence_eve', kind: 'eve' })
      found.push({ day: isoDay(day), key: 'independence', kind: 'holiday' })
    }
  }
  return found
}

const independenceDay = (fifthOfIyar: number): number => fifthOfIyar + (INDEPENDENCE_MOVES_BY[new Date(fifthOfIyar).getUTCDay()] ?? 0) * DAY_MS

/** A day of mourning that a country keeps from the evening before: one works, quietly. */
export type MemorialDay = { readonly day: string; readonly key: 'holocaust' | 'fallen' }

/**
 * How far Holocaust Remembrance Day (27 Nisan) moves away from the Sabbath, by the weekday it falls on: from Friday to Thursday, from Sunday
 * to Monday. Martyrs' and Heroes' Remembrance Day Law, 1959, section 1, as amended in 1997.
 */
const HOLOCAUST_MOVES_BY: Readonly<Record<number, number>> = { 0: 1, 5: -1 }

const knownMemorial = new Map<number, readonly MemorialDay[]>()

/**
 * The memorial days of a country in one year, in order. Israel's Memorial Day is the day before Independence Day, wherever that moves: Memorial
 * Day for the Fallen of Israel's Wars Law, 1963, section 1. Empty where Heed knows none.
 */
export function memorialDaysOf(country: string, year: number): readonly MemorialDay[] {
  if (country !== 'IL' || year < YEARS.from || year > YEARS.until) return []
  const found = knownMemorial.get(year) ?? israeliMemorialDays(year)
  knownMemorial.set(year, found) // at most one list per year of YEARS
  return found
}

function israeliMemorialDays(year: number): MemorialDay[] {
  const found: MemorialDay[] = []
  for (const [date, at] of hebrewDates(year)) {
    if (date === '27 Nisan') found.push({ day: isoDay(at + (HOLOCAUST_MOVES_BY[new Date(at).getUTCDay()] ?? 0) * DAY_MS), key: 'holocaust' })
    if (date === '5 Iyar') found.push({ day: isoDay(independenceDay(at) - DAY_MS), key: 'fallen' })
  }
  return found
}

/** Each day of a year in the Hebrew calendar (`5 Iyar`), with the moment at which it begins in UTC. */
function* hebrewDates(year: number): Generator<readonly [string, number]> {
  const hebrew = new Intl.DateTimeFormat('en-u-ca-hebrew', { month: 'long', day: 'numeric', timeZone: 'UTC' })
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY_MS) yield [hebrewDate(hebrew, at), at]
}

function hebrewDate(format: Intl.DateTimeFormat, at: number): string {
  const parts = format.formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('day')} ${part('month')}`
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
