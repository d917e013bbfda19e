import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { RotateCw } from 'lucide-react'
import { memo, useEffect, useRef, type RefObject } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useKeys } from '../../base/web/keys.ts'
import { useMay } from '../../base/web/may.ts'
import { useSentence } from '../../base/web/states.tsx'
import type { Mention } from '../contract.ts'
import { PAGES_HELD, rowsAbove } from './mention-pages.ts'
import { MentionRow, type RowActs } from './mention-row.tsx'
import type { Mentions } from './use-mentions.ts'
import { useWalk } from './use-walk.ts'

/** How far from its end a list is read on. */
const READ_ON_ROWS = 40
const ROW_PX_GUESS = 190

/** Only what changes draws a row anew: a list that is scrolled fast has no time to draw the others. */
const Row = memo(MentionRow)

/**
 * A feed of mentions (ARIA's feed pattern), of which only what is near the eye exists, and the row somebody is at. A row that
 * changes its height, or one that joins above, does not move what is being read. `leadPx` is what stands above the feed.
 */
export function MentionList({ mentions, scroller, leadPx, acts }: {
  mentions: Mentions
  scroller: RefObject<HTMLElement | null>
  leadPx: number
  acts: RowActs
}) {
  const { t } = useI18n()
  const { held, list, isBusy, hasMore } = mentions
  const above = list ? rowsAbove(list) : 0
  const current = useRef(-1)
  // oxlint-disable-next-line react/incompatible-library -- its answers are used here and nowhere else
  const rows = useVirtualizer({
    count: held.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => held[at]?.id ?? at,
    estimateSize: () => ROW_PX_GUESS,
    overscan: 3,
    paddingStart: list?.abovePx ?? 0,
    scrollMargin: leadPx,
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), current.current < range.count ? current.current : -1),
  })
  const walk = useWalk(held, () => rows.range?.startIndex ?? 0, (at) => rows.scrollToIndex(at, { align: 'auto' }))
  useDeedKeys(acts, held[walk.at])
  useEffect(() => {
    current.current = walk.at
  }, [walk.at])
  useEffect(() => keepNearTheEye(rows, mentions))
  // Another filter is read from its top.
  useEffect(() => {
    // Newer browsers return a promise, which React would take for the effect's end.
    void scroller.current?.scrollTo(0, 0)
  }, [scroller])

  return (
    <>
      <div role="feed" aria-label={t('listen.title')} aria-busy={isBusy} className="relative" style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const mention = held[index]
          return (
            mention && (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- ARIA's feed pattern
              <article
                key={key}
                id={`mention-${mention.id}`}
                ref={rows.measureElement}
                data-index={index}
                aria-labelledby={`author-${mention.id}`}
                aria-posinset={above + index + 1}
                aria-setsize={hasMore ? -1 : above + held.length}
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- ARIA's feed pattern
                tabIndex={index === Math.max(walk.at, 0) ? 0 : -1}
                onFocus={() => walk.come(mention.id)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) acts.details(mention)
                }}
                className="absolute inset-x-0 top-0 border-b border-line px-5 py-5 -outline-offset-2 focus:rounded-control focus:bg-canvas max-md:px-4"
                style={{ transform: `translateY(${start - leadPx}px)` }}
              >
                <Row mention={mention} acts={acts} />
              </article>
            )
          )
        })}
      </div>
      {mentions.error !== null && <NotReadOn error={mentions.error} again={mentions.again} />}
    </>
  )
}

/** What can be done with the mention one is at, each by its key. */
function useDeedKeys({ beside, correct }: RowActs, mention: Mention | undefined): void {
  const mayCorrect = useMay('mention:correct')
  const deeds = [...beside.deeds, ...(mayCorrect ? [{ keys: 'm', means: 'listen.keys.meaning' as const, act: correct }] : [])]
  useKeys(deeds.map(({ keys, means, act }) => ({ keys, means, act: () => mention && act(mention) })))
}

/** The rest could not be read: what is there stays, and at its end stands how to go on. */
function NotReadOn({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useI18n()
  const sentence = useSentence()
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 px-5 py-6">
      <p>{sentence(error)}</p>
      <Button onPress={again}>
        <RotateCw aria-hidden className="size-4" />
        {t('base.retry')}
      </Button>
    </div>
  )
}

type Rows = ReturnType<typeof useVirtualizer<HTMLElement, Element>>

/** Reads on, or back, where one has come near the end of what is held, and lets go what is far above. */
function keepNearTheEye(rows: Rows, { list, held, hasMore, isBusy, error, scroll }: Mentions): void {
  const { range, scrollOffset } = rows
  const [first, second] = list?.pages ?? []
  if (!list || !first || !range || error !== null) return
  const near = first.mentions.length + (second?.mentions.length ?? 0)
  const rest = rows.measurementsCache[first.mentions.length]
  if (list.pages.length > PAGES_HELD && range.startIndex > near && rest) scroll.letGo(rest.start - rows.options.scrollMargin)
  if (isBusy) return
  const topPx = (scrollOffset ?? 0) - rows.options.scrollMargin
  if (list.above.length > 0 && topPx + (rows.scrollRect?.height ?? 0) < list.abovePx) scroll.jump(topPx)
  else if (list.above.length > 0 && range.startIndex < READ_ON_ROWS) scroll.readBack((mentions) => heightOf(rows, mentions))
  else if (hasMore && range.endIndex >= held.length - READ_ON_ROWS) scroll.readOn()
}

const heightOf = (rows: Rows, mentions: readonly Mention[]): number =>
  mentions.reduce((all, { id }) => all + (rows.itemSizeCache.get(id) ?? ROW_PX_GUESS), 0)

/** The rows near the eye, and one more that must exist wherever it is; -1 for none. */
const withRow = (near: number[], at: number): number[] => (at < 0 || near.includes(at) ? near : [...near, at].toSorted((a, b) => a - b))
