/** The simulated stream: terms with a daily and a weekly season, over-dispersed, and bursts put into the second four of eight weeks. Seeded. */
import { calendarIn, WEEKS } from '../../src/language/surges/calendar.ts'
import type { Stream } from '../../src/language/surges/watch.ts'

export const TERMS = 400
export const WEEKS_SIMULATED = 8
/** Before the first burst: what is usual is learned, and nothing is scored. */
export const WEEKS_LEARNED = 4
export const HOURS = WEEKS_SIMULATED * 7 * 24
export const SCORED_FROM = WEEKS_LEARNED * 7 * 24

/** The variance of an hour's count is mean + mean² / DISPERSION. */
const DISPERSION = 4
const BURSTS = 400
const TIMES = { min: 3, max: 12 }
const DURATION_HOURS = { min: 4, max: 36 }
/** A burst that brings fewer posts than this is not worth an alarm. */
const ADDED_MIN = 12

export type Burst = { readonly term: number; readonly from: number; readonly to: number }
export type Simulated = {
  /** Posts of each term in each hour. */
  readonly counts: readonly Uint16Array[]
  readonly bursts: readonly Burst[]
}

/** Numbers in [0, 1), the same for the same seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** 400 terms from one post in ten hours to dozens in an hour, each with some rhythm of its own, on Israel's week. */
export function simulated(seed: number): Simulated {
  const random = randomOf(seed)
  const local = localHours()
  const rates = Array.from({ length: TERMS }, () => {
    const level = Math.min(40, Math.max(0.1, Math.exp(0.5 + 1.2 * normal(random))))
    const [swing, peak, rest] = [0.4 + 0.5 * random(), 14 + 6 * random(), 0.35 + 0.5 * random()]
    return local.map(({ hour, kind }) => level * (1 + swing * Math.cos(((hour - peak) / 24) * 2 * Math.PI)) * (kind >= 5 ? rest : 1))
  })
  const bursts = burstsAmong(rates, random)
  for (const { term, from, to, times } of bursts) for (let hour = from; hour < to; hour++) (rates[term] ?? [])[hour] = (rates[term]?.[hour] ?? 0) * times
  return { counts: rates.map((of) => Uint16Array.from(of, (mean) => poisson(mean * gamma(DISPERSION, random) / DISPERSION, random))), bursts }
}

const localHours = () => {
  const calendar = calendarIn('Asia/Jerusalem', { days: WEEKS['sun-thu'], holidays: new Set(), eves: new Set() })
  return Array.from({ length: HOURS }, (_, hour) => calendar(FIRST_HOUR + hour))
}
/** 2026-05-03, a Sunday, 00:00 in Jerusalem. */
const FIRST_HOUR = Date.UTC(2026, 4, 2, 21) / 3_600_000

function burstsAmong(rates: readonly (readonly number[])[], random: () => number): (Burst & { readonly times: number })[] {
  const bursts: (Burst & { readonly times: number })[] = []
  while (bursts.length < BURSTS) {
    const term = Math.floor(random() * TERMS)
    const from = SCORED_FROM + Math.floor(random() * (HOURS - SCORED_FROM - DURATION_HOURS.max))
    const to = from + DURATION_HOURS.min + Math.floor(random() * (DURATION_HOURS.max - DURATION_HOURS.min))
    const times = TIMES.min + random() * (TIMES.max - TIMES.min)
    const added = (rates[term] ?? []).slice(from, to).reduce((sum, rate) => sum + rate * (times - 1), 0)
    const isNear = bursts.some((one) => one.term === term && from < one.to + 48 && to > one.from - 48)
    if (added >= ADDED_MIN && !isNear) bursts.push({ term, from, to, times })
  }
  return bursts
}

/** The same as a stream of posts, each by an author of its own. */
export function streamOf({ counts }: Simulated): Stream {
  const postsOfHour = new Int32Array(HOURS + 1)
  for (let hour = 0; hour < HOURS; hour++) postsOfHour[hour + 1] = (postsOfHour[hour] ?? 0) + counts.reduce((sum, of) => sum + (of[hour] ?? 0), 0)
  const total = postsOfHour[HOURS] ?? 0
  const termOf = new Int32Array(total)
  const posts = counts.map((of) => new Int32Array(of.reduce((sum, count) => sum + count, 0)))
  const filled = new Int32Array(counts.length)
  let post = 0
  for (let hour = 0; hour < HOURS; hour++) {
    counts.forEach((of, term) => {
      for (let n = of[hour] ?? 0; n > 0; n--) {
        termOf[post] = term
        const at = filled[term] ?? 0
        const mine = posts[term]
        if (mine) mine[at] = post
        filled[term] = at + 1
        post++
      }
    })
  }
  return {
    postsOfHour, posts, authors: Int32Array.from({ length: total }, (_, at) => at), termsOf: (one) => termOf.subarray(one, one + 1),
    local: localHours(), heard: new Float64Array(HOURS).fill(1), restDays: WEEKS['sun-thu'], sensitivity: 'normal',
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Marsaglia & Tsang 2000, for shapes of at least 1. */
function gamma(shape: number, random: () => number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function poisson(mean: number, random: () => number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const limit = Math.exp(-mean)
  let [count, product] = [0, random()]
  while (product > limit) {
    product *= random()
    count++
  }
  return count
}
