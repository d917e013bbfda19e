import { ComboBox } from '../../base/web/combo-box.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { DATE_STYLES, type DateStyle } from '../import-contract.ts'
import type { Looking, Proposal } from './import-proposal.ts'
import { STYLE_WORDS } from './import-words.ts'

/** How dates are written, with what the first of them then mean. What can be read in two ways is asked, never guessed. */
export function ImportDates({ proposal, hasDate, style, choose, look }: {
  proposal: Proposal
  hasDate: boolean
  style: DateStyle | null
  choose: (style: DateStyle | null) => void
  look: (change: Looking) => void
}) {
  const { t, exactly } = useI18n()
  const { styles, samples } = proposal.dates
  if (!hasDate) {
    return (
      <Section title={t('connect.import.dates')}>
        <p className="text-quiet">{t('connect.import.dates_none')}</p>
      </Section>
    )
  }
  const about = styles.length === 0 ? t('connect.import.dates_unread') : styles.length > 1 && !style ? t('connect.import.dates_ambiguous') : undefined
  const options = styles.map((id) => {
    const at = samples.find(({ moments }) => moments[id])?.moments[id]
    return { id, name: t(STYLE_WORDS[id]), ...(at ? { about: exactly(at) } : {}) }
  })
  return (
    <Section title={t('connect.import.dates')} {...(about ? { about: <span className={style ? '' : 'text-bad'}>{about}</span> } : {})}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('connect.import.style')}
          options={options}
          value={style}
          onChange={(id) => choose(DATE_STYLES.find((each) => each === id) ?? null)}
        />
        <ComboBox
          label={t('connect.import.zone')}
          options={Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id }))}
          value={proposal.zone}
          onChange={(id) => id && look({ zone: String(id) })}
        />
      </div>
      {style && (
        <ul className="flex flex-col gap-1 text-meta text-quiet">
          {samples.slice(0, 3).map(({ text, moments }) => (
            <li key={text} className="flex flex-wrap gap-x-2">
              <bdi dir="ltr">{text}</bdi>
              <span aria-hidden>=</span>
              <span className="text-ink">{moments[style] ? exactly(moments[style]) : t('connect.import.reject.no_date')}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
