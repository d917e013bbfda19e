import { useId } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Query } from '../contract.ts'

/** One query at a time, or all: a row of chips on the phone, a list beside the stream on a large screen. */
export function QueryFilter({ queries, chosen, choose }: {
  queries: readonly Query[]
  chosen: string | undefined
  choose: (queryId: string | undefined) => void
}) {
  const { t } = useI18n()
  const titleId = useId()
  const choices = [{ id: undefined, name: t('listen.filter.all') }, ...queries.map(({ id, name }) => ({ id, name }))]
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="px-2 pb-2 text-meta font-medium text-quiet max-xl:sr-only">
        {t('listen.filter.title')}
      </h2>
      <ul className="flex gap-1.5 max-xl:overflow-x-auto max-xl:px-5 max-xl:py-0.5 xl:flex-col xl:gap-0.5 max-md:px-4">
        {choices.map(({ id, name }) => (
          <li key={id ?? 'all'} className="shrink-0 max-xl:max-w-56">
            <button
              type="button"
              aria-pressed={id === chosen}
              onClick={() => choose(id)}
              className="w-full cursor-default rounded-full border border-line bg-surface px-3 py-1 text-start text-quiet transition-colors hover:bg-sunken hover:text-ink aria-pressed:border-transparent aria-pressed:bg-wash aria-pressed:font-medium aria-pressed:text-accent max-md:py-2 xl:rounded-control xl:border-transparent xl:bg-transparent xl:px-2 xl:py-1.5"
            >
              <Name>{name}</Name>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
