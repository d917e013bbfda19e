import { CircleAlert } from 'lucide-react'
import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useSentence } from '../../../base/web/states.tsx'
import type { Mention } from '../../contract.ts'
import { forgetFailed, useSeen } from './said-here.ts'

/** That something said of a mention was not saved, and the way to try again; nothing while there is nothing of the kind. */
export function NotSaved({ mention: told }: { mention: Mention }) {
  const { t } = useI18n()
  const sentence = useSentence()
  const { failed } = useSeen(told)
  if (!failed) return null
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-bad-wash px-3 py-1.5 text-meta text-bad">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">{t('listen.correct.failed', { why: sentence(failed.error) })}</span>
      <span className="ms-auto flex gap-1">
        <Button look="bare" onPress={failed.again}>{t('base.retry')}</Button>
        <Button look="bare" onPress={() => forgetFailed(told)}>{t('base.close')}</Button>
      </span>
    </div>
  )
}
