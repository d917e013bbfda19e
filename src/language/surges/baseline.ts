const HOURS = 24
const KINDS = 7

/** Days that a term is compared with: four weeks, so that each weekday is there four times. */
export const BASELINE_DAYS = 28

/** A day that is over, as the whole stream lived it. */
export type Day = {
  /** 0 (Sunday) to 6; see LocalHour. */
  readonly kind: number
  /** Of each local hour, how much was listened to: 1, less with a gap, 0 for one that the clocks leave out, 2 for one that they show twice. */
  readonly heard: readonly number[]
  /** Posts of each local hour, whatever they say. */
  readonly posts: readonly number[]
}

/** How often a term was said on each of the baseline's days; where it is known, in each of their hours (24 for each day). */
export type History = { readonly days: readonly number[]; readonly hours?: ArrayLike<number> | undefined }

/** What is usual of one term. */
export type Usual = {
  /** Posts in a local hour of this kind of day, when all of it is listened to. */
  readonly perHour: (kind: number, hour: number) => number
  /** How many posts the expectation rests on, one more: with few, more may happen by accident. */
  readonly shape: number
  /** How many days it rests on, without what was not listened to. */
  readonly days: number
}

/** Posts for which the stream's own rhythm outweighs what a term shows of its own. */
const OWN_RHYTHM_POSTS = 10
/** What a day of rest is taken to bring beside a working day, until the stream has shown it. */
const REST_SHARE = 0.75

/**
 * What is usual in a stream, after up to four weeks of it: how busy each hour of each kind of day is, as a multiple of the average hour. What
 * was not listened to counts for nothing, neither as silence nor as speech.
 */
export class Baseline {
  readonly days: readonly Day[]
  readonly kinds: readonly number[]
  /** By kind of day and hour. */
  readonly #season: Float64Array
  /** Of each day and hour, the average hours that were listened to. */
  readonly #exposure: Float64Array
  /** By the first day. */
  readonly #heard = new Map<number, Heard>()

  constructor(days: readonly Day[], restDays: readonly number[]) {
    this.days = days
    this.kinds = days.map(({ kind }) => kind)
    this.#season = seasonOf(days, restDays)
    this.#exposure = Float64Array.from({ length: days.length * HOURS }, (_, at) => {
      const day = days[Math.floor(at / HOURS)]
      return day ? (day.heard[at % HOURS] ?? 0) * this.season(day.kind, at % HOURS) : 0
    })
  }

  season(kind: number, hour: number): number {
    return this.#season[kind * HOURS + hour] ?? 1
  }

  #heardSince(since: number): Heard {
    const known = this.#heard.get(since)
    if (known) return known
    const [hours, kinds] = [new Float64Array(HOURS), new Float64Array(KINDS)]
    for (let at = since * HOURS; at < this.#exposure.length; at++) {
      const [exposure, kind] = [this.#exposure[at] ?? 0, this.kinds[Math.floor(at / HOURS)] ?? 0]
      hours[at % HOURS] = (hours[at % HOURS] ?? 0) + exposure
      kinds[kind] = (kinds[kind] ?? 0) + exposure
    }
    const days = this.days.slice(since).reduce((sum, { heard }) => sum + heard.reduce((all, one) => all + one, 0), 0) / HOURS
    const heard = { exposure: hours.reduce((sum, one) => sum + one, 0), hours, kinds, days }
    this.#heard.set(since, heard)
    return heard
  }

  /** What is usual of a term: its level, with the stream's rhythm and, as far as it has shown one, its own. Days before `since` are not looked at. */
  usualOf(history: History, since = 0): Usual {
    const weights = softened(history.days, this.kinds, since)
    const heard = this.#heardSince(since)
    const counts = new Float64Array(HOURS)
    for (let at = since * HOURS; history.hours && at < this.#exposure.length; at++) {
      counts[at % HOURS] = (counts[at % HOURS] ?? 0) + (history.hours[at] ?? 0) * (weights[Math.floor(at / HOURS)] ?? 1)
    }
    const posts = history.days.reduce((sum, count, day) => sum + (day < since ? 0 : count * (weights[day] ?? 1)), 0)
    const level = (posts + 1) / Math.max(heard.exposure, 1)
    const perDay = level * HOURS
    const byKind = Array.from({ length: KINDS }, (_, kind) => {
      const ofKind = history.days.reduce((sum, count, day) => (day >= since && this.days[day]?.kind === kind ? sum + count * (weights[day] ?? 1) : sum), 0)
      const pseudo = OWN_RHYTHM_POSTS + perDay
      return (ofKind + pseudo) / (level * (heard.kinds[kind] ?? 0) + pseudo)
    })
    const byHour = Array.from({ length: HOURS }, (_, hour) =>
      history.hours ? ((counts[hour] ?? 0) + OWN_RHYTHM_POSTS) / (level * (heard.hours[hour] ?? 0) + OWN_RHYTHM_POSTS) : 1)
    return { perHour: (kind, hour) => level * this.season(kind, hour) * (byKind[kind] ?? 1) * (byHour[hour] ?? 1), shape: posts + 1, days: heard.days }
  }
}

/** How much was listened to: average hours in all, by hour of the day and by kind of day, and whole days. */
type Heard = { readonly exposure: number; readonly hours: Float64Array; readonly kinds: Float64Array; readonly days: number }

/**
 * By how much each day's count is to be multiplied so that an earlier surge does not become what is usual: a day counts for at most twice what is
 * said on a loud day (the fifth loudest of four weeks, or the second of its own kind, as what comes every week is usual), and three.
 */
export function softened(days: readonly number[], kinds: readonly number[], since = 0): number[] {
  const inOrder = days.map((count, day) => ({ count, kind: kinds[day] })).slice(since).toSorted((a, b) => b.count - a.count)
  const loud = inOrder[Math.floor(inOrder.length * LOUD_SHARE)]?.count ?? 0
  return days.map((count, day) => {
    const second = inOrder.filter(({ kind }) => kind === kinds[day])[1]?.count ?? 0
    const most = 2 * Math.max(loud, second) + 3
    return count > most ? most / count : 1
  })
}

/** One day in seven may be louder than what is usual. */
const LOUD_SHARE = 1 / 7

/** How busy each hour of each kind of day is: hours times kinds of day, and what is left of both; each drawn to the average while it has shown little. */
function seasonOf(days: readonly Day[], restDays: readonly number[]): Float64Array {
  const [heard, posts] = [new Float64Array(KINDS * HOURS), new Float64Array(KINDS * HOURS)]
  for (const day of days) {
    for (let hour = 0; hour < HOURS; hour++) {
      const at = day.kind * HOURS + hour
      heard[at] = (heard[at] ?? 0) + (day.heard[hour] ?? 0)
      posts[at] = (posts[at] ?? 0) + (day.posts[hour] ?? 0)
    }
  }
  const average = posts.reduce((sum, count) => sum + count, 0) / Math.max(1, heard.reduce((sum, hours) => sum + hours, 0))
  const prior = (at: number): number => (restDays.includes(Math.floor(at / HOURS)) ? REST_SHARE : 1)
  const hoursWorth = (hours: number): number => Math.max(OWN_RHYTHM_POSTS, average * hours)
  const season = Float64Array.from(heard, (_, at) => prior(at))
  const scale = (groupOf: (at: number) => number, weight: number): void => {
    const [seen, usual] = [new Map<number, number>(), new Map<number, number>()]
    season.forEach((value, at) => {
      const group = groupOf(at)
      seen.set(group, (seen.get(group) ?? 0) + (posts[at] ?? 0))
      usual.set(group, (usual.get(group) ?? 0) + average * value * (heard[at] ?? 0))
    })
    season.forEach((value, at) => {
      const group = groupOf(at)
      season[at] = value * (((seen.get(group) ?? 0) + weight) / ((usual.get(group) ?? 0) + weight))
    })
  }
  if (average === 0) return season
  scale((at) => at % HOURS, hoursWorth(2))
  scale((at) => Math.floor(at / HOURS), hoursWorth(HOURS))
  scale((at) => at, hoursWorth(4))
  return season
}
