import { useInfiniteQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { call, type CallError } from '../../base/web/call.ts'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { copies, type Mention } from '../contract.ts'
import { usePlaceName } from './place-name.ts'
import { Voice } from './voice.tsx'

const ROWS = 50

/** All that say the same as a mention, newest first: who, when and where; what each of them says, and the original. */
export function CopiesDialog({ mention, close }: { mention: Mention; close: () => void }) {
  const { t } = useI18n()
  const read = useCopies(mention.id)
  const all = read.data?.pages.flatMap(({ mentions }) => mentions) ?? []
  return (
    <Dialog title={t('listen.copies.title')} isOpen close={close} isWide>
      {read.isPending && <Loading rows={3} />}
      {read.isError && all.length === 0 && <Failed error={read.error} retry={() => void read.refetch()} />}
      <ul className="flex flex-col">
        {all.map((one) => (
          <li key={one.id} className="flex flex-col gap-2 border-b border-line py-3 last:border-none">
            <Head mention={one} />
            <Voice text={one.text} lang={one.lang} spans={one.matches.flatMap(({ spans }) => spans)} />
          </li>
        ))}
      </ul>
      {read.hasNextPage && (
        <Button isDisabled={read.isFetchingNextPage} onPress={() => void read.fetchNextPage()} className="self-center">
          {t('base.more')}
        </Button>
      )}
    </Dialog>
  )
}

function useCopies(mentionId: string) {
  const workspaceId = useWorkspaceId()
  return useInfiniteQuery<OutputOf<typeof copies>, CallError, { pages: OutputOf<typeof copies>[] }, readonly unknown[], string | undefined>({
    queryKey: keyOf(workspaceId, copies, { mentionId }),
    queryFn: ({ pageParam, signal }) => call(copies, { mentionId, limit: ROWS, after: pageParam }, { workspaceId, signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

function Head({ mention: { author, place, saidAt, url } }: { mention: Mention }) {
  const { t, exactly, clock } = useI18n()
  const placeName = usePlaceName()
  const time = (
    <time dateTime={saidAt} title={exactly(saidAt)} className="tabular-nums">
      {clock(saidAt)}
    </time>
  )
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5 text-meta text-quiet">
      <span className="min-w-0 text-ui font-semibold text-ink">
        <Name>{author.name || author.handle || t('listen.mention.no_name')}</Name>
      </span>
      <span aria-hidden>·</span>
      <bdi>{placeName(place)}</bdi>
      <span aria-hidden>·</span>
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="rounded-mark hover:text-ink hover:underline">
          {time}
          <span className="sr-only"> {t('listen.mention.open')}</span>
        </a>
      ) : (
        time
      )}
    </p>
  )
}
