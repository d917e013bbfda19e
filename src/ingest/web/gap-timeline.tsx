import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { useSpan } from '../../base/web/use-span.ts'
import type { Source } from '../../connect/contract.ts'
import type { Gap } from '../contract.ts'

export type Range = { readonly from: number; readonly until: number }

/** A gap as part of a range: where it begins and how long it is, in shares of the whole. */
function placeIn({ from, until }: Range, gap: { from: string; until: string }): { start: number; length: number } | null {
  const [start, end] = [Math.max(Date.parse(gap.from), from), Math.min(Date.parse(gap.until), until)]
  return end > start ? { start: (start - from) / (until - from), length: (end - start) / (until - from) } : null
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

/**
 * The gap ledger as a timeline: a lane for each source, in which what was not heard stands out, and what the network gave back
 * afterwards is quieter. Time runs from left to right in both languages. A lane chooses its source; chosen again, all of them.
 */
export function GapTimeline({ sources, gaps, range, chosen, choose }: {
  sources: readonly Source[]
  gaps: readonly Gap[]
  range: Range
  chosen: string | null
  choose: (sourceId: string | null) => void
}) {
  const { t, clock } = useI18n()
  const bySource = Map.groupBy(gaps, ({ sourceId }) => sourceId)
  return (
    <div className="flex flex-col gap-1">
      {sources.map((source) => (
        <Lane
          key={source.id}
          source={source}
          gaps={bySource.get(source.id) ?? []}
          range={range}
          isChosen={chosen === source.id}
          choose={() => choose(chosen === source.id ? null : source.id)}
        />
      ))}
      <div className="grid gap-x-4 md:grid-cols-[11rem_minmax(0,1fr)]">
        <span className="max-md:hidden" />
        <p dir="ltr" className="flex justify-between px-1 text-meta text-quiet">
          <span>{clock(new Date(range.from))}</span>
          <span>{t('ingest.gaps.now')}</span>
        </p>
      </div>
    </div>
  )
}

function Lane({ source, gaps, range, isChosen, choose }: { source: Source; gaps: readonly Gap[]; range: Range; isChosen: boolean; choose: () => void }) {
  const { t } = useI18n()
  const span = useSpan()
  const missedMs = gaps.reduce((sum, { missedS }) => sum + missedS * 1000, 0)
  const words = gaps.length === 0
    ? t('ingest.gaps.lane_none', { name: source.name })
    : t('ingest.gaps.lane', { name: source.name, count: gaps.length, missed: span(missedMs) })
  const listened = placeIn(range, { from: source.createdAt, until: new Date(range.until).toISOString() })
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={words}
      title={words}
      onClick={choose}
      className="grid min-h-11 cursor-default items-center gap-x-4 gap-y-1 rounded-control px-1 py-1.5 text-start hover:bg-sunken aria-pressed:bg-wash md:min-h-9 md:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <Name>{source.name}</Name>
      <span dir="ltr" className="relative block h-4 overflow-hidden rounded-mark bg-sunken">
        {listened && <span className="absolute inset-y-0 bg-good/35" style={{ insetInlineStart: percent(listened.start), width: percent(listened.length) }} />}
        {gaps.map((gap) => (
          <Piece key={gap.id} gap={gap} range={range} />
        ))}
      </span>
    </button>
  )
}

/** What of a gap was lost stands first in it: a network forgets its oldest. */
function Piece({ gap, range }: { gap: Gap; range: Range }) {
  const place = placeIn(range, gap)
  if (!place) return null
  const lost = Math.min(1, (gap.missedS * 1000) / (Date.parse(gap.until) - Date.parse(gap.from)))
  return (
    <span className={`absolute inset-y-0 flex min-w-0.5 ${gap.closed ? 'bg-edge' : 'bg-warn'}`} style={{ insetInlineStart: percent(place.start), width: percent(place.length) }}>
      {lost > 0 && <span className="min-w-0.5 bg-bad" style={{ width: percent(lost) }} />}
    </span>
  )
}
