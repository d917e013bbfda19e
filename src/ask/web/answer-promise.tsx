import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { InputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { type AnswerPage, promiseByLink } from '../contract.ts'
import { Days } from './answer-days.tsx'
import { useShow } from './use-answering.ts'

type Deed = InputOf<typeof promiseByLink>['deed']

const DAYS_OFFERED_MAX = 6
const DAY_MS = 86_400_000
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)

/** What became of a promise: it is done, or it gets another day. */
export function PromiseDeeds({ page, token, by }: { page: AnswerPage; token: string; by: string }) {
  const { t } = useI18n()
  const show = useShow(token)
  const [opened, setOpened] = useState<Deed['kind'] | null>(null)
  const later = page.workingDays.filter((day) => day > (page.promise?.due ?? '')).slice(0, DAYS_OFFERED_MAX)
  const doing = useMutation({
    networkMode: 'always',
    mutationFn: (deed: Deed) => call(promiseByLink, { token, deed, by }),
    onSuccess: ({ page: now }) => {
      setOpened(null)
      show(now)
    },
  })
  const [made, yesterday] = [page.promise?.madeAt.slice(0, 10) ?? page.today, dayBefore(page.today)]
  const mayMove = page.may.includes('move')
  if (!page.may.includes('keep')) return null
  const toggle = (kind: Deed['kind']) => () => setOpened(opened === kind ? null : kind)
  return (
    <div className="flex flex-col gap-4">
      <div className={`grid gap-2 ${mayMove ? 'grid-cols-2' : ''}`}>
        <Button look="main" className="min-h-12" aria-expanded={opened === 'keep'} onPress={toggle('keep')}>
          {t('ask.answer_page.done')}
        </Button>
        {mayMove && (
          <Button className="min-h-12" aria-expanded={opened === 'move'} onPress={toggle('move')}>
            {t('ask.answer_page.move')}
          </Button>
        )}
      </div>
      {opened === 'keep' && (
        <Days
          key="keep"
          label={t('ask.answer_page.done_when')}
          days={[{ day: page.today, why: t('ask.answer_page.today'), leads: true }, ...(yesterday < made ? [] : [{ day: yesterday }])]}
          first={made}
          last={page.today}
          act={t('ask.answer_page.send')}
          isDisabled={doing.isPending}
          choose={(on) => doing.mutate({ kind: 'keep', on })}
        />
      )}
      {opened === 'move' && (
        <Days
          key="move"
          label={t('ask.answer_page.move_to')}
          days={later.map((day) => ({ day }))}
          first={page.today}
          act={t('ask.answer_page.send')}
          isDisabled={doing.isPending}
          choose={(due) => doing.mutate({ kind: 'move', due })}
        >
          <p className="text-meta text-quiet">{t(page.promise?.isOverdue ? 'ask.answer_page.move_late' : 'ask.answer_page.move_kindly')}</p>
        </Days>
      )}
      <Problem error={doing.error} />
    </div>
  )
}
