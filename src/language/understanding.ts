/** How something is meant, towards whom it speaks of. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof SENTIMENTS)[number]

/**
 * What somebody wants by saying it. `complaint`: something went wrong for them · `question`: they want to know · `praise`: they thank or
 * recommend · `idea`: what could be made or done better · `request`: they want something done · `crisis`: danger to people, a leak, a
 * boycott, the law, the press · `none`: nothing that somebody at work would act on.
 */
export const INTENTS = ['complaint', 'question', 'praise', 'idea', 'request', 'crisis', 'none'] as const
export type Intent = (typeof INTENTS)[number]

/** How likely each sentiment is; they sum up to 1. Calibrated: of what is said to be .8 sure, about 8 in 10 are right. */
export type Probabilities = Readonly<Record<Sentiment, number>>

/** What machines make of a post. */
export type Understanding = {
  /** ISO 639-1 where there is one, otherwise ISO 639-3 or `und`. */
  readonly lang: string
  readonly sentiment: Sentiment
  readonly probabilities: Probabilities
  readonly intent: Intent
  /** Whether something is asked in it, whatever it is meant for. */
  readonly question: boolean
  /** Whether whoever wrote it would expect the company to answer. */
  readonly needsAnswer: boolean
  /** Whether somebody who works there is named or pointed at. */
  readonly aboutStaff: boolean
}

/** Why it is understood so: a code with a sentence in the interface's messages, and the words of the text that speak for it. */
export type Reason = {
  readonly about: 'sentiment' | 'intent' | 'question' | 'needsAnswer' | 'aboutStaff'
  readonly code: string
  /** start, end, start, end…: half-open, in UTF-16 units of the text. */
  readonly spans: readonly number[]
}

/** What models are measured on: tweets, comments on a public page or on news, and posts of ours, written as customers write to and of companies. */
export const MEASURED_ON = ['tweets', 'page', 'news', 'service', 'statements', 'posts'] as const
export type MeasuredOn = (typeof MEASURED_ON)[number]
