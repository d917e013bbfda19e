import { hourOf } from './local-hour.ts'

/** An hour as people live it: where they are, of which day (its number since 1970-01-01), and of which kind of day. */
export type LocalHour = {
  readonly hour: number
  readonly day: number
  /** 0 (Sunday) to 6. A holiday is lived like the day of rest, its eve like the day before that. */
  readonly kind: number
}

export type Rest = {
  /** The days on which few work, in order; the last of them is the day of rest itself. Israel: [5, 6]; most places: [6, 0]. */
  readonly days: readonly [number, number]
  /** Holidays and their eves, as ISO dates. */
  readonly holidays: ReadonlySet<string>
  readonly eves: ReadonlySet<string>
}

/** Sunday to Thursday, or Monday to Friday, is worked. */
export const WEEKS = { 'sun-thu': [5, 6], 'mon-fri': [6, 0] } as const satisfies Record<string, Rest['days']>

const DAY_MS = 86_400_000
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4

/** Says of each UTC hour, counted from 1970, which local hour begins in it. Remembers the days it has worked out. */
export function calendarIn(zone: string, rest: Rest): (utcHour: number) => LocalHour {
  const kinds = new Map<number, number>()
  const kindOf = (day: number): number => {
    const known = kinds.get(day)
    if (known !== undefined) return known
    const iso = new Date(day * DAY_MS).toISOString().slice(0, 10)
    const kind = rest.holidays.has(iso) ? rest.days[1] : rest.eves.has(iso) ? rest.days[0] : (day + WEEKDAY_OF_DAY_0) % 7
    kinds.set(day, kind)
    return kind
  }
  const local = hourOf(zone)
  return (utcHour) => {
    const { hour, day } = local(utcHour)
    return { hour, day, kind: kindOf(day) }
  }
}
