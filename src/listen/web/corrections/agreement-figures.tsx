import { useState } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Section } from '../../../base/web/page.tsx'
import { type Agreement, type AgreementTold, type Head, JUDGED_MIN } from '../../contract.ts'
import { usePlaceName } from '../place-name.ts'
import { headsOf, useHeadWords } from './head-words.ts'

/** How often people and Heed agree: on each thing over all, and of the one that is chosen, by language and place. */
export function AgreementFigures({ told: { agreements, version, checks, inPassing } }: { told: AgreementTold }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<Head>('sentiment')
  const heads = headsOf(true).filter((head) => agreements.some((one) => one.head === head))
  const ofHead = agreements.filter(({ head }) => head === chosen)
  return (
    <Section title={t('listen.understood.figures')} about={t('listen.understood.figures_about', { version })}>
      {heads.length === 0 ? <p className="text-quiet">{t('listen.understood.none', { min: JUDGED_MIN })}</p> : (
        <>
          <fieldset aria-label={t('listen.understood.figures')} className="grid min-w-0 grid-cols-5 gap-2 max-md:grid-cols-2">
            {heads.map((head) => (
              <Tile key={head} one={agreements.find((one) => one.head === head && one.lang === null)} head={head} isChosen={head === chosen} choose={() => setChosen(head)} />
            ))}
          </fieldset>
          <ByLanguage agreements={ofHead} />
          {chosen === 'sentiment' && <p className="text-meta text-quiet">{t('listen.understood.two_people')}</p>}
        </>
      )}
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

/** Languages, those with most judgements first, each with its places. */
function ByLanguage({ agreements }: { agreements: readonly Agreement[] }) {
  const { t, languageName } = useI18n()
  const placeName = usePlaceName()
  const languages = agreements.filter(({ lang, place }) => lang !== null && place === null)
  return (
    <ul className="flex flex-col">
      {languages.map((language) => {
        const places = agreements.filter(({ lang, place }) => lang === language.lang && place !== null)
        return (
          <li key={language.lang} className="flex flex-col gap-1.5 border-b border-line py-3">
            <Line name={(language.lang && languageName(language.lang)) ?? t('listen.lang.unknown')} one={language} isMain />
            {places.length > 0 && (
              <ul className="flex flex-col gap-1.5 ps-4">
                {places.map((one) => <li key={one.place}><Line name={placeName(one.place ?? '')} one={one} /></li>)}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Line({ name, one, isMain = false }: { name: string; one: Agreement; isMain?: boolean }) {
  const { t } = useI18n()
  return (
    <div className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_13rem] items-center gap-x-4 gap-y-1 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <span className={`truncate ${isMain ? 'font-medium' : 'text-quiet'}`}>
        <bdi>{name}</bdi>
      </span>
      <span className="max-md:order-last max-md:col-span-2">{one.interval && <Interval share={one.agreed / one.judged} interval={one.interval} />}</span>
      <span className="text-end text-meta text-quiet tabular-nums">
        {one.interval ? (
          <>
            <span className="text-ui text-ink">{t('listen.understood.share', { share: one.agreed / one.judged })}</span>
            {' · '}
            {t('listen.understood.judged', { count: one.judged })}
          </>
        ) : t('listen.understood.too_few', { judged: one.judged, min: JUDGED_MIN })}
      </span>
    </div>
  )
}

/** Where a share may lie, from none at the start to all at the end. */
function Interval({ share, interval: [low, high] }: { share: number; interval: readonly [number, number] }) {
  const { t } = useI18n()
  const percent = (of: number) => `${of * 100}%`
  return (
    <span title={t('listen.understood.between', { low, high })} className="relative block h-2.5 rounded-full bg-sunken">
      <span className="sr-only">{t('listen.understood.between', { low, high })}</span>
      <span className="absolute inset-y-0 rounded-full bg-accent/35" style={{ insetInlineStart: percent(low), inlineSize: percent(high - low) }} />
      <span className="absolute inset-y-0 w-0.5 rounded-full bg-accent" style={{ insetInlineStart: percent(share) }} />
    </span>
  )
}
