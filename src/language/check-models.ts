import { letterModel } from './identify.ts'
import { intentModel } from './intent/intent.ts'
import { checkModels as checkFiles } from './models.ts'
import { sentimentOf } from './sentiment.ts'
import { ModelError } from './weights.ts'

/** One language for each model that judges how something is meant. */
const JUDGED_APART = ['en', 'he', 'fr']

/**
 * Makes all models ready, so that one that is damaged or of another version is known before anybody waits for an answer. Throws `ModelError`
 * at the first.
 */
export function checkModels(): void {
  checkFiles()
  letterModel()
  intentModel()
  for (const lang of JUDGED_APART) {
    const { probabilities } = sentimentOf('a', lang)
    if (!Object.values(probabilities).every(Number.isFinite)) throw new ModelError(`The model of sentiment for ${lang} is of another version; install Heed anew.`)
  }
}
