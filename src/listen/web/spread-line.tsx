import { Copy } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Spread } from '../contract.ts'

const PLACES_NAMED = 2

/** How often the same was said, by how many people, where, and from when to when; it opens to all of them. */
export function SpreadLine({ spread: { count, people, places, firstAt, lastAt }, placeName, open }: {
  spread: Spread
  placeName: (place: string) => string
  open: () => void
}) {
  const { t, clock, exactly } = useI18n()
  const named = places.slice(0, PLACES_NAMED + (places.length === PLACES_NAMED + 1 ? 1 : 0)).map(placeName).join(', ')
  const more = places.length - PLACES_NAMED
  return (
    <button
      type="button"
      onClick={open}
      className="-mx-2 flex min-h-8 min-w-0 cursor-default items-center gap-2 self-start rounded-control px-2 py-1 text-start text-meta text-quiet hover:bg-sunken max-md:min-h-11"
    >
      <Copy aria-hidden className="size-4 shrink-0 text-accent" />
      <span className="min-w-0 tabular-nums">
        <span className="font-medium text-accent">{t('listen.copies.count', { count })}</span>
        {` · ${t('listen.figures.people', { count: people })} · `}
        {more > 1 ? t('listen.copies.places', { places: named, count: more }) : <bdi>{named}</bdi>}
        {' · '}
        <span title={`${exactly(firstAt)} – ${exactly(lastAt)}`}>{t('listen.copies.first_last', { first: clock(firstAt), last: clock(lastAt) })}</span>
      </span>
    </button>
  )
}
