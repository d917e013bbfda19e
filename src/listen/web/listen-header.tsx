import { Download, SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useActions } from '../../base/web/actions.ts'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { LineState } from '../../base/web/line-state.tsx'
import { useMay } from '../../base/web/may.ts'
import { SearchBox } from '../../base/web/search-box.tsx'
import type { Line } from '../../base/web/use-live.ts'
import type { Filter } from '../contract.ts'
import { useFilterWords } from './filter-words.ts'

const ViewsMenu = lazy(async () => ({ default: (await import('./views-menu.tsx')).ViewsMenu }))
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }))

const FIND_CHARS_MAX = 16_000

/** Goes to a filter; `how` says whether the page before should be found by going back. */
export type Choose = (filter: Filter, how?: { viewId?: string | undefined; replace?: boolean }) => void

/** What is looked at, in words, and what can be done with it. */
export function ListenHeader({ filter, viewId, choose, line, showFilters }: {
  filter: Filter
  viewId: string | undefined
  choose: Choose
  line: Line
  showFilters: () => void
}) {
  const { t } = useI18n()
  const [isExporting, setExporting] = useState(false)
  const mayExport = useMay('mention:export')
  const ticked = useFilterWords()(filter).filter(({ id }) => id !== 'find').length
  const icon = 'size-4 text-quiet'
  useActions([
    { id: 'listen filters', words: t('listen.filter.button'), group: t('listen.title'), icon: <SlidersHorizontal className={icon} />, keys: 'f', act: showFilters },
    ...(mayExport
      ? [{ id: 'listen export', words: t('listen.export.title'), group: t('listen.title'), icon: <Download className={icon} />, act: () => setExporting(true) }]
      : []),
  ])
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex max-w-184 items-center gap-x-2 gap-y-2 px-5 py-3 max-md:flex-wrap max-md:px-4">
        <h1 className="text-title font-semibold max-md:sr-only">{t('listen.title')}</h1>
        <div className="me-auto ms-2 max-md:ms-0">
          <LineState line={line} />
        </div>
        <div className="min-w-0 flex-1 max-md:order-last max-md:basis-full md:max-w-64">
          <SearchBox
            find={filter.find ?? ''}
            choose={(find) => choose({ ...filter, find }, { viewId, replace: filter.find !== undefined })}
            words={{ label: t('listen.find.label'), hint: t('listen.find.hint'), clear: t('listen.find.clear'), means: 'listen.keys.search' }}
            charsMax={FIND_CHARS_MAX}
          />
        </div>
        <Button onPress={showFilters} className="px-3 xl:hidden">
          <SlidersHorizontal aria-hidden className="size-4" />
          {ticked > 0 ? t('listen.filter.button_count', { count: ticked }) : t('listen.filter.button')}
        </Button>
        <Suspense fallback={<div className="w-24 max-md:w-11" />}>
          <ViewsMenu filter={filter} viewId={viewId} open={(filter, viewId) => choose(filter, { viewId })} />
        </Suspense>
        {mayExport && (
          <Button look="bare" label={t('listen.export.title')} onPress={() => setExporting(true)} className="min-w-9 max-md:min-w-11">
            <Download aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <Suspense>{isExporting && <ExportDialog filter={filter} close={() => setExporting(false)} />}</Suspense>
    </header>
  )
}
