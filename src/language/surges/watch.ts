import { BASELINE_DAYS, Baseline, type Day, type History, type Usual } from './baseline.ts'
import { burstIn } from './burst.ts'
import type { LocalHour } from './calendar.ts'
import { countedPosts, type Dispersion, dispersionOf, type Flagged, judge, LOOKED_BACK_HOURS, PEOPLE_MIN, POSTS_MIN, type Said, type Sensitivity } from './judge.ts'

/** A stretch in which a term was said clearly more than usual. */
export type Surge = {
  readonly term: number
  /** The stream's hours [from, to). */
  readonly from: number
  readonly to: number
  readonly seen: number
  readonly expected: number
  readonly pValue: number
}

/**
 * A stream that is over, or as far as it has come. Hours are counted from its first; each post is a number, in the order of their hours; terms are
 * numbers from 0.
 */
export type Stream = {
  /** For each hour, where its posts begin; one more at the end: posts in all. */
  readonly postsOfHour: Int32Array
  /** Who said a post. */
  readonly authors: Int32Array
  /** For each term, its posts in order. */
  readonly posts: readonly Int32Array[]
  /** For each post, its terms. */
  readonly termsOf: (post: number) => Int32Array
  /** Which local hour each hour is. */
  readonly local: readonly LocalHour[]
  /** How much of each hour was listened to, 0 to 1. */
  readonly heard: ArrayLike<number>
  readonly restDays: readonly number[]
  readonly sensitivity: Sensitivity
}

/** Terms whose every hour is looked at to learn how much counts vary. */
const LEARNED_FROM_MAX = 200
/** Terms said so often in four weeks show a rhythm of their own. */
const OWN_HOURS_MIN = 50
/** A surge that is found again within so many hours is the same one. */
const SAME_HOURS = 24

/** All surges of a stream, as they would have been found hour by hour, by when they were found. */
export function surgesOf(stream: Stream): Surge[] {
  return new Watch(stream).run()
}

type Open = { first: number; last: number; best: Flagged<number>; bestAt: number }

class Watch {
  readonly #stream: Stream
  readonly #hourOfPost: Int32Array
  /** First hour of each day. */
  readonly #days: { from: number; to: number; day: Day }[] = []
  /** Posts of each term until now. */
  readonly #until: Int32Array
  /** In the last 24 hours, by term. */
  readonly #lately: Int32Array
  readonly #open = new Map<number, Open>()
  readonly #found: Surge[] = []
  #saidLately = 0

  constructor(stream: Stream) {
    this.#stream = stream
    this.#hourOfPost = new Int32Array(stream.authors.length)
    this.#until = new Int32Array(stream.posts.length)
    this.#lately = new Int32Array(stream.posts.length)
    stream.local.forEach((_, hour) => this.#hourOfPost.fill(hour, stream.postsOfHour[hour], stream.postsOfHour[hour + 1]))
    for (const [hour, { day }] of stream.local.entries()) {
      const last = this.#days.at(-1)
      if (last && stream.local[last.from]?.day === day) last.to = hour + 1
      else this.#days.push({ from: hour, to: hour + 1, day: { kind: stream.local[hour]?.kind ?? 0, heard: [], posts: [] } })
    }
    for (const one of this.#days) one.day = this.#dayOf(one.from, one.to)
  }

  run(): Surge[] {
    this.#days.forEach((_, index) => this.#live(index))
    for (const term of this.#open.keys()) this.#close(term)
    return this.#found
  }

  /** A day, judged at the end of each of its hours against the days before it. */
  #live(index: number): void {
    const { from = 0, to = 0, day } = this.#days[index] ?? {}
    if (day?.posts.every((count) => count === 0) && this.#saidLately === 0) return
    const before = this.#days.slice(Math.max(0, index - BASELINE_DAYS), index)
    const baseline = new Baseline(before.map(({ day }) => day), this.#stream.restDays)
    const whole = baseline.usualOf({ days: before.map(({ day }) => day.posts.reduce((sum, count) => sum + count, 0)), hours: before.flatMap(({ day }) => day.posts) })
    const known = new Map<number, Usual>()
    const usualOf = (term: number): Usual => {
      const usual = known.get(term) ?? baseline.usualOf(this.#historyOf(term, before))
      known.set(term, usual)
      return usual
    }
    const dispersion = dispersionOf(baseline, before.length === 0 ? [] : this.#loudest().map((term) => this.#historyOf(term, before)))
    for (let hour = from; hour < to; hour++) {
      const said = this.#hear(hour)
      this.#judge(hour, said, whole, dispersion, usualOf)
    }
  }

  /** Takes in the posts of an hour, and lets go of those that are too old. The terms they hold. */
  #hear(hour: number): Set<number> {
    const { postsOfHour, termsOf } = this.#stream
    const said = new Set<number>()
    for (let post = postsOfHour[hour] ?? 0; post < (postsOfHour[hour + 1] ?? 0); post++) {
      for (const term of termsOf(post)) {
        said.add(term)
        this.#until[term] = (this.#until[term] ?? 0) + 1
        const lately = this.#lately[term] ?? 0
        if (lately === 0) this.#saidLately++
        this.#lately[term] = lately + 1
      }
    }
    const old = hour - LOOKED_BACK_HOURS
    const oldEnd = old < 0 ? 0 : (postsOfHour[old + 1] ?? 0)
    for (let post = old < 0 ? 0 : (postsOfHour[old] ?? 0); post < oldEnd; post++) {
      for (const term of termsOf(post)) {
        const lately = (this.#lately[term] ?? 0) - 1
        if (lately === 0) this.#saidLately--
        this.#lately[term] = lately
      }
    }
    return said
  }

  #judge(hour: number, said: ReadonlySet<number>, whole: Usual, dispersion: Dispersion, usualOf: (term: number) => Usual): void {
    const { local, heard, sensitivity, postsOfHour } = this.#stream
    const first = Math.max(0, hour - LOOKED_BACK_HOURS + 1)
    const hours = local.slice(first, hour + 1).map((one, at) => ({ ...one, heard: heard[first + at] ?? 1 }))
    const often = [...said].filter((term) => (this.#lately[term] ?? 0) >= Math.max(POSTS_MIN, PEOPLE_MIN))
    const seen = hours.map((_, at) => (postsOfHour[first + at + 1] ?? 0) - (postsOfHour[first + at] ?? 0))
    const flagged = judge({ dispersion, whole: { seen, usual: whole }, hours, said: often.map((term) => this.#said(term, hour, first, usualOf)), tested: this.#saidLately, sensitivity })
    for (const one of flagged) {
      const open = this.#open.get(one.term)
      if (open && hour - open.last > SAME_HOURS) this.#close(one.term)
      const going = this.#open.get(one.term)
      if (!going) this.#open.set(one.term, { first: hour, last: hour, best: one, bestAt: hour })
      else this.#open.set(one.term, { ...going, last: hour, ...(one.pValue < going.best.pValue ? { best: one, bestAt: hour } : {}) })
    }
    for (const [term, { last }] of this.#open) if (hour - last > SAME_HOURS) this.#close(term)
  }

  #said(term: number, hour: number, first: number, usualOf: (term: number) => Usual): Said<number> {
    const { authors } = this.#stream
    const posts = this.#stream.posts[term] ?? NONE
    const until = this.#until[term] ?? 0
    const lately = countedPosts(posts.subarray(until - (this.#lately[term] ?? 0), until), (post) => authors[post] ?? 0)
    const seen = Array.from({ length: hour - first + 1 }, () => 0)
    for (const post of lately) seen[(this.#hourOfPost[post] ?? 0) - first] = (seen[(this.#hourOfPost[post] ?? 0) - first] ?? 0) + 1
    const people = (hours: number): number => {
      const who = new Set<number>()
      for (const post of lately) if ((this.#hourOfPost[post] ?? 0) > hour - hours) who.add(authors[post] ?? 0)
      return who.size
    }
    return { term, seen, people, usual: usualOf(term) }
  }

  #historyOf(term: number, days: readonly { from: number; to: number }[]): History {
    const { local, posts } = this.#stream
    const counts = days.map(() => 0)
    const hours = new Uint32Array(days.length * 24)
    const [first, begin] = [days[0]?.from ?? 0, days[0] ? local[days[0].from]?.day ?? 0 : 0]
    const dayIndex = new Map(days.map(({ from }, at) => [local[from]?.day ?? begin, at]))
    const mine = posts[term] ?? NONE
    const end = days.at(-1)?.to ?? 0
    let total = 0
    for (let at = (this.#until[term] ?? 0) - 1; at >= 0; at--) {
      const hour = this.#hourOfPost[mine[at] ?? 0] ?? 0
      if (hour < first) break
      if (hour >= end) continue
      const day = dayIndex.get(local[hour]?.day ?? -1) ?? 0
      counts[day] = (counts[day] ?? 0) + 1
      const slot = day * 24 + (local[hour]?.hour ?? 0)
      hours[slot] = (hours[slot] ?? 0) + 1
      total++
    }
    return total >= OWN_HOURS_MIN ? { days: counts, hours } : { days: counts }
  }

  /** The terms said most often until now. */
  #loudest(): number[] {
    return [...this.#until.keys()].filter((term) => (this.#until[term] ?? 0) >= OWN_HOURS_MIN)
      .toSorted((a, b) => (this.#until[b] ?? 0) - (this.#until[a] ?? 0)).slice(0, LEARNED_FROM_MAX)
  }

  #dayOf(from: number, to: number): Day {
    const { local, heard, postsOfHour } = this.#stream
    const day = { kind: local[from]?.kind ?? 0, heard: Array.from({ length: 24 }, () => 0), posts: Array.from({ length: 24 }, () => 0) }
    for (let at = from; at < to; at++) {
      const hour = local[at]?.hour ?? 0
      day.heard[hour] = (day.heard[hour] ?? 0) + (heard[at] ?? 1)
      day.posts[hour] = (day.posts[hour] ?? 0) + (postsOfHour[at + 1] ?? 0) - (postsOfHour[at] ?? 0)
    }
    return day
  }

  /** Where a surge that is over began and ended, against what was usual on the day it was at its most striking. */
  #close(term: number): void {
    const { local, heard, posts, restDays } = this.#stream
    const open = this.#open.get(term)
    this.#open.delete(term)
    if (!open) return
    const bestDay = this.#days.findIndex(({ from, to }) => open.bestAt >= from && open.bestAt < to)
    const before = this.#days.slice(Math.max(0, bestDay - BASELINE_DAYS), bestDay)
    const baseline = new Baseline(before.map(({ day }) => day), restDays)
    const usual = baseline.usualOf(this.#historyOf(term, before))
    const first = Math.max(0, open.first - LOOKED_BACK_HOURS)
    const end = Math.min(local.length, open.last + 2)
    const seen = Array.from({ length: end - first }, () => 0)
    for (const post of posts[term] ?? NONE) {
      const at = (this.#hourOfPost[post] ?? 0) - first
      if (at >= 0 && at < seen.length) seen[at] = (seen[at] ?? 0) + 1
    }
    const expected = seen.map((_, at) => usual.perHour(local[first + at]?.kind ?? 0, local[first + at]?.hour ?? 0) * (heard[first + at] ?? 1))
    const { best, bestAt } = open
    const [from, to] = burstIn(seen, expected, best.seen / Math.max(best.expected, 1e-9)) ?? [bestAt - first - best.hours + 1, bestAt - first + 1]
    const sum = (of: readonly number[]): number => of.slice(Math.max(0, from), to).reduce((so, one) => so + one, 0)
    this.#found.push({ term, from: first + Math.max(0, from), to: first + to, seen: sum(seen), expected: sum(expected), pValue: best.pValue })
  }
}

const NONE = new Int32Array(0)
