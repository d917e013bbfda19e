import { ArrowUp, Ear, SearchX } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Command } from '../../base/web/command.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useTitle } from '../../base/web/title.ts'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type Source, listSources } from '../../connect/contract.ts'
import { type Query, listQueries } from '../contract.ts'
import { HealthBanner } from './health-banner.tsx'
import { LineState } from './line-state.tsx'
import { MentionList } from './mention-list.tsx'
import { QueryFilter } from './query-filter.tsx'
import { problemsIn, QueryProblems } from './query-problems.tsx'
import { SearchBox } from './search-box.tsx'
import { SourceCards } from './source-cards.tsx'
import { type Filter, type Mentions, useMentions } from './use-mentions.ts'

const HEALTH_EVERY_MS = 15_000
const TOP_PX = 8

/** What people say, live: the stream of mentions, filtered by query and by words, and what cannot be heard. */
export function ListenPage({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  const scroller = useRef<HTMLDivElement>(null)
  const queries = useRead(listQueries, {}).data?.queries
  const sources = useRead(listSources, { limit: 200 }, HEALTH_EVERY_MS).data?.sources
  const mentions = useMentions(filter, () => (scroller.current?.scrollTop ?? 0) < TOP_PX)
  const networkName = (network: string) => sources?.find(({ connector }) => connector === network)?.network ?? network
  const { waiting } = mentions
  useTitle(waiting.count > 0 ? `(${waiting.count}) ${t('listen.title')}` : t('listen.title'))
  const hasBeside = queries?.length || sources?.length
  const top = () => scroller.current?.scrollTo(0, 0)
  const chooseQuery = (queryId: string | undefined) => {
    top()
    choose({ ...(queryId ? { queryId } : {}), ...(filter.find ? { find: filter.find } : {}) })
  }
  const chooseFind = (find: string) => {
    top()
    choose({ ...(filter.queryId ? { queryId: filter.queryId } : {}), ...(find ? { find } : {}) })
  }

  return (
    <div className={`grid h-full min-h-0 grid-cols-1 grid-rows-[auto_1fr] ${hasBeside ? 'xl:grid-cols-[minmax(0,1fr)_17rem]' : ''}`}>
      <header className="border-b border-line">
        <div className="mx-auto flex max-w-184 items-center gap-x-4 gap-y-2 px-5 py-3 max-md:flex-wrap max-md:px-4">
          <h1 className="text-title font-semibold max-md:sr-only">{t('listen.title')}</h1>
          <LineState line={mentions.line} />
          <div className="ms-auto min-w-0 flex-1 md:max-w-72">
            <SearchBox find={filter.find ?? ''} choose={chooseFind} />
          </div>
        </div>
        {queries && queries.length > 0 && (
          <div className="mx-auto max-w-184 pb-3 xl:hidden">
            <QueryFilter queries={queries} chosen={filter.queryId} choose={chooseQuery} />
          </div>
        )}
      </header>
      <aside
        aria-label={t('listen.beside')}
        className={`row-span-2 flex flex-col gap-7 overflow-y-auto border-s border-line bg-canvas px-3 py-5 max-xl:hidden ${hasBeside ? '' : 'hidden'}`}
      >
        {queries && queries.length > 0 && <QueryFilter queries={queries} chosen={filter.queryId} choose={chooseQuery} />}
        {sources && sources.length > 0 && <SourceCards sources={sources} />}
      </aside>
      <div className="relative min-h-0 min-w-0">
        <Waiting mentions={mentions} top={top} />
        <div ref={scroller} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
          <div className="mx-auto min-h-full max-w-184">
            {sources && <HealthBanner sources={sources} />}
            <Stream mentions={mentions} find={filter.find ?? ''} nothing={<Nothing filter={filter} queries={queries} sources={sources} clear={() => choose({})} />}>
              <MentionList
                key={filter.queryId ?? ''}
                mentions={mentions.shown}
                scroller={scroller}
                networkName={networkName}
                chooseQuery={chooseQuery}
                readOn={mentions.readOn}
                isBusy={mentions.isReadingOn}
                hasMore={mentions.hasMore}
              />
            </Stream>
          </div>
        </div>
      </div>
    </div>
  )
}

/** The four states of the stream, in order. */
function Stream({ mentions, find, nothing, children }: { mentions: Mentions; find: string; nothing: ReactNode; children: ReactNode }) {
  if (mentions.isPending) return <Loading />
  const problems = problemsIn(mentions.error)
  if (problems) return <QueryProblems query={find} problems={problems} />
  if (mentions.error && mentions.shown.length === 0) return <Failed error={mentions.error} retry={mentions.again} />
  if (mentions.shown.length === 0) return nothing
  return children
}

/** How many wait to be shown; whoever presses it goes up and sees them. */
function Waiting({ mentions: { waiting, reveal }, top }: { mentions: Mentions; top: () => void }) {
  const { t } = useI18n()
  // First up, then the new ones: the list keeps in place what is read when rows join above it.
  const show = () => {
    top()
    requestAnimationFrame(reveal)
  }
  return (
    <output className="pointer-events-none absolute inset-x-0 top-3 z-10 flex justify-center">
      {(waiting.count > 0 || waiting.more) && (
        <Button look="main" onPress={show} className="pointer-events-auto rounded-full shadow-float">
          <ArrowUp aria-hidden className="size-4" />
          {t(waiting.more ? 'listen.waiting.more' : 'listen.waiting.some', { count: waiting.count })}
        </Button>
      )}
    </output>
  )
}

/** Why nothing is shown, and what makes something appear. */
function Nothing({ filter, queries, sources, clear }: { filter: Filter; queries: readonly Query[] | undefined; sources: readonly Source[] | undefined; clear: () => void }) {
  const { t } = useI18n()
  if (filter.find || filter.queryId) {
    return (
      <Empty icon={<SearchX className="size-5" />} title={t('listen.nothing.found')} about={t('listen.nothing.found_about')}>
        <Button onPress={clear}>{t('listen.nothing.show_all')}</Button>
      </Empty>
    )
  }
  const needsSource = sources?.length === 0
  const needsQuery = queries?.length === 0
  if (!needsSource && !needsQuery) return <Empty icon={<Ear className="size-5" />} title={t('listen.nothing.yet')} about={t('listen.nothing.yet_about')} />
  return (
    <Empty icon={<Ear className="size-5" />} title={t('listen.nothing.begin')} about={t('listen.nothing.begin_about')}>
      <ol className="flex w-full max-w-md flex-col gap-4 pt-2 text-start">
        {needsSource && <Step words={t('listen.nothing.add_source')} command={t('listen.nothing.source_command')} />}
        {needsQuery && <Step words={t('listen.nothing.add_query')} command={t('listen.nothing.query_command')} />}
      </ol>
    </Empty>
  )
}

function Step({ words, command }: { words: string; command: string }) {
  return (
    <li className="flex flex-col gap-1.5">
      <span className="text-meta text-quiet">{words}</span>
      <Command>{command}</Command>
    </li>
  )
}
