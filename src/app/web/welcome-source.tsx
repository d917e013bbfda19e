import { useState } from 'react'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Switch } from '../../base/web/switch.tsx'
import type { ConnectorCard, SuggestedSource } from '../../connect/contract.ts'
import { SettingsForm } from '../../connect/web/settings-form.tsx'

/** One source that is offered: what it brings, why it did not work, and where else it might listen. */
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
  const [isOpen, setOpen] = useState(false)
  const about = known(`connect.about.${offer.connector}`) ?? t(offer.isLive ? 'connect.about_live' : 'connect.about_polled')
  const choose = (next: Record<string, unknown>) => {
    use(next)
    setOpen(false)
  }
  return (
    <article className={`flex flex-col gap-1 rounded-card border bg-surface px-4 pt-2 pb-1.5 ${isOn ? 'border-fill' : 'border-line'}`}>
      <Switch label={offer.name} hint={about} isSelected={isOn} onChange={switchTo} />
      {problem !== undefined && (
        <div className="pt-2">
          <Problem error={problem} />
        </div>
      )}
      {card && (
        <Disclosure
          level={2}
          isExpanded={isOpen}
          onExpandedChange={setOpen}
          title={settings ? t('app.welcome.elsewhere_now', { address: Object.values(settings).join(' ') }) : t('app.welcome.elsewhere')}
        >
          <div className="pt-1 pb-3">
            <SettingsForm card={card} given={settings ?? offer.settings} button={t('app.welcome.use')} send={async (next) => next} then={choose} />
          </div>
        </Disclosure>
      )}
    </article>
  )
}
