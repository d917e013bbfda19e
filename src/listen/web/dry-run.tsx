import { FlaskConical, TriangleAlert } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { Histogram } from '../../base/web/histogram.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useSentence } from '../../base/web/states.tsx'
import type { Mention, Trial } from '../contract.ts'
import { useBarWords } from './bar-words.ts'
import { useValueWords } from './filter-words.ts'
import { QueryCost } from './query-cost.tsx'
import type { useTrial } from './use-trial.ts'
import { Voice } from './voice.tsx'

/** What the query would have heard of the last 30 days: how much, when and what, and what it costs. The last outcome stays, dimmed, until there is another. */
export function DryRun({ trial, error, isOld, isTrying, again, isReadable }: ReturnType<typeof useTrial> & { isReadable: boolean }) {
  const { t } = useI18n()
  const sentence = useSentence()
  return (
    <section aria-label={t('listen.trial.title')} aria-busy={isTrying} className="flex flex-col gap-4">
      <h2 className="flex flex-wrap items-center gap-x-2 font-semibold">
        <FlaskConical aria-hidden className="size-4.5 text-quiet" />
        {t('listen.trial.title')}
        {trial && (isTrying || !isReadable) && <span className="text-meta font-normal text-quiet">{t(isTrying ? 'listen.trial.trying' : 'listen.trial.after_problems')}</span>}
      </h2>
      {error !== null && (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p className="text-bad">{sentence(error)}</p>
          <Button onPress={again}>{t('base.retry')}</Button>
        </div>
      )}
      {!trial && error === null && <p className="text-quiet">{t(isTrying ? 'listen.trial.trying' : 'listen.trial.begin')}</p>}
      {trial && (
        <div className={isOld ? 'grayscale transition-[filter] delay-200 [&_*]:text-quiet' : ''}>
          <Outcome trial={trial} />
        </div>
      )}
    </section>
  )
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useI18n()
  const words = useBarWords('day')
  const { total, margin, exact, bars, samples, ambiguous, cost } = trial
  return (
    <div className="flex flex-col gap-5">
      {ambiguous.length > 0 && (
        <p className="flex gap-2.5 rounded-card bg-warn-wash px-4 py-3">
          <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
          <span className="min-w-0">{t('listen.trial.ambiguous', { count: ambiguous.length, words: ambiguous.join(', ') })}</span>
        </p>
      )}
      <div className="flex flex-col gap-2 rounded-card border border-line p-4">
        <output className="block text-title font-semibold tabular-nums">
          {t(exact ? 'listen.trial.total' : 'listen.trial.about', { count: total })}
        </output>
        {!exact && <p className="text-meta text-quiet">{t('listen.trial.margin', { from: Math.max(total - margin, 0), until: total + margin })}</p>}
        <QueryCost cost={cost} />
        <Histogram bars={bars} words={words} heightPx={64} />
      </div>
      {samples.length > 0 && (
        <div className="flex flex-col">
          <h3 className="text-meta font-medium text-quiet">{t('listen.trial.samples', { count: samples.length })}</h3>
          <ul className="flex flex-col">
            {samples.map((mention) => (
              <Sample key={mention.id} mention={mention} />
            ))}
          </ul>
        </div>
      )}
      {samples.length === 0 && <p className="text-quiet">{t('listen.trial.nothing')}</p>}
    </div>
  )
}

function Sample({ mention: { author, place, saidAt, text, lang, matches } }: { mention: Mention }) {
  const { t, when } = useI18n()
  const words = useValueWords()
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-4 last:border-none">
      <p className="flex min-w-0 gap-1.5 text-meta text-quiet">
        <bdi className="truncate font-medium">{author.name || author.handle || t('listen.mention.no_name')}</bdi>
        <span aria-hidden>·</span>
        <bdi className="shrink-0">{words('places', place)}</bdi>
        <span aria-hidden>·</span>
        <span className="shrink-0">{when(saidAt)}</span>
      </p>
      <Voice text={text} lang={lang} spans={matches.flatMap(({ spans }) => spans)} />
    </li>
  )
}
