import type { Db } from '../../../base/server/database.ts'
import { calendarIn, type LocalHour, WEEKS } from '../../../language/index.ts'
import { holidaysOf, localDayAt } from '../../../people/index.ts'
import { HOUR_MS } from '../counted.ts'

const DAY_MS = 24 * HOUR_MS
/** A local day has at most so many UTC hours, and begins at most so many from where it begins in UTC. */
const DAY_HOURS_MAX = 26
const AWAY_HOURS_MAX = 15

/** How a workspace lives: by the zone, the week and the holidays of its first market. */
export type Lived = {
  readonly zone: string
  readonly restDays: readonly number[]
  /** The local hour in which a UTC hour (counted from 1970) begins. */
  readonly local: (utcHour: number) => LocalHour
}

/** UTC and a week from Sunday, as long as there is no market. */
export async function livedIn(db: Db, now: Date): Promise<Lived> {
  const market = await db
    .selectFrom('market').select(['id', 'zone', 'week_starts', 'country', 'holidays']).orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
  const zone = market?.zone ?? 'UTC'
  const days = WEEKS[(market?.week_starts ?? 0) === 0 ? 'sun-thu' : 'mon-fri']
  const year = now.getUTCFullYear()
  const kept = market?.holidays ? [year - 1, year, year + 1].flatMap((one) => holidaysOf(market.country, one)) : []
  const of = (kind: 'holiday' | 'eve') => new Set(kept.filter((one) => one.kind === kind).map(({ day }) => day))
  return { zone, restDays: days, local: calendarIn(zone, { days, holidays: of('holiday'), eves: of('eve') }) }
}

export const hourAt = (at: Date): number => Math.floor(at.getTime() / HOUR_MS)
export const startOfHour = (utcHour: number): Date => new Date(utcHour * HOUR_MS)
/** The local day, counted from 1970-01-01. */
export const dayAt = ({ zone }: Lived, at: Date): number => localDayAt(zone, at.getTime())
export const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const dayOf = (iso: string): number => Date.parse(iso) / DAY_MS

/** The UTC hours of a local day, in order. */
export function hoursOf({ local }: Lived, day: number): number[] {
  const near = Array.from({ length: 2 * AWAY_HOURS_MAX + DAY_HOURS_MAX }, (_, at) => day * 24 - AWAY_HOURS_MAX + at)
  return near.filter((hour) => local(hour).day === day)
}
