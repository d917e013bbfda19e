import { useI18n } from '../../base/web/i18n.tsx'
import {
  acceptCounter, askAgain, type AskDetails, declineCounter, dispute, keepPromise, meetCondition, movePromise, notKept, withdraw,
} from '../contract.ts'
import type { DeedAsked } from './deed-dialog.tsx'
import { useDeed } from './use-deed.ts'

/** What one may do to an ask beside answering it, in the order in which it is offered. */
export const DEED_ORDER = ['keep', 'move', 'not_keep', 'accept', 'accept_undated', 'decline', 'meet_condition', 'ask_again', 'dispute', 'withdraw'] as const
export type Chosen = (typeof DEED_ORDER)[number]

/** What each deed asks for before it is done. */
export function useDeedAsked(ask: AskDetails): (chosen: Chosen) => DeedAsked {
  const { t } = useI18n()
  const deed = useDeed()
  const on = { id: ask.id, revision: ask.revision }
  const ahead = { label: t('ask.one.new_day'), is: 'ahead' } as const
  const acts: Record<Chosen, Pick<DeedAsked, 'act' | 'day' | 'mustHaveWords'> & { readonly isWordless?: true }> = {
    keep: { day: { label: t('ask.one.kept_on'), is: 'past' }, act: ({ words, day }) => deed(keepPromise, { ...on, on: day, words }) },
    move: { day: ahead, act: ({ words, day }) => deed(movePromise, { ...on, due: day, words }) },
    not_keep: { act: ({ words }) => deed(notKept, { ...on, words }) },
    accept: { isWordless: true, act: () => deed(acceptCounter, on) },
    accept_undated: { isWordless: true, act: () => deed(acceptCounter, on) },
    decline: { act: ({ words }) => deed(declineCounter, { ...on, words }) },
    meet_condition: { day: ahead, act: ({ words, day }) => deed(meetCondition, { ...on, neededBy: day, words }) },
    ask_again: { day: ahead, act: ({ words, day }) => deed(askAgain, { ...on, neededBy: day, words }) },
    dispute: { mustHaveWords: true, act: ({ words }) => deed(dispute, { ...on, words }) },
    withdraw: { act: ({ words }) => deed(withdraw, { ...on, words }) },
  }
  return (chosen) => ({
    ...acts[chosen],
    title: t(`ask.one.deed.${chosen}`),
    about: t(`ask.one.deed_about.${chosen}`),
    button: t(`ask.one.deed.${chosen}`),
    words: acts[chosen].isWordless ? null : t(acts[chosen].mustHaveWords ? 'ask.one.words_why' : 'ask.one.words'),
  })
}
