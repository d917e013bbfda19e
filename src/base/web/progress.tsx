import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useI18n } from './i18n.tsx'
import { useSpan } from './use-span.ts'

/**
 * Long work: a bar, how much is done, how fast, and how long it will still take. `total` is null while nobody knows it, and
 * `perSecond` while nothing can be said of it. `share` is how far it is (0 to 1) where that is known and `total` is not; `said` is then
 * what is done, in words. `children` is what can be done about it: a button to cancel.
 */
export function Progress({ label, done, total, share = null, said: doneWords, perSecond = null, children }: {
  label: string
  done: number
  total: number | null
  share?: number | null
  said?: string | undefined
  perSecond?: number | null
  children?: ReactNode
}) {
  const { t } = useI18n()
  const span = useSpan()
  const said = [
    total === null ? (doneWords ?? t('base.progress.count', { done })) : t('base.progress.of', { done, total }),
    ...(perSecond === null ? [] : [t('base.progress.rate', { rate: Math.round(perSecond) })]),
    ...(total !== null && perSecond ? [t('base.progress.left', { span: span(((total - done) / perSecond) * 1_000) })] : []),
  ]
  const isKnown = total !== null || share !== null
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex min-h-9 items-center justify-between gap-4">
        <span className="min-w-0 font-medium">{label}</span>
        {children}
      </div>
      <ProgressBar
        {...(isKnown ? { value: total === null ? (share ?? 0) : done, maxValue: Math.max(total ?? 1, 1), valueLabel: said.join(', ') } : { isIndeterminate: true })}
        aria-label={label}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        {({ percentage = 0 }) => (
          <div
            className={`h-full rounded-full bg-fill ${isKnown ? 'transition-[inline-size]' : 'w-1/3 animate-pulse'}`}
            style={isKnown ? { inlineSize: `${percentage}%` } : {}}
          />
        )}
      </ProgressBar>
      <p className="text-meta text-quiet tabular-nums">{said.join(' · ')}</p>
    </div>
  )
}
