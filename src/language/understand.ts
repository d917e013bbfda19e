import { identify } from './identify.ts'
import { sentimentOf, wordsThatSpoke } from './sentiment.ts'
import type { Reason, Understanding } from './understanding.ts'

/** Changes with every model or rule that could make one of the answers another: what was understood by an older one can be understood anew. */
export const UNDERSTOOD_BY = '1'

/** Understands a post. `lang` is what its network or author says of its language; without it the text tells. Any text gets an answer. */
export function understand(text: string, lang: string = identify(text).lang): Understanding {
  const question = /[?？؟]/.test(text)
  return { lang, ...sentimentOf(text, lang), intent: question ? 'question' : 'none', question, needsAnswer: question, aboutStaff: false }
}

/** Why `understand` says what it says of this text. Slower: for one post that somebody looks at. */
export function reasonsFor(text: string, { lang, question, sentiment }: Understanding): Reason[] {
  const at = text.search(/[?？؟]/)
  const spoke = wordsThatSpoke(text, lang, sentiment)
  return [
    ...spoke.length > 0 ? [{ about: 'sentiment', code: `sounds_${sentiment}`, spans: spoke } as const] : [],
    ...question && at >= 0 ? [{ about: 'question', code: 'question_mark', spans: [at, at + 1] } as const] : [],
  ]
}
