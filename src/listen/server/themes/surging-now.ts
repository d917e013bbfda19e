import {
  burstIn, countedPosts, dispersionOf, distinction, grouped, judge, type JudgedHour, LOOKED_BACK_HOURS, medoidOf, namesOf, POSTS_MIN, SENSITIVITIES, type Sensitivity, type TermPosts, telling, type Theme, type Usual,
} from '../../../language/index.ts'
import { HOUR_MS } from '../counted.ts'
import type { KnownPast } from './known-past.ts'
import type { Lately, LatelySaid } from './lately-said.ts'
import type { Lived } from './lived.ts'

/** A theme that is said clearly more than usual as of now. */
export type SurgingNow = {
  readonly names: readonly string[]
  /** As people wrote them: those by which nearly all of its mentions are found. */
  readonly terms: readonly string[]
  /** All of them, as they are compared: the most telling first. */
  readonly stems: readonly string[]
  /** The UTC hour in which it began, as far as it is looked back. */
  readonly from: number
  readonly mentions: readonly Lately[]
  /** How many mentions are usual between two UTC hours, the last one counted as far as it has come. */
  readonly usualSince: (from: number) => number
  readonly pValue: number
  readonly level: Sensitivity
  /** On how many days of listening that rests. */
  readonly days: number
}

const STEMS_MAX = 20
/** Terms by which a theme is found, and the share of its mentions that are enough. */
const TERMS_MAX = 6
const COVERED = 0.95

/** Every theme that surges now, the least likely first. Judged at each step of sensitivity; `level` is the least sensitive that finds it. */
export function surgingNow(lived: Lived, past: KnownPast, { firstHour, mentions, stems, tested, share, written }: LatelySaid, now: Date): SurgingNow[] {
  const byTerm = new Map<string, number[]>()
  for (const [at, { terms }] of mentions.entries()) {
    for (const term of terms) {
      const posts = byTerm.get(term)
      if (posts) posts.push(at)
      else byTerm.set(term, [at])
    }
  }
  const often = new Map([...byTerm]
    .map(([term, posts]): [string, number[]] => [term, posts.length < POSTS_MIN ? posts : countedPosts(posts, (post) => mentions[post]?.author ?? '')])
    .filter(([, posts]) => posts.length >= POSTS_MIN))
  const { histories, known } = past.historiesOf((form) => stems.termOf(form), new Set(often.keys()))
  const usual = new Map([...often].map(([term, posts]) => [term, past.baseline.usualOf(histories.get(term) ?? { days: [] }, middle(posts.map((post) => mentions[post]?.since ?? 0)))]))
  const hours = Array.from({ length: LOOKED_BACK_HOURS }, (_, at) => judgedHour(lived, past, firstHour + at, now, share))
  const countsOf = (posts: Iterable<number>) => {
    const counts = hours.map(() => 0)
    for (const post of posts) counts[mentions[post]?.hour ?? 0] = (counts[mentions[post]?.hour ?? 0] ?? 0) + 1
    return counts
  }
  const whole = { seen: countsOf(mentions.keys()), usual: past.baseline.usualOf(past.whole) }
  const said = [...often].map(([term, posts]) => ({
    term, seen: countsOf(posts), usual: usual.get(term) ?? whole.usual,
    people: (back: number) => new Set(posts.flatMap((post) => { const one = mentions[post]; return one && one.hour >= LOOKED_BACK_HOURS - back ? [one.author] : [] })).size,
  }))
  const dispersion = dispersionOf(past.baseline, known)
  const found = new Map<string, { term: string; seen: number; expected: number; pValue: number; hours: number; level: Sensitivity }>()
  for (const level of SENSITIVITIES.toReversed()) { // the strictest is written last
    for (const one of judge({ dispersion, whole, hours, said, tested, sensitivity: level })) found.set(one.term, { ...one, level })
  }
  const perTerm = [...found.values()].flatMap((one) => {
    const [posts, of] = [often.get(one.term), usual.get(one.term)]
    if (!posts || !of) return []
    const counts = countsOf(posts)
    const burst = burstIn(counts, hours.map((hour) => of.perHour(hour.kind, hour.hour) * hour.heard), one.seen / Math.max(one.expected, 1e-9))
    const begin = burst ? burst[0] : LOOKED_BACK_HOURS - one.hours
    const since = posts.filter((post) => (mentions[post]?.hour ?? 0) >= begin)
    const before = (histories.get(one.term)?.days ?? []).reduce((sum, count) => sum + count, 0)
    const weight = distinction({ count: posts.length, all: mentions.length }, { count: before, all: past.whole.days.reduce((sum, count) => sum + count, 0) })
    return [{ ...one, posts: new Set(since), weight, from: firstHour + begin, usual: of }]
  })
  return grouped(telling(perTerm)).map((theme) => {
    const apart = theme.terms.reduce((sum, { posts }) => sum + posts.size, 0)
    const covers = covering(theme)
    const medoid = medoidOf(theme.posts, (post) => mentions[post]?.terms ?? new Set())
    return {
      names: namesOf(theme).map(written),
      terms: covers.map(({ term }) => written(term)),
      stems: theme.terms.slice(0, STEMS_MAX).map(({ term }) => term),
      from: Math.min(...theme.terms.map(({ from }) => from)),
      mentions: [...(medoid === undefined ? [] : [medoid]), ...theme.posts.filter((post) => post !== medoid)].flatMap((post) => mentions[post] ?? []),
      usualSince: (from: number) => (theme.terms.reduce((sum, { usual: of }) => sum + usualBetween(of, lived, past, from, now, share), 0) * theme.posts.length) / Math.max(1, apart),
      pValue: Math.min(...theme.terms.map(({ pValue }) => pValue)),
      level: SENSITIVITIES.find((level) => theme.terms.some((one) => one.level === level)) ?? 'high',
      days: Math.min(...theme.terms.map(({ usual: of }) => of.days)),
    }
  }).toSorted((a, b) => a.pValue - b.pValue)
}

/** As few of a theme’s terms as find nearly all of its mentions, the one that finds most first; a word rather than a pair with it. */
function covering<T extends TermPosts>({ terms, posts }: Theme<T>): T[] {
  const [left, chosen] = [new Set(posts), [] as T[]]
  while (chosen.length < TERMS_MAX && left.size > posts.length * (1 - COVERED)) {
    const gains = terms.map((one) => ({ one, gain: [...one.posts].filter((post) => left.has(post)).length }))
    const best = gains.reduce((most, each) => (each.gain > most.gain ? each : most), { one: null as T | null, gain: 0 })
    if (!best.one) break
    chosen.push(best.one)
    for (const post of best.one.posts) left.delete(post)
  }
  return chosen
}

/** A UTC hour as it was lived, and how much of it could be heard until now. */
function judgedHour({ local }: Lived, { heard }: KnownPast, utcHour: number, now: Date, share: number): JudgedHour {
  const { hour, kind } = local(utcHour)
  const over = Math.min(1, Math.max(0, now.getTime() / HOUR_MS - utcHour))
  return { hour, kind, heard: share * Math.min(heard(utcHour), over) }
}

function usualBetween(usual: Usual, lived: Lived, past: KnownPast, from: number, now: Date, share: number): number {
  let sum = 0
  for (let utcHour = from; utcHour * HOUR_MS < now.getTime(); utcHour++) {
    const { kind, hour, heard } = judgedHour(lived, past, utcHour, now, share)
    sum += usual.perHour(kind, hour) * heard
  }
  return sum
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

