import { Check, Hourglass, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Answer, AnswerPage } from '../contract.ts'
import { useSaying } from './answer-words.ts'

/** What was answered last, and what happens now. `children` is what can be done about it. */
export function Given({ page, answer, children }: { page: AnswerPage; answer: Answer; children?: ReactNode }) {
  const { t, when, exactly } = useI18n()
  const saying = useSaying()
  return (
    <Outcome icon={answer.isUnconfirmed ? Hourglass : Check} title={saying(answer)}>
      {answer.words && (
        <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
          {answer.words}
        </p>
      )}
      {answer.condition && <p>{t('ask.answer_page.condition_was', { condition: answer.condition.words })}</p>}
      <p className="text-meta text-quiet">
        {t('ask.answer_page.given_by', { name: answer.by })} · <time dateTime={answer.at} title={exactly(answer.at)}>{when(answer.at)}</time>
      </p>
      <p className="border-t border-line pt-3 text-quiet">{t(`ask.answer_page.next.${nextOf(page, answer)}`)}</p>
      {children}
    </Outcome>
  )
}

function nextOf({ state, may }: AnswerPage, { kind, condition, isUnconfirmed }: Answer) {
  if (isUnconfirmed) return 'unconfirmed'
  if (state === 'kept') return 'kept'
  if (state === 'not_kept') return 'not_kept'
  if (state === 'declined') return 'declined'
  if (state === 'promised' && may.length > 0) return 'promised'
  if (kind === 'no_because') return condition ? 'condition' : 'no_because'
  return kind === 'yes_but' ? 'yes_but' : 'yes_needs_date'
}

/** How something stands, said once and plainly. */
export function Outcome({ icon: Icon, title, tone = 'accent', children }: { icon: LucideIcon; title: string; tone?: 'accent' | 'warn'; children: ReactNode }) {
  const colours = tone === 'warn' ? 'bg-warn-wash text-warn' : 'bg-wash text-accent'
  return (
    <div className="flex flex-col gap-3">
      <div aria-live="polite" className="flex items-center gap-3">
        <span aria-hidden className={`flex size-11 shrink-0 items-center justify-center rounded-full ${colours}`}>
          <Icon className="size-6" />
        </span>
        <h2 className="text-title font-semibold text-balance">{title}</h2>
      </div>
      {children}
    </div>
  )
}
