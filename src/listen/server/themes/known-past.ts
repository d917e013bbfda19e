import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { BASELINE_DAYS, Baseline, type Day, type History } from '../../../language/index.ts'
import { ANY_QUERY, HOUR_MS } from '../counted.ts'
import { dayAt, dayOf, hourAt, hoursOf, isoOf, type Lived } from './lived.ts'

const HOURS = 24

type TermDay = { day: string; terms: string[]; counts: number[]; hours: number[]; left_out_max: number; mentions: number[]; streams: Record<string, number> }

/** What is known of the days before today, up to four weeks: since when what is listened to, and what was said. */
export class KnownPast {
  readonly #days: readonly (TermDay | undefined)[]
  readonly firstDay: number
  readonly baseline: Baseline
  /** How much of a UTC hour was listened to, 0 to 1. */
  readonly heard: (utcHour: number) => number

  constructor(firstDay: number, days: readonly (TermDay | undefined)[], lived: Lived, heard: (utcHour: number) => number) {
    this.firstDay = firstDay
    this.#days = days
    this.heard = heard
    this.baseline = new Baseline(days.map((day, at): Day => {
      const share = Array.from({ length: HOURS }, () => 0)
      let kind = 0
      for (const utcHour of hoursOf(lived, firstDay + at)) {
        const local = lived.local(utcHour)
        kind = local.kind
        share[local.hour] = (share[local.hour] ?? 0) + heard(utcHour)
      }
      return { kind, heard: share, posts: day?.mentions ?? [] }
    }), lived.restDays)
  }

  /** All mentions, as a history. */
  get whole(): History {
    return {
      days: this.#days.map((day) => day?.mentions.reduce((sum, count) => sum + count, 0) ?? 0),
      hours: this.#days.flatMap((day) => day?.mentions ?? Array.from({ length: HOURS }, () => 0)),
    }
  }

  /** In how many mentions each form was, over all days. */
  formCounts(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const day of this.#days) day?.terms.forEach((form, at) => counts.set(form, (counts.get(form) ?? 0) + (day.counts[at] ?? 0)))
    return counts
  }

  /** The histories of terms, and of those said most often, whose hours are known. Where a term may have been left out, half of what that may hide is taken for it. */
  historiesOf(termOf: (form: string) => string, wanted: ReadonlySet<string>): { histories: Map<string, History>; known: readonly History[] } {
    const days = new Map<string, number[]>()
    const hours = new Map<string, Uint32Array>()
    this.#days.forEach((day, index) => {
      day?.terms.forEach((form, at) => {
        const term = termOf(form)
        const ofHours = day.hours.slice(at * HOURS, (at + 1) * HOURS)
        if (!wanted.has(term) && ofHours.length === 0) return
        const counts = days.get(term) ?? this.#days.map(() => 0)
        days.set(term, counts)
        counts[index] = (counts[index] ?? 0) + (day.counts[at] ?? 0)
        if (ofHours.length === 0) return
        const byHour = hours.get(term) ?? new Uint32Array(this.#days.length * HOURS)
        hours.set(term, byHour)
        ofHours.forEach((count, hour) => { byHour[index * HOURS + hour] = (byHour[index * HOURS + hour] ?? 0) + count })
      })
    })
    const leftOut = this.#days.map((day) => (day?.left_out_max ?? 0) / 2)
    const historyOf = (term: string): History => {
      const counts = (days.get(term) ?? this.#days.map(() => 0)).map((count, day) => count || (leftOut[day] ?? 0))
      const byHour = hours.get(term)
      const isWhole = byHour && byHour.reduce((sum, count) => sum + count, 0) >= 0.9 * counts.reduce((sum, count) => sum + count, 0)
      return isWhole ? { days: counts, hours: byHour } : { days: counts }
    }
    const loudest = [...hours.keys()].map(historyOf).filter((history) => history.hours).slice(0, LEARNED_FROM_MAX)
    return { histories: new Map([...wanted].map((term) => [term, historyOf(term)])), known: loudest }
  }

  /** The first day on which a stream brought anything, as an index; null: it has not. */
  streamSince(streamId: string): number | null {
    const found = this.#days.findIndex((day) => day?.streams[streamId] !== undefined)
    return found < 0 ? null : found
  }
}
const LEARNED_FROM_MAX = 200

/** The first day that can be looked back on: four weeks ago, or when listening began. */
export async function firstDayOf(db: Db, lived: Lived, now: Date): Promise<number | null> {
  const { rows: [row] } = await sql<{ at: Date | null }>`
    select least((select min(slot) from mention_count_hour where query_id = ${ANY_QUERY}), (select min(slot) from mention_count_change where query_id = ${ANY_QUERY})) as at`
    .execute(db)
  if (!row?.at) return null
  return Math.max(dayAt(lived, row.at), dayAt(lived, now) - BASELINE_DAYS)
}

/** Reads what is known of the days from `firstDay` until yesterday. */
export async function knownPast(db: Db, lived: Lived, firstDay: number, now: Date): Promise<KnownPast> {
  const today = dayAt(lived, now)
  const rows = await db.selectFrom('term_day').selectAll().where('day', '>=', isoOf(firstDay)).where('day', '<', isoOf(today)).where('zone', '=', lived.zone).execute()
  const byDay = new Map(rows.map((row) => [dayOf(row.day), row]))
  const days = Array.from({ length: Math.max(0, today - firstDay) }, (_, at) => byDay.get(firstDay + at))
  return new KnownPast(firstDay, days, lived, await heardOf(db, days, now))
}

/** Of each hour, how much of what is usually heard in it could be heard: less where a stream that brings a part of it had a gap. */
async function heardOf(db: Db, days: readonly (TermDay | undefined)[], now: Date): Promise<(utcHour: number) => number> {
  const shares = new Map<string, number>()
  for (const day of days) for (const [stream, count] of Object.entries(day?.streams ?? {})) shares.set(stream, (shares.get(stream) ?? 0) + count)
  const all = [...shares.values()].reduce((sum, count) => sum + count, 0)
  const { rows } = await sql<{ streamId: string; from: Date; until: Date }>`
    select stream_id as "streamId", lower(r) as from, least(upper(r), ${now}) as until
    from gap, unnest(missed + case when closed_at is null then tstzmultirange(tstzrange(replayed_until, greatest(until_at, replayed_until))) else '{}'::tstzmultirange end) r
    where until_at > ${new Date(now.getTime() - (BASELINE_DAYS + 2) * HOURS * HOUR_MS)} and not isempty(r)`.execute(db)
  const missing = new Map<number, number>()
  for (const { streamId, from, until } of rows) {
    const share = (shares.get(streamId) ?? 0) / Math.max(1, all)
    if (share === 0) continue
    for (let hour = hourAt(from); hour * HOUR_MS < until.getTime(); hour++) {
      const part = (Math.min(until.getTime(), (hour + 1) * HOUR_MS) - Math.max(from.getTime(), hour * HOUR_MS)) / HOUR_MS
      missing.set(hour, (missing.get(hour) ?? 0) + share * part)
    }
  }
  return (utcHour) => Math.max(0, 1 - (missing.get(utcHour) ?? 0))
}
