import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useNow } from '../../base/web/clock.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { usePages, useRead } from '../../base/web/use-read.ts'
import { useSpan } from '../../base/web/use-span.ts'
import { listSources } from '../../connect/contract.ts'
import { type Gap, listGaps } from '../contract.ts'
import { GapTimeline } from './gap-timeline.tsx'

const DAY_MS = 86_400_000
const RANGES = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const
type RangeName = keyof typeof RANGES

const PAGE_ROWS = 200

/** When sources were not heard: a timeline, and below it the same as rows. */
export function GapLedger() {
  const { t } = useI18n()
  const now = useNow().getTime()
  const [rangeName, setRangeName] = useState<RangeName>('week')
  const [chosen, setChosen] = useState<string | null>(null)
  const sources = useRead(listSources, { limit: 200 }).data?.sources ?? []
  const read = usePages(listGaps, { limit: PAGE_ROWS })
  const range = { from: now - RANGES[rangeName], until: now }

  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const known = read.data.pages.flatMap(({ gaps }) => gaps)
  const inRange = known.filter(({ until }) => Date.parse(until) > range.from)
  const shown = chosen ? inRange.filter(({ sourceId }) => sourceId === chosen) : inRange
  const mayBeOlder = read.hasNextPage && inRange.length === known.length
  return (
    <Section title={t('ingest.gaps.title')} about={t('ingest.gaps.about')} actions={<Ranges chosen={rangeName} choose={setRangeName} />}>
      <GapTimeline sources={sources} gaps={inRange} range={range} chosen={chosen} choose={setChosen} />
      <Legend />
      {shown.length === 0 ? <p className="py-2 text-quiet">{t('ingest.gaps.none')}</p> : <Rows gaps={shown} />}
      {mayBeOlder && (
        <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage} className="self-start">
          {t('ingest.gaps.more')}
        </Button>
      )}
    </Section>
  )
}

function Ranges({ chosen, choose }: { chosen: RangeName; choose: (name: RangeName) => void }) {
  const { t } = useI18n()
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t('ingest.gaps.range')}</legend>
      {(Object.keys(RANGES) as RangeName[]).map((name) => (
        <Button key={name} look={name === chosen ? 'plain' : 'bare'} aria-pressed={name === chosen} onPress={() => choose(name)}>
          {t(`ingest.gaps.range.${name}`)}
        </Button>
      ))}
    </fieldset>
  )
}

const COLOURS = { heard: 'bg-good/35', replayed: 'bg-edge', open: 'bg-warn', lost: 'bg-bad' } as const

function Legend() {
  const { t } = useI18n()
  return (
    <ul aria-label={t('ingest.gaps.legend')} className="flex flex-wrap gap-x-5 gap-y-1 text-meta text-quiet">
      {(Object.keys(COLOURS) as (keyof typeof COLOURS)[]).map((name) => (
        <li key={name} className="flex items-center gap-2">
          <span aria-hidden className={`h-3 w-5 rounded-mark ${COLOURS[name]}`} />
          {t(`ingest.gaps.legend.${name}`)}
        </li>
      ))}
    </ul>
  )
}

const OUR_WORDS = ['stopped', 'unreachable', 'silent'] as const

function Rows({ gaps }: { gaps: readonly Gap[] }) {
  const { t, clock, exactly } = useI18n()
  const span = useSpan()
  const why = (gap: Gap) => {
    const ours = OUR_WORDS.find((known) => known === gap.why)
    return ours ? t(`ingest.gaps.why.${ours}`) : <bdi>{gap.why}</bdi>
  }
  const outcome = ({ missedS, closed, replayedShare }: Gap) => {
    if (!closed) return t('ingest.gaps.outcome.open', { share: Math.floor(replayedShare * 100) })
    return missedS > 0 ? t('ingest.gaps.outcome.lost', { missed: span(missedS * 1000) }) : t('ingest.gaps.outcome.replayed')
  }
  const source = (gap: Gap) => <Name>{gap.source}</Name>
  const from = (gap: Gap) => (
    <time dateTime={gap.from} title={exactly(gap.from)}>
      {clock(gap.from)}
    </time>
  )
  const length = (gap: Gap) => span(Date.parse(gap.until) - Date.parse(gap.from))
  const columns: Column<Gap>[] = [
    { id: 'source', title: t('ingest.gaps.column.source'), cell: source },
    { id: 'from', title: t('ingest.gaps.column.from'), cell: from },
    { id: 'length', title: t('ingest.gaps.column.length'), cell: length },
    { id: 'why', title: t('ingest.gaps.column.why'), cell: why },
    { id: 'outcome', title: t('ingest.gaps.column.outcome'), cell: outcome },
  ]
  return <Table label={t('ingest.gaps.title')} columns={columns} rows={gaps} keyOf={({ id }) => id} />
}
