import type { Market } from '../../contract.ts'

type DayHours = Market['hours'][number]

const MINUTES = 60
const DAY_END = 24 * MINUTES

/** The hours of one day as people write them: `9:00-13:00, 14:00-18:00`; nothing when closed. */
export function writeHours(hours: DayHours): string {
  return hours.map(([from, until]) => `${clockOf(from)}-${clockOf(until)}`).join(', ')
}

const clockOf = (minute: number): string => `${Math.floor(minute / MINUTES)}:${String(minute % MINUTES).padStart(2, '0')}`

/** Reads what people write: `9-13, 14:30–18`, any dash, commas or spaces between. Null when it is no hours. */
export function readHours(text: string): DayHours | null {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const hours: DayHours = []
  for (const part of trimmed.split(/[,;]|\s+(?=\d{1,2}(?::\d{2})?\s*[-–—־])/)) {
    if (part.trim() === '') continue
    const read = /^\s*(\d{1,2})(?::(\d{2}))?\s*[-–—־]\s*(\d{1,2})(?::(\d{2}))?\s*$/.exec(part)
    if (!read) return null
    const [from, until] = [minuteOf(read[1], read[2]), minuteOf(read[3], read[4])]
    if (from === null || until === null || from >= until || from < (hours.at(-1)?.[1] ?? 0)) return null
    hours.push([from, until])
  }
  return hours
}

function minuteOf(hour = '', minute = '0'): number | null {
  const at = Number(hour) * MINUTES + Number(minute)
  return Number(minute) < MINUTES && at <= DAY_END ? at : null
}
