import en from '../../messages/en.json' with { type: 'json' }
import he from '../../messages/he.json' with { type: 'json' }
import { type Language, type MessageKey, type Messages, type Params, word } from './wording.ts'

export { languageOf } from './wording.ts'

/** Every sentence Heed can say, by language. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, he }

/** One sentence in one language, for mails, the command line and errors. */
export function say(language: Language, key: MessageKey, params: Params = {}): string {
  return word(MESSAGES[language], language, key, params)
}
