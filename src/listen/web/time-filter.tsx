import { Info } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useNow } from '../../base/web/clock.ts'
import { Histogram } from '../../base/web/histogram.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Figures, Filter } from '../contract.ts'
import { ALL_TIME_FROM } from './address.ts'
import { useBarWords, useZoneName } from './bar-words.ts'
import { usePeople } from './use-people.ts'

const SurgeMarks = lazy(async () => ({ default: (await import('./themes/surge-marks.tsx')).SurgeMarks }))

const HOUR_MS = 3_600_000
const SPANS = ['day', 'week', 'month', 'all'] as const
type Span = (typeof SPANS)[number]

/** Mentions over time, and the time that is looked at: by a choice, or by a bar or several. */
export function TimeFilter({ figures, filter, choose }: { figures: Figures | undefined; filter: Filter; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  const now = useNow()
  const [isExplained, setExplained] = useState(false)
  const people = usePeople(filter)
  const chosen = spanOf(filter, now)
  const toSpan = (span: Span) => choose({ ...filter, from: span === 'month' ? undefined : startOf(span, now), until: undefined })
  return (
    <section aria-label={t('listen.figures.title')} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <p className="font-semibold tabular-nums">
          <span>{figures ? t(figures.exact ? 'listen.figures.total' : 'listen.figures.at_least', { count: figures.total }) : ' '}</span>
          {figures && people && <span className="font-normal text-quiet"> · {people.words}</span>}
        </p>
        <Button look="bare" label={t('listen.figures.explain')} aria-expanded={isExplained} onPress={() => setExplained(!isExplained)} className="-my-1.5 text-quiet">
          <Info aria-hidden className="size-4" />
        </Button>
      </div>
      {isExplained && <Definition step={figures?.step ?? 'day'} people={people?.definition} />}
      <Bars figures={figures} choose={(from, until) => choose({ ...filter, from, until })} open={choose} />
      <fieldset aria-label={t('listen.time.title')} className="flex gap-1 rounded-control bg-sunken p-0.5">
        {SPANS.map((span) => (
          <button
            key={span}
            type="button"
            aria-pressed={span === chosen}
            onClick={() => toSpan(span)}
            className="min-h-7 flex-1 cursor-default rounded-control px-1 text-meta whitespace-nowrap text-quiet hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink max-md:min-h-10"
          >
            {t(`listen.time.${span}`)}
          </button>
        ))}
      </fieldset>
    </section>
  )
}

function Bars({ figures, choose, open }: { figures: Figures | undefined; choose: (from: string, until: string) => void; open: (filter: Filter) => void }) {
  const words = useBarWords(figures?.step ?? 'day')
  if (!figures) return <div className="h-36" />
  const begun = figures.bars.findIndex(({ count }) => count > 0)
  const isAll = figures.from <= ALL_TIME_FROM
  const bars = isAll && begun > 0 ? figures.bars.slice(begun) : figures.bars
  return (
    <>
      <Histogram bars={bars} words={words} choose={bars.length > 1 ? choose : undefined} />
      <Suspense>
        <SurgeMarks bars={bars} choose={open} />
      </Suspense>
    </>
  )
}

function Definition({ step, people }: { step: Figures['step']; people: string | undefined }) {
  const { t } = useI18n()
  const zone = useZoneName()
  return <p className="rounded-control bg-sunken px-3 py-2 text-meta">{t('listen.figures.definition', { step: t(`listen.figures.each_${step}`), zone })} {people}</p>
}

/** Where the last 24 hours, or seven days with today, begin: at a full hour or a day of the reader. */
function startOf(span: Exclude<Span, 'month'>, now: Date): string {
  if (span === 'all') return ALL_TIME_FROM
  const at = new Date(now)
  if (span === 'day') {
    at.setMinutes(0, 0, 0)
    return new Date(at.getTime() - 23 * HOUR_MS).toISOString()
  }
  at.setHours(0, 0, 0, 0)
  at.setDate(at.getDate() - 6)
  return at.toISOString()
}

/** Which of the choices a filter is; none when it is a time of its own. */
function spanOf({ from, until, surgeId }: Filter, now: Date): Span | null {
  if (until || (surgeId && !from)) return null
  if (!from) return 'month'
  return (['day', 'week', 'all'] as const).find((span) => startOf(span, now) === from) ?? null
}
