import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { MessageSquarePlus } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import { AsksOfMention } from '../../ask/web/asks-of-mention.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { addressOf, filterOf } from '../../listen/web/address.ts'
import type { Beside } from '../../listen/web/beside.ts'
import { ListenPage } from '../../listen/web/listen-page.tsx'

const AssistOfMention = lazy(async () => ({ default: (await import('../../assist/web/assist-of-mention.tsx')).AssistOfMention }))
const SummaryOfList = lazy(async () => ({ default: (await import('../../assist/web/summary-of-list.tsx')).SummaryOfList }))

const route = getRouteApi('/inside/listen')

/** The stream of mentions; its filter is in the address, so that it can be sent to somebody, and so may be one mention. */
export function Listen() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { mention, ...rest } = search
  return (
    <ListenPage
      filter={filterOf(search)}
      viewId={search.view}
      choose={(filter, { viewId, replace = false } = {}) => void navigate({ search: { ...(viewId ? { view: viewId } : {}), ...addressOf(filter) }, replace })}
      beside={useBeside()}
      opened={{ id: mention, close: () => void navigate({ search: rest, replace: true }) }}
    />
  )
}

/** Beside mentions: what was asked because of one, the way to ask, and the assistant, where it is on. */
function useBeside(): Beside {
  const navigate = useNavigate()
  const mayAsk = useMay('ask:raise')
  const mayAssist = useMay('assist:use')
  return useMemo(() => ({
    below: ({ id }) => <AsksOfMention mentionId={id} />,
    deeds: mayAsk ? [{
      keys: 'a',
      means: 'ask.raise.of_mention',
      icon: <MessageSquarePlus aria-hidden className="size-4" />,
      act: ({ id }) => void navigate({ to: '/asks/new', search: { mention: id } }),
    }] : [],
    inDetails: (mention) => mayAssist && <Suspense><AssistOfMention key={mention.id} mention={mention} /></Suspense>,
    aboveList: (filter, total) => mayAssist && (
      <Suspense>
        <SummaryOfList key={JSON.stringify(filter)} filter={filter} total={total} open={(id) => void navigate({ to: '/listen', search: (now) => ({ ...now, mention: id }) })} />
      </Suspense>
    ),
    ofQuery: (queryId) => mayAsk && <AskAboutTheme queryId={queryId} />,
  }), [navigate, mayAsk, mayAssist])
}

function AskAboutTheme({ queryId }: { queryId: string }) {
  const { t } = useI18n()
  return (
    <Link to="/asks/new" search={{ query: queryId }} className="inline-flex min-h-9 items-center gap-1.5 rounded-control text-meta font-medium text-accent hover:underline max-md:min-h-11">
      <MessageSquarePlus aria-hidden className="size-4" />
      {t('ask.raise.of_query')}
    </Link>
  )
}
