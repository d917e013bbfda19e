const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HOURS_OF_DAY = 24
/** UTC hours whose offset is remembered. */
const REMEMBERED_MAX = 20_000

/**
 * The local hour and day (counted from 1970-01-01) in which a UTC hour begins, by what `Intl` knows of the zone. Where local hours begin
 * within UTC hours (India), the one is named in which the UTC hour begins. Throws a RangeError for a zone that is none.
 */
export function hourOf(zone: string): (utcHour: number) => { hour: number; day: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  })
  const offsets = new Map<number, number>()
  const offsetAt = (utcHour: number): number => {
    const known = offsets.get(utcHour)
    if (known !== undefined) return known
    const at = utcHour * HOUR_MS
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = format.format(at).split(/\D+/).map(Number)
    const offset = (Date.UTC(year, month - 1, day, hour, minute) - at) / MINUTE_MS
    if (offsets.size >= REMEMBERED_MAX) offsets.clear()
    offsets.set(utcHour, offset)
    return offset
  }
  return (utcHour) => {
    const local = Math.floor(utcHour + offsetAt(utcHour) / 60)
    const day = Math.floor(local / HOURS_OF_DAY)
    return { hour: local - day * HOURS_OF_DAY, day }
  }
}
