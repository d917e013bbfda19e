import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { type Choices, Menu } from '../../../base/web/menu.tsx'
import type { Mention } from '../../contract.ts'
import { headsOf, sayingOf, useHeadWords, VALUES } from './head-words.ts'
import { useSeen } from './said-here.ts'
import { useCorrect } from './use-correct.ts'

/**
 * Corrects a mention in two taps, or says that it is understood rightly; open as it comes. `mention` as it was told; `children` is what is
 * seen of it.
 */
export function MeaningMenu({ mention: told, className, children }: { mention: Mention; className: string; children: ReactNode }) {
  return (
    <Menu label={useSaid(told)} groups={useMeaningChoices(told)} className={className} isOpenAtFirst>
      {children}
    </Menu>
  )
}

/** What the button says that opens it: all that is understood, in words. */
export function useSaid(told: Mention): string {
  const { t } = useI18n()
  const { meaning } = useSeen(told).mention
  const words = useHeadWords()
  if (!meaning) return t('listen.correct.change')
  const marks = (['needsAnswer', 'aboutStaff'] as const).filter((head) => meaning[head] === true)
  return t('listen.correct.open', { said: [words.value('intent', meaning.intent), words.value('sentiment', meaning.sentiment), ...marks.map(words.title)].join(', ') })
}

/** Languages that are offered first; a mention's own is there, too. */
const LANGUAGES = ['he', 'en', 'ar', 'ru', 'fr', 'es', 'de', 'yi']

/** What can be said of a mention, as a menu has it; nothing of what is not understood, or for whoever may not say it. */
export function useMeaningChoices(told: Mention, how?: 'and its language'): Choices[] {
  const { t } = useI18n()
  const mayCorrect = useMay('mention:correct')
  const words = useHeadWords()
  const { say, confirm } = useCorrect()
  const { meaning, deletedAt, lang } = useSeen(told).mention
  if (!mayCorrect || !meaning || deletedAt !== null) return []
  const right = t('listen.correct.right')
  return [
    { choices: [{ id: 'right', words: right, text: right, icon: <Check aria-hidden className="size-4 text-quiet" />, choose: () => confirm(told) }] },
    ...headsOf(meaning.aboutStaff !== null).map((head) => ({
      title: words.title(head),
      chosen: `${head} ${meaning[head]}`,
      choices: VALUES[head].map((value) => (
        { id: `${head} ${value}`, words: words.value(head, value), text: words.value(head, value), choose: () => say(told, head, sayingOf(head, value)) }
      )),
    })),
    ...(how ? [{
      title: words.title('lang'),
      chosen: `lang ${lang}`,
      choices: [...new Set([...(lang === 'und' ? [] : [lang]), ...LANGUAGES])].map((value) => (
        { id: `lang ${value}`, words: words.value('lang', value), text: words.value('lang', value), choose: () => say(told, 'lang', { lang: value }) }
      )),
    }] : []),
  ]
}
