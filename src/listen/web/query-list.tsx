import { Pencil, Plus } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Name } from '../../base/web/name.tsx'
import { Sparkline } from '../../base/web/sparkline.tsx'
import type { Figures, Query } from '../contract.ts'
import { BroadQuery } from './broad-query.tsx'
import { QueryWorks } from './query-work.tsx'
import { useQueryFigures } from './use-figures.ts'

/** The standing queries, how each has fared for 30 days, and how many mentions of what is filtered are its own. One at a time, or all. */
export function QueryList({ queries, figures, chosen, choose, ofChosen }: {
  queries: readonly Query[]
  figures: Figures | undefined
  chosen: string | undefined
  choose: (queryId: string | undefined) => void
  /** Stands below the one that is chosen. */
  ofChosen: (queryId: string) => ReactNode
}) {
  const { t, number } = useI18n()
  const titleId = useId()
  const mayManage = useMay('query:manage')
  const days = useQueryFigures()
  const counts = new Map(figures?.facets.queries.map(({ value, count }) => [value, count]))
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-1">
      <header className="flex min-h-9 items-center justify-between">
        <h2 id={titleId} className="text-meta font-medium text-quiet">
          {t('listen.filter.title')}
        </h2>
        {mayManage && (
          <Link
            to="/listen/query/$id"
            params={{ id: 'new' }}
            className="-me-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 text-meta font-medium text-accent hover:bg-sunken max-md:min-h-11"
          >
            <Plus aria-hidden className="size-4" />
            {t('listen.query.new')}
          </Link>
        )}
      </header>
      <ul className="-mx-2 flex flex-col">
        {queries.map(({ id, name, ...query }) => (
          <li key={id} className="group flex flex-wrap items-center">
            <button
              type="button"
              aria-pressed={id === chosen}
              onClick={() => choose(id === chosen ? undefined : id)}
              className="flex min-h-9 min-w-0 flex-1 cursor-default items-center gap-3 rounded-control px-2 text-start hover:bg-sunken aria-pressed:bg-wash aria-pressed:font-medium aria-pressed:text-accent max-md:min-h-11"
            >
              <span className="min-w-0 grow">
                <Name>{name}</Name>
                {query.about !== 'other' && (
                  <span className="block text-meta font-normal text-quiet">
                    {query.about === 'us' ? t('listen.query.mark_us') : t('listen.query.mark_rival', { name: query.rival ?? '' })}
                  </span>
                )}
              </span>
              <Sparkline counts={days.get(id) ?? []} />
              <span className="min-w-8 text-end text-meta text-quiet tabular-nums">{number(counts.get(id) ?? 0)}</span>
            </button>
            {mayManage && (
              <Link
                to="/listen/query/$id"
                params={{ id }}
                aria-label={t('listen.query.edit', { name })}
                className="flex size-9 shrink-0 items-center justify-center rounded-control text-quiet hover:bg-sunken hover:text-ink max-md:size-11"
              >
                <Pencil aria-hidden className="size-3.5" />
              </Link>
            )}
            <div className="basis-full px-2 pb-1 empty:hidden">
              <BroadQuery query={{ id, name, ...query }} isBrief />
            </div>
            {id === chosen && (
              <div className="basis-full px-2 empty:hidden">
                <QueryWorks queryId={id} isBrief />
                {ofChosen(id)}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
