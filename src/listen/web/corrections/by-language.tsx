import { Disclosure } from '../../../base/web/disclosure.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { type Agreement, JUDGED_MIN, type PublishedFigure } from '../../contract.ts'
import { usePlaceName } from '../place-name.ts'
import { ShareLine } from './share-line.tsx'

/**
 * Languages, those with most judgements first, each with its places and what is published of it; then those of which nothing but that is
 * known. All of one head.
 */
export function ByLanguage({ agreements, published }: { agreements: readonly Agreement[]; published: readonly PublishedFigure[] }) {
  const { t } = useI18n()
  const judged = agreements.filter(({ lang, place }) => lang !== null && place === null)
  const others = [...Map.groupBy(published, ({ lang }) => lang)].filter(([lang]) => !judged.some((one) => one.lang === lang))
  return (
    <div className="flex flex-col gap-3">
      {judged.length > 0 && (
        <ul className="flex flex-col">
          {judged.map((language) => (
            <li key={language.lang} className="flex flex-col gap-1.5 border-b border-line py-3">
              <Language language={language} places={agreements.filter(({ lang, place }) => lang === language.lang && place !== null)} />
              <Elsewhere figures={published.filter(({ lang }) => lang === language.lang)} />
            </li>
          ))}
        </ul>
      )}
      <p className="text-meta text-quiet">{t('listen.understood.elsewhere_about')}</p>
      {others.length > 0 && (
        <Disclosure title={t('listen.understood.elsewhere_only')} defaultExpanded={judged.length === 0}>
          <ul className="flex flex-col">
            {others.map(([lang, figures]) => <li key={lang} className="flex flex-col gap-1.5 py-2"><Elsewhere figures={figures} isNamed /></li>)}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}

function Language({ language, places }: { language: Agreement; places: readonly Agreement[] }) {
  const { t, languageName } = useI18n()
  const placeName = usePlaceName()
  const line = (one: Agreement) => ({
    told: one.interval && { share: one.agreed / one.judged, interval: one.interval }, of: t('listen.understood.judged', { count: one.judged }),
    instead: t('listen.understood.too_few', { judged: one.judged, min: JUDGED_MIN }),
  })
  return (
    <>
      <ShareLine look="main" name={(language.lang && languageName(language.lang)) ?? t('listen.lang.unknown')} {...line(language)} />
      {places.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {places.map((one) => <li key={one.place}><ShareLine look="place" name={placeName(one.place ?? '')} {...line(one)} /></li>)}
        </ul>
      )}
    </>
  )
}

/** What is published of one language, each kind of text by itself; with the language's name where nothing else tells it. */
function Elsewhere({ figures, isNamed = false }: { figures: readonly PublishedFigure[]; isNamed?: boolean }) {
  const { t, languageName } = useI18n()
  const name = ({ lang, on }: PublishedFigure) => (
    t(isNamed ? 'listen.understood.elsewhere_in' : 'listen.understood.elsewhere', { lang: languageName(lang) ?? lang, on: t(`listen.understood.on.${on}`) })
  )
  if (figures.length === 0) return null
  return (
    <ul className="flex flex-col gap-1.5">
      {figures.map((figure) => (
        <li key={figure.on}>
          <ShareLine look="elsewhere" name={name(figure)} told={{ share: figure.right, interval: figure.interval }} of={t('listen.understood.rows', { count: figure.rows })} />
        </li>
      ))}
    </ul>
  )
}
