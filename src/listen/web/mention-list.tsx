import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type RefObject } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Mention } from '../contract.ts'
import { MentionRow } from './mention-row.tsx'
import { useWalk } from './use-walk.ts'

/** How far from its end a list is read on. */
const READ_ON_ROWS = 12
const ROW_PX_GUESS = 190

/**
 * A feed of mentions (ARIA's feed pattern), of which only what is near the eye exists, and the row somebody is at. A row that
 * changes its height, or one that joins above, does not move what is being read.
 */
export function MentionList({ mentions, scroller, networkName, chooseQuery, readOn, isBusy, hasMore }: {
  mentions: readonly Mention[]
  scroller: RefObject<HTMLElement | null>
  networkName: (network: string) => string
  chooseQuery: (queryId: string) => void
  readOn: () => void
  isBusy: boolean
  hasMore: boolean
}) {
  const { t } = useI18n()
  const current = useRef(-1)
  // oxlint-disable-next-line react/incompatible-library -- its answers are used here and nowhere else
  const rows = useVirtualizer({
    count: mentions.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => mentions[at]?.id ?? at,
    estimateSize: () => ROW_PX_GUESS,
    overscan: 5,
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), current.current < range.count ? current.current : -1),
  })
  const walk = useWalk(mentions, () => rows.range?.startIndex ?? 0, (at) => rows.scrollToIndex(at, { align: 'auto' }))
  useEffect(() => {
    current.current = walk.at
  }, [walk.at])

  const shown = rows.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isBusy && lastShown >= mentions.length - READ_ON_ROWS) readOn()
  })

  return (
    <div role="feed" aria-label={t('listen.title')} aria-busy={isBusy} className="relative" style={{ blockSize: rows.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const mention = mentions[index]
        return (
          mention && (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- ARIA's feed pattern
            <article
              key={key}
              id={`mention-${mention.id}`}
              ref={rows.measureElement}
              data-index={index}
              aria-labelledby={`author-${mention.id}`}
              aria-posinset={index + 1}
              aria-setsize={hasMore ? -1 : mentions.length}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- ARIA's feed pattern
              tabIndex={index === Math.max(walk.at, 0) ? 0 : -1}
              onFocus={() => walk.come(mention.id)}
              className="absolute inset-x-0 top-0 border-b border-line px-5 py-5 -outline-offset-2 focus:rounded-control focus:bg-canvas max-md:px-4"
              style={{ transform: `translateY(${start}px)` }}
            >
              <MentionRow mention={mention} network={networkName(mention.network)} chooseQuery={chooseQuery} />
            </article>
          )
        )
      })}
    </div>
  )
}

/** The rows near the eye, and one more that must exist wherever it is; -1 for none. */
const withRow = (near: number[], at: number): number[] => (at < 0 || near.includes(at) ? near : [...near, at].toSorted((a, b) => a - b))
