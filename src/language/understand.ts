import { readFeatures } from './features.ts'
import { identify } from './identify.ts'
import { intentIn } from './intent/intent.ts'
import { modelsStamp } from './models.ts'
import { intentReasons } from './intent/reasons.ts'
import { sentimentIn, wordsThatSpoke } from './sentiment.ts'
import type { Reason, Understanding } from './understanding.ts'

/** Counts up with every rule that could make one of the answers another: what words hint at, signs, what fits together. */
const RULES = 2

/** Changes with every model or rule that could make one of the answers another: what was understood by an older one can be understood anew. */
export const UNDERSTOOD_BY = `${RULES}-${modelsStamp().slice(0, 12)}`

/** Understands a post. `lang` is what its network or author says of its language; without it the text tells. Any text gets an answer. */
export function understand(text: string, lang: string = identify(text).lang): Understanding {
  const features = readFeatures(text)
  const { sentiment, probabilities } = sentimentIn(features, lang)
  const { intent, question, needsAnswer, aboutStaff } = intentIn(text, features, lang, probabilities)
  return { lang, sentiment, probabilities, intent, question, needsAnswer, aboutStaff }
}

/** Why `understand` says what it says of this text. Slower: for one post that somebody looks at. */
export function reasonsFor(text: string, understanding: Understanding): Reason[] {
  const { lang, sentiment } = understanding
  return [
    ...sentimentReasons(text, lang, sentiment),
    ...intentReasons(text, understanding),
  ]
}

/** What is neutral has no words that speak for it: hardly any speak either way. */
function sentimentReasons(text: string, lang: string, sentiment: Understanding['sentiment']): Reason[] {
  if (sentiment === 'neutral') return [{ about: 'sentiment', code: 'sounds_neutral', spans: [] }]
  const spans = wordsThatSpoke(text, lang, sentiment)
  return spans.length > 0 ? [{ about: 'sentiment', code: `sounds_${sentiment}`, spans }] : []
}
