/** When things of the story are said: its clocks and weeks are those of one zone, whatever day it is opened on. */
import { z } from 'zod'

const ZONE = 'Asia/Jerusalem'
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAY_MS = 86_400_000
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const

/** After so many weeks the story begins again. */
export const WEEKS_TOLD = 8

/**
 * A moment of the story. `-2w tue 09:41` is the Tuesday of the second week before the one in which it was opened (weeks begin on Sunday,
 * so that days of rest stay what they are); `+90s`, `+4m`, `+2h` count from the opening.
 */
export const StoryTime = z.string().regex(/^(?:-[1-7]w|0w) (?:sun|mon|tue|wed|thu|fri|sat) (?:[01]\d|2[0-3]):[0-5]\d$|^\+\d{1,4}[smh]$/)

/**
 * When a time of the story is, for one that was opened then; in its `round`th telling, counted from 0. Null: what is said right after the
 * opening is said only once.
 */
export function calendarOf(opened: Date): (time: string, round: number) => Date | null {
  const ahead = offsetAt(opened.getTime())
  const today = Math.floor((opened.getTime() + ahead) / DAY_MS)
  const sunday = today - new Date(today * DAY_MS).getUTCDay()
  return (time, round) => {
    const after = /^\+(\d+)([smh])$/.exec(time)
    if (after) return round === 0 ? new Date(opened.getTime() + Number(after[1]) * UNIT_MS[after[2] as keyof typeof UNIT_MS]) : null
    const [week = '', weekday = '', clock = ''] = time.split(' ')
    const [hour = 0, minute = 0] = clock.split(':').map(Number)
    const day = sunday + (Number.parseInt(week, 10) + round * WEEKS_TOLD) * 7 + WEEKDAYS.indexOf(weekday)
    const local = day * DAY_MS + (hour * 60 + minute) * 60_000
    return new Date(local - offsetAt(local - ahead))
  }
}

const format = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
})

/** How far the story's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number): number {
  const second = Math.floor(at / 1_000) * 1_000
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, s = 0] = format.format(second).split(/\D+/).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, s) - second
}
