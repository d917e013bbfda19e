import { lazy, Suspense } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Filter } from '../contract.ts'
import { useFilterWords } from './filter-words.ts'
import type { Choose } from './listen-header.tsx'

const Chips = lazy(async () => ({ default: (await import('../../base/web/chips.tsx')).Chips }))

/** What the stream below is filtered by, each part to be taken away. The words that are searched stand in their own field. */
export function FilterChips({ filter, viewId, choose }: { filter: Filter; viewId: string | undefined; choose: Choose }) {
  const { t } = useI18n()
  const parts = useFilterWords()(filter).filter(({ id }) => id !== 'find')
  if (parts.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line px-5 py-3 max-md:px-4">
      <Suspense fallback={<div className="h-8 max-md:h-11" />}>
        <Chips label={t('listen.filter.active')} chips={parts} remove={(id) => choose(parts.find((part) => part.id === id)?.without ?? {}, { viewId })} />
      </Suspense>
      {parts.length > 1 && (
        <Button look="bare" onPress={() => choose({ find: filter.find })} className="-ms-2 shrink-0 text-meta">
          {t('listen.filter.clear')}
        </Button>
      )}
    </div>
  )
}
