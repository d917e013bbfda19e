import type { Features } from '../features.ts'
import { readModel } from '../models.ts'
import type { Probabilities } from '../understanding.ts'
import { type IntentModel, intentModelOf, knownLang, type Meant } from './model.ts'
import { questionMarkIn } from './question-mark.ts'

const THANKED_MIN = 0.75
const COMPLAINED_MIN = 0.75

let model: IntentModel | undefined

/** The model, read at first need. Throws `ModelError` when its file is not what it should be. */
export function intentModel(): IntentModel {
  return (model ??= intentModelOf(readModel('intent')))
}

/**
 * What somebody wants, of a text that has been read. In Hebrew and English a model tells. In other languages only what is plain is told: that
 * there is a question mark, or that something sounds very pleased or displeased.
 */
export function intentIn(text: string, features: Features, lang: string, sounds: Probabilities): Meant {
  if (features.tokenCount === 0) return NOTHING
  const known = knownLang(lang)
  if (known === undefined) return plainlyMeant(text, sounds)
  const { score, meant } = intentModel()
  score(text, features)
  return meant(known, sounds.positive - sounds.negative)
}

const NOTHING: Meant = { intent: 'none', question: false, needsAnswer: false, aboutStaff: false }

function plainlyMeant(text: string, { negative, positive }: Probabilities): Meant {
  const question = questionMarkIn(text) >= 0
  const intent = question ? 'question' : negative >= COMPLAINED_MIN ? 'complaint' : positive >= THANKED_MIN ? 'praise' : 'none'
  return { intent, question, needsAnswer: question, aboutStaff: false }
}
