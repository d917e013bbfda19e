/** Days of the calendar as a letter means them: without a zone, counted in the offset of its own Date. */

/** An ISO date, `2026-03-15`. ISO dates compare as texts. */
export type Day = string

/** The day after so many days. */
export const addDays = (day: Day, days: number): Day => isoOf(new Date(Date.parse(day) + days * 86_400_000))

/** The same day so many months later, or that month's last. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = lastOfMonth(year, month + months)
  return date > Number(last.slice(8)) ? last : isoOf(new Date(Date.UTC(year, month - 1 + months, date)))
}

/** The last day of a month; month 13 is the next January. */
export const lastOfMonth = (year: number, month: number): Day => isoOf(new Date(Date.UTC(year, month, 0)))

/** Sunday is 0. */
export const weekdayOf = (day: Day): number => new Date(day).getUTCDay()

/** Null where there is no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1 || date > Number(lastOfMonth(year, month).slice(8))) return null
  return isoOf(new Date(Date.UTC(year, month - 1, date)))
}

const isoOf = (date: Date): Day => date.toISOString().slice(0, 10)

const OFFSET = /([+-])(\d{2}):?(\d{2})\s*(?:\([^()]*\)\s*)?$/
const ZONES: Readonly<Record<string, number>> = { est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 }

/** The day on which a letter was written, where it was written, and how many minutes that is ahead of UTC. Null without a Date (RFC 5322 section 3.3). */
export function writtenOn(field: string): { day: Day; offsetMinutes: number } | null {
  const time = Date.parse(field.replace(/\([^()]*\)/g, ''))
  if (Number.isNaN(time)) return null
  const [, sign, hours = '0', minutes = '0'] = OFFSET.exec(field) ?? []
  const zone = ZONES[/([a-z]{3})\s*$/i.exec(field)?.[1]?.toLowerCase() ?? ''] ?? 0
  const offsetMinutes = sign === undefined ? zone : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const local = new Date(time + offsetMinutes * 60_000)
  return Number.isNaN(local.getTime()) || local.getUTCFullYear() > 9_000 ? null : { day: isoOf(local), offsetMinutes }
}
