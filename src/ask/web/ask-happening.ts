import { useI18n } from '../../base/web/i18n.tsx'
import type { AskDetails } from '../contract.ts'
import { useDays } from './ask-days.ts'

type Happening = AskDetails['history'][number]

/** What happened, as a sentence, and what people said with it. */
export type Told = { readonly sentence: string; readonly words: string | null }

/** Told elsewhere on the page: answers and comments stand there themselves. */
const SHOWN_THEMSELVES = ['ask.answered', 'ask.answer_unconfirmed', 'ask.commented', 'ask.mail_unread', 'ask.bounced']
/** Messages that ask; of others only those who got them need to know. */
const ASKING = ['ask', 'reminder', 'deputy', 'question']

/** A fact of an ask as a sentence; null for what is told elsewhere, or is not known here. */
export function useHappening(ask: AskDetails): (happening: Happening) => Told | null {
  const { t, known } = useI18n()
  const days = useDays()
  return ({ name, by, data }) => {
    if (SHOWN_THEMSELVES.includes(name)) return null
    const text = (field: string) => (typeof data[field] === 'string' ? data[field] : '')
    const day = (field: string) => (text(field) ? days.on(text(field)) : '')
    const who = by ?? (text('by') || (name === 'ask.raised' && ask.from.department) || t('ask.one.somebody'))
    const words = text('words') || null
    if (name === 'ask.sent') {
      if (!ASKING.includes(text('purpose'))) return null
      const to = ask.sendings.find(({ id }) => id === data['sendingId'])?.to ?? ''
      const channel = text('channel')
      const sentence = known(`ask.happened.${text('purpose') === 'ask' ? 'sent' : 'reminded'}.${channel}${to ? '_to' : ''}`, { who, to })
      return sentence === null ? null : { sentence, words: null }
    }
    const kind = name === 'promise.moved' && data['inAdvance'] === false ? `${name}_late` : name
    const key = kind === 'promise.kept' && data['isLate'] === true ? `${kind}_late` : kind
    const sentence = known(`ask.happened.${key}`, {
      who, file: text('name'),
      due: text('due') ? days.by(text('due')) : '', needed: text('neededBy') ? days.by(text('neededBy')) : '', to: text('to') ? days.by(text('to')) : '',
      on: day('on'), answerBy: day('answerBy'),
    })
    return sentence === null ? null : { sentence, words }
  }
}
