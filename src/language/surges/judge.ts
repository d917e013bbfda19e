import { type Baseline, type History, softened, type Usual } from './baseline.ts'
import { discoveries, upperTail } from './tail.ts'

/** How long a surge may have lasted when it is found, in hours back from now; what is said in the longest is looked at as a whole. */
export const WINDOWS = [1, 3, 6, 12, 24] as const
export const LOOKED_BACK_HOURS = 24

/** The fewest posts, and people, that are anything to speak of, at whatever sensitivity. */
export const POSTS_MIN = 3
export const PEOPLE_MIN = 3
/** Fewer days than this, and nothing is known to be unusual. */
export const DAYS_MIN = 3

/** Posts of one person that count: who says it all day long is still one. */
const POSTS_OF_ONE_MAX = 2

/** Of posts in order, those that count towards a surge: of each author the first two. */
export function countedPosts<P>(posts: Iterable<P>, authorOf: (post: P) => string | number): P[] {
  const counted = new Map<string | number, number>()
  const kept: P[] = []
  for (const post of posts) {
    const author = authorOf(post)
    const before = counted.get(author) ?? 0
    if (before >= POSTS_OF_ONE_MAX) continue
    counted.set(author, before + 1)
    kept.push(post)
  }
  return kept
}

/** A stream of few words is judged as strictly as one of so many: it is judged as often. */
const TESTED_MIN = 200

export const SENSITIVITIES = ['low', 'normal', 'high'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

/**
 * What each step of sensitivity asks for: which share of what is found may be accident, how many times the usual it
 * must be, and how many posts. Judged every
 * hour, a term can be found by accident at any of them: hence shares that look tiny.
 */
export const ASKED: Readonly<Record<Sensitivity, { readonly falseShare: number; readonly times: number; readonly posts: number }>> = {
  low: { falseShare: 2e-4, times: 3, posts: 6 },
  normal: { falseShare: 8e-3, times: 2, posts: 4 },
  high: { falseShare: 6e-2, times: 1.5, posts: POSTS_MIN },
}

/** An hour that is judged: which it is, and how much of it has been listened to. */
export type JudgedHour = { readonly kind: number; readonly hour: number; readonly heard: number }

/** A term that was said lately. */
export type Said<T> = {
  readonly term: T
  /** Posts in each of the judged hours: copies of one another counted once, and of one person no more than two (`countedPosts`). */
  readonly seen: readonly number[]
  /** How many people said it in the last so many hours. */
  readonly people: (hours: number) => number
  readonly usual: Usual
}

/** A term that is said more than usual. */
export type Flagged<T> = {
  readonly term: T
  /** In the last so many hours. */
  readonly hours: number
  readonly seen: number
  readonly expected: number
  /** The chance of so many or more in one of the windows, if all were as usual. */
  readonly pValue: number
}

/** How much counts vary beyond accident, by window: the variance is mean + mean² / dispersion. */
export type Dispersion = ReadonlyMap<number, number>

/** What is assumed before anything is known: an estimate over many terms (Heed's own simulations and public streams agree on about 4). */
const USUAL_DISPERSION = 4
/** How many windows of one expected post each the assumption is worth. */
const ASSUMED_WINDOWS = 100
const DISPERSION_RANGE = { min: 0.5, max: 400 }

/** How much the terms whose hours are known vary, by window of the day. */
export function dispersionOf(baseline: Baseline, histories: readonly History[]): Dispersion {
  const known = histories.filter(({ hours }) => hours !== undefined).map((history) => ({ history, usual: baseline.usualOf(history), weights: softened(history.days, baseline.kinds) }))
  return new Map(WINDOWS.map((window) => {
    let [squares, excess] = [ASSUMED_WINDOWS, ASSUMED_WINDOWS / USUAL_DISPERSION]
    for (const { history, usual, weights } of known) {
      for (const { seen, expected } of windowsOf(baseline, history, usual, weights, window)) {
        squares += expected ** 2
        excess += (seen - expected) ** 2 - expected
      }
    }
    const { min, max } = DISPERSION_RANGE
    return [window, excess <= squares / max ? max : Math.max(min, squares / excess)]
  }))
}

/** The days cut into windows, with what was seen and expected in each; those with nearly nothing to expect left out. */
function* windowsOf(baseline: Baseline, { hours }: History, usual: Usual, weights: readonly number[], window: number): Generator<{ seen: number; expected: number }> {
  for (let at = 0; at < baseline.days.length * 24; at += window) {
    const day = baseline.days[Math.floor(at / 24)]
    let [seen, expected] = [0, 0]
    for (let hour = at; hour < at + window; hour++) {
      seen += (hours?.[hour] ?? 0) * (weights[Math.floor(hour / 24)] ?? 1)
      expected += usual.perHour(day?.kind ?? 0, hour % 24) * (day?.heard[hour % 24] ?? 0)
    }
    if (expected >= EXPECTED_MIN) yield { seen, expected }
  }
}
const EXPECTED_MIN = 0.5

/**
 * Which terms are said more than usual, the least likely first: of all windows that end now, the one that is hardest to explain, against the
 * term's own expectation, with the false discoveries among all `tested` terms bounded. None before three days have been listened to.
 */
export function judge<T>(
  { dispersion, whole, hours, said, tested, sensitivity }: {
    readonly dispersion: Dispersion
    /** All posts, whatever they say: when everything is said more, a word is not a surge for being said more, too. */
    readonly whole: Pick<Said<T>, 'seen' | 'usual'>
    /** Oldest first, at most LOOKED_BACK_HOURS. */
    readonly hours: readonly JudgedHour[]
    readonly said: readonly Said<T>[]
    readonly tested: number
    readonly sensitivity: Sensitivity
  },
): Flagged<T>[] {
  const { falseShare, ...asked } = ASKED[sensitivity]
  const found = said.flatMap((one) => hardestToExplain(one, whole, dispersion, hours, asked) ?? []).toSorted((a, b) => a.pValue - b.pValue)
  return found.slice(0, discoveries(found.map(({ pValue }) => pValue), Math.max(tested, TESTED_MIN), falseShare))
}

function hardestToExplain<T>(said: Said<T>, whole: Pick<Said<T>, 'seen' | 'usual'>, dispersion: Dispersion, hours: readonly JudgedHour[], { times, posts }: { times: number; posts: number }): Flagged<T> | null {
  const { usual } = said
  if (usual.days < DAYS_MIN) return null
  let best: Flagged<T> | null = null
  let [seen, usually, others, othersUsually, at] = [0, 0, 0, 0, hours.length]
  for (const window of WINDOWS) {
    for (; at > 0 && at > hours.length - window; at--) {
      const hour = hours[at - 1]
      const [own, all] = [said.seen[at - 1] ?? 0, whole.seen[at - 1] ?? 0]
      seen += own
      others += all - own
      if (!hour) continue
      const ownUsually = usual.perHour(hour.kind, hour.hour) * hour.heard
      usually += ownUsually
      othersUsually += Math.max(0, whole.usual.perHour(hour.kind, hour.hour) * hour.heard - ownUsually)
    }
    const expected = usually * Math.max(1, others / Math.max(1, othersUsually))
    if (seen < posts || seen < times * expected || said.people(window) < PEOPLE_MIN) continue
    const spread = 1 / (1 / (dispersion.get(window) ?? USUAL_DISPERSION) + 1 / usual.shape)
    const pValue = Math.min(1, upperTail(seen, expected, spread) * WINDOWS.length)
    if (!best || pValue < best.pValue) best = { term: said.term, hours: window, seen, expected, pValue }
  }
  return best
}
