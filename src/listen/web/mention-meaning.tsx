import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type Mention, type Reason, whyUnderstood } from '../contract.ts'
import { segments } from './segments.ts'

/** From how sure on which word tells it. */
const SURE = [['very', 0.9], ['quite', 0.75], ['rather', 0.55], ['hardly', 0]] as const

/** How a mention is meant, how sure that is, and why: the words that speak for it. Nothing for one that is not understood. */
export function MentionMeaning({ mention: { id, text, lang, meaning } }: { mention: Mention }) {
  const { t } = useI18n()
  const why = useRead(whyUnderstood, { mentionId: id }).data
  if (!meaning) return null
  const { sentiment, intent, question, needsAnswer, aboutStaff } = meaning
  const likely = why?.probabilities?.[sentiment]
  const sure = likely === undefined ? null : (SURE.find(([, from]) => likely >= from)?.[0] ?? 'hardly')
  const said: { about: Reason['about']; name: string; value: ReactNode }[] = [
    { about: 'intent', name: t('listen.facet.intents'), value: t(`listen.intent.${intent}`) },
    {
      about: 'sentiment', name: t('listen.facet.sentiments'),
      value: [t(`listen.sentiment.${sentiment}`), ...(sure && !why?.corrected.includes('sentiment') ? [t(`listen.sure.${sure}`)] : [])].join(', '),
    },
    ...(question ? [{ about: 'question' as const, name: t('listen.meaning.question'), value: t('listen.meaning.yes') }] : []),
    ...(needsAnswer ? [{ about: 'needsAnswer' as const, name: t('listen.mark.needs_answer'), value: t('listen.meaning.yes') }] : []),
    ...(aboutStaff ? [{ about: 'aboutStaff' as const, name: t('listen.mark.about_staff'), value: t('listen.meaning.yes') }] : []),
  ]
  return (
    <section aria-label={t('listen.mention.meaning')} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-semibold">{t('listen.mention.meaning')}</h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        {said.map(({ about, name, value }) => (
          <div key={about} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="min-w-0">
              {value}
              {why?.corrected.includes(about) && (
                <span className="block text-meta text-quiet">
                  {t(why.correctedOnFirst.includes(about) ? 'listen.meaning.corrected_on_first' : 'listen.meaning.corrected')}
                </span>
              )}
              {why?.reasons.filter((reason) => reason.about === about).map((reason) => (
                <Why key={`${reason.code} ${reason.spans.join()}`} reason={reason} text={text} lang={lang} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {why && why.correctedOnFirst.length > 0 && why.firstId !== null && (
        <Link to="/listen" search={{ mention: why.firstId }} className="self-start text-meta text-quiet underline hover:text-ink">{t('listen.meaning.to_first')}</Link>
      )}
      <p className="text-meta text-quiet">{t('listen.meaning.by_machine')}</p>
    </section>
  )
}

/** One reason in a sentence, and the words that it means. */
function Why({ reason: { code, spans }, text, lang }: { reason: Reason; text: string; lang: string }) {
  const { t, known } = useI18n()
  const words = segments(text, spans).filter(({ matched }) => matched)
  return (
    <span className="block text-meta text-quiet">
      {known(`understand.reason.${code}`) ?? t('listen.meaning.because')}
      {words.map(({ at, text: word }) => (
        <span key={at}>
          {' '}
          <mark dir="auto" className="text-ink wrap-anywhere" {...(lang === 'und' ? {} : { lang })}>
            {word}
          </mark>
        </span>
      ))}
    </span>
  )
}
