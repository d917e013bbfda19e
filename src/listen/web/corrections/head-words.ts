import { useI18n } from '../../../base/web/i18n.tsx'
import { type Head, HEADS, type Meaning, type Saying, TITLE_OF_HEAD } from '../../contract.ts'
import { INTENTS, SENTIMENTS } from '../../../language/contract.ts'

/** Values of each thing that can be said, in the order in which they are offered. A language has no list. */
export const VALUES: Record<Exclude<Head, 'lang'>, readonly string[]> = {
  sentiment: SENTIMENTS, intent: INTENTS, question: ['true', 'false'], needsAnswer: ['true', 'false'], aboutStaff: ['true', 'false'],
}

/** What this person may say of a mention: what is about staff only if they may know it. */
export const headsOf = (knowsStaff: boolean): Exclude<Head, 'lang'>[] => (
  HEADS.filter((head) => head !== 'lang').filter((head) => head !== 'aboutStaff' || knowsStaff)
)

/** One thing said of a mention: a value of `VALUES`, or a language's code. */
export function sayingOf(head: Head, value: string): Saying {
  return { [head]: value === 'true' ? true : value === 'false' ? false : value }
}

/** What a value is called, and what it is a value of. */
export function useHeadWords() {
  const { t, languageName } = useI18n()
  const value = (head: Head, said: string): string => {
    if (head === 'sentiment') return t(`listen.sentiment.${said as Meaning['sentiment']}`)
    if (head === 'intent') return t(`listen.intent.${said as Meaning['intent']}`)
    if (head === 'lang') return languageName(said) ?? said
    return t(said === 'true' ? 'listen.said.yes' : 'listen.said.no')
  }
  const title = (head: Head): string => t(TITLE_OF_HEAD[head])
  /** A value that can stand alone: with its title where it is only a yes or a no. */
  const sentence = (head: Head, said: string): string => {
    if (head === 'sentiment' || head === 'intent' || head === 'lang') return value(head, said)
    return t(said === 'true' ? 'listen.correct.yes' : 'listen.correct.no', { head: title(head) })
  }
  return { title, value, sentence }
}
