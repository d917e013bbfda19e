/**
 * What a workspace's own judgements teach about its sentiments: a shift of the log-odds of each, for a language and a place, because how
 * often people are neutral differs between places far more than how they say it. Class-prior correction as of Saerens, Latinne &
 * Decaestecker 2002, fitted as a ridge-penalised multinomial intercept. Nothing is shifted that does not prove itself on judgements that it
 * was not fitted to. The other answers come without probabilities: there is nothing to shift.
 */
import { wordHash } from './hash.ts'
import { type Probabilities, type Sentiment, SENTIMENTS } from './understanding.ts'

/** Languages with a model of their own, and all others. */
export const LANGUAGE_GROUPS = ['he', 'en', 'other'] as const
export type LanguageGroup = (typeof LANGUAGE_GROUPS)[number]

/** The group of an ISO 639 code. */
export const languageGroup = (lang: string): LanguageGroup => (lang === 'he' || lang === 'en' ? lang : 'other')

/** Added to the logarithm of each probability before they are made to sum up to 1 again; up to `SHIFT_MAX` either way. */
export type LogOdds = Readonly<Record<Sentiment, number>>

/** What is shifted, and why: proven on `checks` mentions drawn by chance, of which `before` were right without it and `after` with it. */
export type Shift = {
  readonly group: LanguageGroup
  /** Null: wherever no shift of a place's own applies. */
  readonly place: string | null
  readonly logOdds: LogOdds
  /** All that it was fitted to. */
  readonly judgements: number
  readonly checks: number
  readonly before: number
  readonly after: number
  /** False: tried, and not better by more than chance. It is shown and not applied. */
  readonly applies: boolean
}

/** A person's word on one mention's sentiment, beside what the machine had thought. */
export type Judgement = {
  readonly mentionId: string
  readonly group: LanguageGroup
  readonly place: string
  /** Of the machine, without any shift. */
  readonly machine: Probabilities
  readonly said: Sentiment
  /** Drawn by chance and judged blindly; only these prove anything. */
  readonly isCheck: boolean
}

/** Fewer checks of a language, or of a place in it, shift nothing. */
export const CHECKS_MIN = 30
/** A sentiment's odds are at most about halved or doubled against none. */
export const SHIFT_MAX = 0.7
/** As many judgements as would be needed to believe half of what they say. */
const SHRINKAGE = 10
/** People correct in passing what is wrong and pass by what is right: so much of a check does one weigh. */
const IN_PASSING = 0.25
const FOLDS = 5
const STEPS = 40
const LEAST = 1e-6

/** Shifts nothing. */
export const NO_SHIFT: LogOdds = { negative: 0, neutral: 0, positive: 0 }

/** How likely each sentiment is after a shift; they sum up to 1. */
export function shifted(machine: Probabilities, logOdds: LogOdds): Probabilities {
  const odds = SENTIMENTS.map((sentiment) => Math.max(machine[sentiment], LEAST) * Math.exp(logOdds[sentiment]))
  const [negative = 0, neutral = 0, positive = 0] = odds
  const all = negative + neutral + positive
  return { negative: negative / all, neutral: neutral / all, positive: positive / all }
}

/** The likeliest; of equals the first of SENTIMENTS. */
export const likeliest = (probabilities: Probabilities): Sentiment => (
  SENTIMENTS.reduce((best, sentiment) => (probabilities[sentiment] > probabilities[best] ? sentiment : best))
)

/** The shift that applies to what is said in this language at this place: of the place itself, or of the language everywhere. */
export function shiftFor(shifts: readonly Shift[], lang: string, place: string): LogOdds | null {
  const group = languageGroup(lang)
  const ofGroup = shifts.filter((shift) => shift.applies && shift.group === group)
  return (ofGroup.find((shift) => shift.place === place) ?? ofGroup.find((shift) => shift.place === null))?.logOdds ?? null
}

/**
 * Learns shifts from judgements: one for each language group, and one for each place in it, as far as there are `CHECKS_MIN` checks. The same
 * judgements give the same shifts, in whatever order they come.
 */
export function learnShifts(judgements: readonly Judgement[]): Shift[] {
  const shifts: Shift[] = []
  for (const group of LANGUAGE_GROUPS) {
    const ofGroup = judgements.filter((judgement) => judgement.group === group).toSorted(inOrder)
    const fitGroup: Fit = (training) => fit(training, NO_SHIFT)
    const everywhere = tried(group, null, ofGroup, () => NO_SHIFT, fitGroup)
    if (!everywhere) continue
    shifts.push(everywhere)
    // What applies to a place without a shift of its own.
    const fitWithout: Fit = everywhere.applies ? fitGroup : () => NO_SHIFT
    for (const place of [...new Set(ofGroup.map((judgement) => judgement.place))].toSorted()) {
      const fitPlace: Fit = (training) => fit(training.filter((judgement) => judgement.place === place), fitWithout(training))
      const here = tried(group, place, ofGroup, fitWithout, fitPlace)
      if (here) shifts.push(here)
    }
  }
  return shifts
}

type Fit = (training: readonly Judgement[]) => LogOdds

const inOrder = (a: Judgement, b: Judgement): number => (
  a.mentionId < b.mentionId ? -1 : a.mentionId > b.mentionId ? 1 : Number(a.isCheck) - Number(b.isCheck) || SENTIMENTS.indexOf(a.said) - SENTIMENTS.indexOf(b.said)
)

/** A shift fitted to all, with how it does on checks it was not fitted to, against what applies without it; null without enough checks. */
function tried(group: LanguageGroup, place: string | null, all: readonly Judgement[], fitWithout: Fit, fitWith: Fit): Shift | null {
  const here = place === null ? all : all.filter((judgement) => judgement.place === place)
  const checks = here.filter(({ isCheck }) => isCheck)
  if (checks.length < CHECKS_MIN) return null
  const gains: number[] = []
  let before = 0
  let after = 0
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const training = all.filter(({ mentionId }) => foldOf(mentionId) !== fold)
    const [without, with_] = [fitWithout(training), fitWith(training)]
    for (const { machine, said, mentionId } of checks) {
      if (foldOf(mentionId) !== fold) continue
      const [was, is] = [shifted(machine, without), shifted(machine, with_)]
      gains.push(Math.log(is[said]) - Math.log(was[said]))
      before += Number(likeliest(was) === said)
      after += Number(likeliest(is) === said)
    }
  }
  return { group, place, logOdds: fitWith(all), judgements: here.length, checks: checks.length, before, after, applies: after > before && isBeyondChance(gains) }
}

/** Whether a mean is above 0 by more than its own standard error. */
function isBeyondChance(gains: readonly number[]): boolean {
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1)
  return mean > Math.sqrt(variance / gains.length)
}

/** A mention's judgements stay together. */
const foldOf = (mentionId: string): number => wordHash(mentionId) % FOLDS

/** The shift under which what was said is likeliest, drawn towards `from` and kept within bounds. Convex: steps that cannot overshoot. */
function fit(judgements: readonly Judgement[], from: LogOdds): LogOdds {
  const weight = judgements.reduce((sum, judgement) => sum + weightOf(judgement), 0)
  let logOdds = from
  for (let step = 0; step < STEPS; step += 1) {
    const pull = { ...NO_SHIFT } as Record<Sentiment, number>
    for (const judgement of judgements) {
      const now = shifted(judgement.machine, logOdds)
      for (const sentiment of SENTIMENTS) pull[sentiment] += weightOf(judgement) * (Number(judgement.said === sentiment) - now[sentiment])
    }
    logOdds = everySentiment((sentiment) => {
      const gradient = pull[sentiment] - SHRINKAGE / 2 * (logOdds[sentiment] - from[sentiment])
      return within(logOdds[sentiment] + gradient / (weight / 2 + SHRINKAGE / 2))
    })
  }
  return logOdds
}

const weightOf = ({ isCheck }: Judgement): number => (isCheck ? 1 : IN_PASSING)
const within = (shift: number): number => Math.min(Math.max(shift, -SHIFT_MAX), SHIFT_MAX)
const everySentiment = (of: (sentiment: Sentiment) => number): LogOdds => ({ negative: of('negative'), neutral: of('neutral'), positive: of('positive') })
