import { TriangleAlert } from 'lucide-react'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Switch } from '../../base/web/switch.tsx'

/** One of them: what it searches for, whether it is wanted, and why it did not work. */
type Search = { readonly key: string; readonly name: string; readonly isOn: boolean; readonly problem: unknown; readonly switchTo: (on: boolean) => void }

/** Feeds that are there for persons: what one must know comes before the switches. */
export function NewsSearches({ offers }: { offers: readonly Search[] }) {
  const { t } = useI18n()
  if (offers.length === 0) return null
  return (
    <Section title={t('app.welcome.news')} about={t('app.welcome.news_about')}>
      <Card>
        <p className="flex gap-2.5 rounded-control bg-warn-wash px-3 py-2.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
          {t('app.welcome.for_persons')}
        </p>
        <ul className="flex flex-col pt-2">
          {offers.map(({ key, name, isOn, problem, switchTo }) => (
            <li key={key} className="flex flex-col gap-1 py-0.5">
              <Switch label={name} isSelected={isOn} onChange={switchTo} />
              {problem !== undefined && <Problem error={problem} />}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
