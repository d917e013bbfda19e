import { Snowflake } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Freeze } from '../contract.ts'
import { useDays } from './ask-days.ts'

/** When a department changes nothing, soonest first; what holds today stands out. */
export function CardFreezes({ freezes, today }: { freezes: readonly Freeze[]; today: string }) {
  const { t } = useI18n()
  const { whole } = useDays()
  if (freezes.length === 0) return null
  return (
    <ul className="flex flex-col gap-1.5">
      {freezes.map(({ from, until, why }) => {
        const isNow = from <= today
        return (
          <li key={`${from} ${until} ${why}`} className={`flex items-start gap-2.5 rounded-control text-meta ${isNow ? 'bg-warn-wash px-3 py-2 text-warn' : 'text-quiet'}`}>
            <Snowflake aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">
              {isNow ? t('ask.card.frozen_until', { until: whole(until) }) : from === until ? t('ask.card.frozen_on', { day: whole(from) }) : t('ask.card.frozen_between', { from: whole(from), until: whole(until) })}{' '}
              <bdi>{why}</bdi>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
