import { useState } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Section } from '../../../base/web/page.tsx'
import { type Agreement, type AgreementTold, type Head, JUDGED_MIN } from '../../contract.ts'
import { ByLanguage } from './by-language.tsx'
import { headsOf, useHeadWords } from './head-words.ts'

/** How often people and Heed agree: on each thing over all, and of the one that is chosen, by language and place, beside what is published. */
export function AgreementFigures({ told: { agreements, published, version, checks, inPassing } }: { told: AgreementTold }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<Head>('sentiment')
  const heads = headsOf(true).filter((head) => [...agreements, ...published].some((one) => one.head === head))
  return (
    <Section title={t('listen.understood.figures')} about={t('listen.understood.figures_about', { version })}>
      {agreements.length === 0 && <p className="text-quiet">{t('listen.understood.none', { min: JUDGED_MIN })}</p>}
      <fieldset aria-label={t('listen.understood.figures')} className="grid min-w-0 grid-cols-5 gap-2 max-md:grid-cols-2">
        {heads.map((head) => (
          <Tile key={head} one={agreements.find((one) => one.head === head && one.lang === null)} head={head} isChosen={head === chosen} choose={() => setChosen(head)} />
        ))}
      </fieldset>
      <ByLanguage key={chosen} agreements={agreements.filter(({ head }) => head === chosen)} published={published.filter(({ head }) => head === chosen)} />
      {chosen === 'sentiment' && <p className="text-meta text-quiet">{t('listen.understood.two_people')}</p>}
      {inPassing.corrected + inPassing.confirmed > 0 && <p className="text-meta text-quiet">{t('listen.understood.passing', inPassing)}</p>}
      {checks.skipped + checks.left > 0 && <p className="text-meta text-quiet">{t('listen.understood.skipped', { skipped: checks.skipped, left: checks.left })}</p>}
    </Section>
  )
}

function Tile({ one, head, isChosen, choose }: { one: Agreement | undefined; head: Head; isChosen: boolean; choose: () => void }) {
  const { t } = useI18n()
  const words = useHeadWords()
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={choose}
      className="flex min-w-0 cursor-default flex-col items-start gap-1 rounded-card border border-line bg-surface p-3 text-start transition-colors hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-wash"
    >
      <span className="text-meta text-quiet">{words.title(head)}</span>
      <span className="text-title font-semibold tabular-nums">{one?.interval ? t('listen.understood.share', { share: one.agreed / one.judged }) : '–'}</span>
      <span className="text-meta text-quiet tabular-nums">
        {one?.interval ? t('listen.understood.between', { low: one.interval[0], high: one.interval[1] }) : t('listen.understood.too_few', { judged: one?.judged ?? 0, min: JUDGED_MIN })}
      </span>
    </button>
  )
}
