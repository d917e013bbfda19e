import { TriangleAlert } from 'lucide-react'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Switch } from '../../base/web/switch.tsx'
import type { ConnectorCard, SuggestedSource } from '../../connect/contract.ts'
import { SettingsForm } from '../../connect/web/settings-form.tsx'

/** One source that is offered: what it brings, on what condition, why it did not work, and where else it might listen. */
export function SourceChoice({ offer, card, isOn, settings, problem, switchTo, use }: {
  offer: SuggestedSource
  card: ConnectorCard | undefined
  isOn: boolean
  settings: Record<string, unknown> | undefined
  problem: unknown
  switchTo: (on: boolean) => void
  use: (settings: Record<string, unknown>) => void
}) {
  const { t, known } = useI18n()
  const about = known(`connect.about.${offer.connector}`) ?? t(offer.isLive ? 'connect.about_live' : 'connect.about_polled')
  return (
    <article className={`flex flex-col gap-1 rounded-card border bg-surface px-4 pt-2 pb-1.5 ${isOn ? 'border-fill' : 'border-line'}`}>
      <Switch label={offer.name} hint={about} isSelected={isOn} onChange={switchTo} />
      {offer.isForPersons && (
        <p className="flex gap-2 pt-1 text-meta text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('app.welcome.for_persons')}
        </p>
      )}
      {problem !== undefined && (
        <div className="pt-2">
          <Problem error={problem} />
        </div>
      )}
      {card && (
        <Disclosure title={settings ? t('app.welcome.elsewhere_now', { address: Object.values(settings).join(' ') }) : t('app.welcome.elsewhere')}>
          <div className="pt-1 pb-3">
            <SettingsForm card={card} given={settings ?? offer.settings} button={t('app.welcome.use')} send={async (next) => next} then={use} />
          </div>
        </Disclosure>
      )}
    </article>
  )
}
