import { useI18n } from '../../base/web/i18n.tsx'
import type { Card } from '../contract.ts'
import { useKindName } from './kind-name.ts'

/** What can be asked, how long each takes, and, where there is room for it, what has to be shown. */
export function CardItems({ items, withNeeds = false }: { items: Card['items']; withNeeds?: boolean }) {
  const { t } = useI18n()
  const nameOfKind = useKindName()
  return (
    <ul className="flex flex-col">
      {items.map(({ kind, kindName, leadDays, needs }) => (
        <li key={kind} className="flex flex-col gap-0.5 border-b border-line py-2 last:border-b-0">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <bdi className={withNeeds ? 'font-medium' : ''}>{nameOfKind(kind, kindName)}</bdi>
            <span className="text-meta text-quiet">{t('ask.card.lead', { days: leadDays })}</span>
          </span>
          {withNeeds && needs !== '' && (
            <p dir="auto" className="text-quiet whitespace-pre-line wrap-anywhere">
              {needs}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
