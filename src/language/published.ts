import type { MeasuredOn, Understanding } from './understanding.ts'

/** How many in 1000 of so many rows were right, as the card in models/cards says and the bench measures; `set` is what both call the rows. */
export type Published = {
  readonly head: keyof Omit<Understanding, 'lang' | 'probabilities'>
  readonly lang: string
  readonly set: string
  readonly on: MeasuredOn
  readonly rightInThousand: number
  readonly rows: number
}

const sentiment = (lang: string, set: string, on: MeasuredOn, rows: number, rightInThousand: number): Published => ({ head: 'sentiment', lang, set, on, rightInThousand, rows })
const wanted = (head: Published['head'], he: number, en: number): Published[] => [
  { head, lang: 'he', set: 'he own', on: 'posts', rightInThousand: he, rows: 365 },
  { head, lang: 'en', set: 'en own', on: 'posts', rightInThousand: en, rows: 199 },
]

/**
 * What is published of how well the models understand. None of these rows was learned from, yet settings were chosen with them in sight, so
 * that the figures flatter. They say how often the models are right, which is what people's agreement with them measures, on other text.
 */
export const PUBLISHED: readonly Published[] = [
  sentiment('he', 'he own, statements', 'statements', 201, 701),
  sentiment('he', 'he own, service', 'service', 164, 732),
  sentiment('he', 'he-fb dev', 'page', 835, 851),
  sentiment('he', 'he-hebemo dev', 'news', 389, 843),
  sentiment('en', 'en own', 'posts', 199, 673),
  sentiment('en', 'en dev', 'tweets', 2000, 715),
  sentiment('ar', 'ar dev', 'tweets', 324, 642),
  sentiment('fr', 'fr dev', 'tweets', 323, 632),
  sentiment('de', 'de dev', 'tweets', 324, 701),
  sentiment('hi', 'hi dev', 'tweets', 323, 328),
  sentiment('it', 'it dev', 'tweets', 323, 613),
  sentiment('pt', 'pt dev', 'tweets', 324, 620),
  sentiment('es', 'es dev', 'tweets', 324, 565),
  ...wanted('intent', 690, 724),
  ...wanted('question', 959, 965),
  ...wanted('needsAnswer', 844, 789),
  ...wanted('aboutStaff', 967, 894),
]

/** Languages in which it was measured on posts labelled by people how well they are understood (ISO 639-1). Of others nobody knows. */
export const MEASURED_LANGUAGES: ReadonlySet<string> = new Set(PUBLISHED.map(({ lang }) => lang))
