/** Local days and minutes of a time zone as moments, from what `Intl` knows of the zone (Temporal is not in Node yet). */

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const SECOND_MS = 1_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** The local day, counted from 1970-01-01, at a moment in milliseconds since 1970. */
export const localDayAt = (zone: string, at: number): number => Math.floor((at + offsetAt(zone, at)) / DAY_MS)

/**
 * The first moment at which the local clock has reached this minute of this day, in milliseconds since 1970. A time that the
 * clocks jump over is reached when they jump; of one that they show twice, the first counts.
 */
export function reached(zone: string, day: number, minute: number): number {
  const local = day * DAY_MS + minute * MINUTE_MS
  const before = offsetAt(zone, local - DAY_MS)
  const after = offsetAt(zone, local + DAY_MS)
  const early = local - Math.max(before, after)
  const late = local - Math.min(before, after)
  if (offsetAt(zone, early) === local - early) return early
  if (offsetAt(zone, late) === local - late) return late
  return firstSecond(early, late, (at) => at + offsetAt(zone, at) >= local)
}

/** The first whole second in (early, late] at which it holds; it holds at `late`, and never ends once begun. */
function firstSecond(early: number, late: number, holds: (at: number) => boolean): number {
  let [not, does] = [early / SECOND_MS, late / SECOND_MS]
  while (does - not > 1) {
    const middle = Math.floor((not + does) / 2)
    if (holds(middle * SECOND_MS)) does = middle
    else not = middle
  }
  return does * SECOND_MS
}

/** How far the local clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const second = Math.floor(at / SECOND_MS) * SECOND_MS
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, s = 0] = formatOf(zone).format(second).split(/\D+/).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, s) - second
}

/** Zones are few, and making a format is a thousand times slower than using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const made = formats.get(zone)
  if (made) return made
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}
