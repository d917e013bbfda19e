import { CircleCheck, Circle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'

/** One of the first steps: whether it has been taken, and the way to take it. */
export type Step = { readonly id: 'sources' | 'queries' | 'colleagues'; readonly isDone: boolean; readonly link: ReactNode }

/** What a new workspace needs before it hears. */
export function TodaySteps({ steps }: { steps: readonly Step[] }) {
  const { t } = useI18n()
  return (
    <Section title={t('listen.today.steps')}>
      <ul className="grid rounded-card border border-line bg-canvas px-4 md:auto-cols-fr md:grid-flow-col md:px-0">
        {steps.map(({ id, isDone, link }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line py-3 not-last:max-md:border-b md:px-4 md:not-last:border-e">
            {isDone ? <CircleCheck aria-hidden className="size-5 shrink-0 text-good" /> : <Circle aria-hidden className="size-5 shrink-0 text-edge" />}
            <div className="min-w-40 flex-1">
              <p className={isDone ? 'text-quiet' : 'font-medium'}>
                {t(`listen.today.step.${id}`)}
                {isDone && <span className="sr-only"> ({t('listen.today.step.done')})</span>}
              </p>
              {!isDone && <p className="text-meta text-quiet">{t(`listen.today.step.${id}_about`)}</p>}
            </div>
            {!isDone && link}
          </li>
        ))}
      </ul>
    </Section>
  )
}
