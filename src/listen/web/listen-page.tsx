import { ArrowUp } from 'lucide-react'
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useKeys } from '../../base/web/keys.ts'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useTitle } from '../../base/web/title.ts'
import { useRead } from '../../base/web/use-read.ts'
import { listSources } from '../../connect/contract.ts'
import { type Figures, type Filter, listQueries, type Mention } from '../contract.ts'
import type { Beside } from './beside.ts'
import { CopiesSwitch } from './copies-switch.tsx'
import { Facets } from './facets.tsx'
import { FilterChips } from './filter-chips.tsx'
import { HealthBanner } from './health-banner.tsx'
import { type Choose, ListenHeader } from './listen-header.tsx'
import { MentionList } from './mention-list.tsx'
import type { RowActs } from './mention-row.tsx'
import { usePlaceName } from './place-name.ts'
import { Nothing } from './nothing.tsx'
import { PictureLinks } from './reach/picture-links.tsx'
import { QueryList } from './query-list.tsx'
import { problemsIn, QueryProblems } from './query-problems.tsx'
import { TimeFilter } from './time-filter.tsx'
import { useCountAnew, useFigures } from './use-figures.ts'
import { type Mentions, useMentions } from './use-mentions.ts'

const HEALTH_EVERY_MS = 15_000
const TOP_PX = 8

const NamedMention = lazy(async () => ({ default: (await import('./named-mention.tsx')).NamedMention }))
const CopiesDialog = lazy(async () => ({ default: (await import('./copies-dialog.tsx')).CopiesDialog }))
const MeaningDialog = lazy(async () => ({ default: (await import('./corrections/meaning-dialog.tsx')).MeaningDialog }))
const ThemeChips = lazy(async () => ({ default: (await import('./themes/theme-chips.tsx')).ThemeChips }))
const SurgeLine = lazy(async () => ({ default: (await import('./themes/surge-line.tsx')).SurgeLine }))
const MentionDetails = lazy(async () => ({ default: (await import('./mention-details.tsx')).MentionDetails }))

/** What people say, live: the stream of mentions beside what it is filtered by, and what cannot be heard. */
export function ListenPage({ filter, viewId, choose, beside, opened }: {
  filter: Filter
  viewId: string | undefined
  choose: Choose
  beside: Beside
  /** The mention that the address names, and how to go on without it. */
  opened: { readonly id: string | undefined; readonly close: () => void }
}) {
  const { t } = useI18n()
  const scroller = useRef<HTMLDivElement>(null)
  const aside = useRef<HTMLElement>(null)
  const [isFiltering, setFiltering] = useState(false)
  const sources = useRead(listSources, { limit: 200 }, HEALTH_EVERY_MS).data?.sources
  const countAnew = useCountAnew()
  const mentions = useMentions(filter, () => (scroller.current?.scrollTop ?? 0) < TOP_PX, countAnew)
  const { figures } = useFigures(filter)
  const { waiting } = mentions
  useTitle(waiting.count > 0 ? `(${waiting.count}) ${t('listen.title')}` : t('listen.title'))
  const filterText = JSON.stringify(filter)

  // First up, then the new ones: the list keeps in place what is read when rows join above it.
  const reveal = () => {
    scroller.current?.scrollTo(0, 0)
    requestAnimationFrame(mentions.reveal)
  }
  const toFilters = () => {
    const first = aside.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"], button')
    if (aside.current?.checkVisibility()) first?.focus()
    else setFiltering(true)
  }
  useKeys([
    { keys: 'f', means: 'listen.keys.filters', act: toFilters },
    { keys: 'n', means: 'listen.keys.fresh', act: reveal },
  ])
  const stable = useStable(choose)
  return (
    <div className="grid h-full min-h-0 grid-cols-1 grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_20rem]">
      <ListenHeader filter={filter} viewId={viewId} choose={choose} line={mentions.line} showFilters={toFilters} />
      <aside ref={aside} aria-label={t('listen.beside')} className="row-span-2 flex flex-col gap-6 overflow-y-auto border-s border-line bg-canvas px-5 py-4 max-xl:hidden">
        <FilterTime figures={figures} filterText={filterText} viewId={viewId} choose={stable} />
        <FilterBy figures={figures} filterText={filterText} viewId={viewId} choose={stable} beside={beside} />
      </aside>
      <div className="relative min-h-0 min-w-0">
        <Waiting mentions={mentions} reveal={reveal} />
        <div ref={scroller} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
          <div className="mx-auto flex min-h-full max-w-184 flex-col">
            <Stream mentions={mentions} filter={filter} scroller={scroller} choose={stable} beside={beside} opened={opened} nothing={<Nothing filter={filter} sources={sources} clear={() => choose({})} />}>
              {sources && <HealthBanner sources={sources} />}
              {filter.surgeId && (
                <Suspense>
                  <SurgeLine surgeId={filter.surgeId} />
                </Suspense>
              )}
              <FilterChips filter={filter} viewId={viewId} choose={choose} />
              {beside.aboveList(filter, figures?.total)}
              <div className="border-b border-line px-5 py-4 max-md:px-4 xl:hidden">
                <FilterTime figures={figures} filterText={filterText} viewId={viewId} choose={stable} />
              </div>
            </Stream>
          </div>
        </div>
      </div>
      {isFiltering && (
        <Dialog title={t('listen.filter.button')} isOpen close={() => setFiltering(false)}>
          <FilterBy figures={figures} filterText={filterText} viewId={viewId} choose={stable} beside={beside} />
          <div className="sticky -bottom-5 -mx-5 -mb-5 flex border-t border-line bg-surface px-5 py-3">
            <Button look="main" onPress={() => setFiltering(false)} className="min-h-11 grow">
              {figures ? t('listen.filter.show', { count: figures.total }) : t('base.close')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

type Part = { figures: Figures | undefined; filterText: string; viewId: string | undefined; choose: Choose }

/** Drawn anew only when it says something else: the stream beside it is scrolled fast. */
const FilterTime = memo(function FilterTime({ figures, filterText, viewId, choose }: Part) {
  return <TimeFilter figures={figures} filter={JSON.parse(filterText) as Filter} choose={(filter) => choose(filter, { viewId })} />
})

const FilterBy = memo(function FilterBy({ figures, filterText, viewId, choose, beside }: Part & { beside: Beside }) {
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const filter = JSON.parse(filterText) as Filter
  return (
    <>
      <QueryList queries={queries} figures={figures} chosen={filter.queryId} choose={(queryId) => choose({ ...filter, queryId }, { viewId })} ofChosen={beside.ofQuery} />
      <PictureLinks className="-my-3" />
      <Suspense>
        <ThemeChips filter={filter} choose={(filter) => choose(filter, { viewId })} />
      </Suspense>
      <Facets figures={figures} filter={filter} choose={(filter) => choose(filter, { viewId })} />
      <CopiesSwitch filter={filter} choose={(filter) => choose(filter, { viewId })} />
    </>
  )
})

/** The states of the stream, in order; `children` stand above it in all of them. */
function Stream({ mentions, filter, scroller, choose, beside, opened, nothing, children }: {
  mentions: Mentions
  filter: Filter
  scroller: RefObject<HTMLDivElement | null>
  choose: Choose
  beside: Beside
  opened: { readonly id: string | undefined; readonly close: () => void }
  nothing: ReactNode
  children: ReactNode
}) {
  const { lead, leadPx } = useLead()
  const [detailed, setDetailed] = useState<Mention | null>(null)
  const [judged, setJudged] = useState<Mention | null>(null)
  const [copied, setCopied] = useState<Mention | null>(null)
  const filterText = JSON.stringify(filter)
  const placeName = usePlaceName()
  const newest = (mention: Mention): Mention => mentions.held.find(({ id }) => id === mention.id) ?? mention
  const acts = useMemo<RowActs>(() => ({
    placeName,
    chooseQuery: (queryId) => choose({ ...(JSON.parse(filterText) as Filter), queryId }),
    details: setDetailed,
    correct: setJudged,
    copies: setCopied,
    beside,
  }), [placeName, choose, filterText, beside])
  const state = () => {
    if (mentions.isPending) return <Loading />
    const problems = problemsIn(mentions.error)
    if (problems) return <QueryProblems query={filter.find ?? ''} problems={problems} />
    if (mentions.held.length > 0) return <MentionList key={mentions.keyText} mentions={mentions} scroller={scroller} leadPx={leadPx} acts={acts} />
    return (mentions.error && <Failed error={mentions.error} retry={mentions.again} />) || nothing
  }
  return (
    <>
      <div ref={lead}>{children}</div>
      {state()}
      <Suspense>
        {judged && <MeaningDialog mention={newest(judged)} close={() => setJudged(null)} />}
        {detailed && <MentionDetails mention={newest(detailed)} beside={beside} close={() => setDetailed(null)} />}
        {copied && <CopiesDialog mention={copied} close={() => setCopied(null)} />}
        {opened.id && <NamedMention key={opened.id} id={opened.id} beside={beside} close={opened.close} />}
      </Suspense>
    </>
  )
}

/** How many wait to be shown; whoever presses it goes up and sees them. */
function Waiting({ mentions: { waiting }, reveal }: { mentions: Mentions; reveal: () => void }) {
  const { t } = useI18n()
  return (
    <output className="pointer-events-none absolute inset-x-0 top-3 z-10 flex justify-center">
      {(waiting.count > 0 || waiting.more) && (
        <Button look="main" onPress={reveal} className="pointer-events-auto rounded-full shadow-float">
          <ArrowUp aria-hidden className="size-4" />
          {t(waiting.more ? 'listen.waiting.more' : 'listen.waiting.some', { count: waiting.count })}
        </Button>
      )}
    </output>
  )
}

/** How high that is which stands above the list: it changes when a source falls silent, or the window its width. */
function useLead() {
  const [leadPx, setLeadPx] = useState(0)
  const lead = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const observer = new ResizeObserver(() => setLeadPx(element.offsetHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { lead, leadPx }
}

/** The same function for ever, doing what the newest one does. */
function useStable(choose: Choose): Choose {
  const newest = useRef(choose)
  useEffect(() => {
    newest.current = choose
  })
  return useCallback((filter, how) => newest.current(filter, how), [])
}
