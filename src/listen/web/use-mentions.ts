import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call, type CallError } from '../../base/web/call.ts'
import { type Line, useLive } from '../../base/web/use-live.ts'
import { keyOf, usePages } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type Mention, listMentions, mentionStream } from '../contract.ts'
import { merge, newTo, update } from './merge.ts'

/** Which mentions are shown. */
export type Filter = { readonly queryId?: string; readonly find?: string }

/** The mentions that a filter lets through, newest first, and those that wait to be shown. */
export type Mentions = {
  readonly shown: readonly Mention[]
  readonly error: CallError | null
  readonly isPending: boolean
  readonly isReadingOn: boolean
  readonly hasMore: boolean
  /** How many were heard since; `more` when it is at least that many. Nothing moves before `reveal`. */
  readonly waiting: { readonly count: number; readonly more: boolean }
  readonly line: Line
  readonly readOn: () => void
  readonly reveal: () => void
  readonly again: () => void
}

type Pages = InfiniteData<{ mentions: Mention[]; next: string | null }, string | null>

/** What has been heard and not been shown, for one filter; `more` was heard than is kept. */
type Waiting = { readonly keyText: string; readonly mentions: readonly Mention[]; readonly more: boolean }

const PAGE_ROWS = 50
const WAITING_MAX = 200
const CATCH_UP_AFTER_MS = 2000

/** Reads a list of mentions and keeps it current. What arrives while `mayMove()` says no, or while others wait, waits. */
export function useMentions(filter: Filter, mayMove: () => boolean): Mentions {
  const client = useQueryClient()
  const workspaceId = useWorkspaceId()
  const input = { limit: PAGE_ROWS, ...filter }
  const key = keyOf(workspaceId, listMentions, input)
  const pages = usePages(listMentions, input)
  const catchingUp = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keyText = JSON.stringify(key)
  const nobody: Waiting = { keyText, mentions: [], more: false }
  const [lastWaiting, setWaiting] = useState(nobody)
  const ours = (waiting: Waiting) => (waiting.keyText === keyText ? waiting : nobody)
  const shown = flat(pages.data)
  const waiting = newTo(shown, ours(lastWaiting).mentions, pages.hasNextPage)
  const { more } = ours(lastWaiting)

  const change = (how: (mentions: readonly Mention[]) => readonly Mention[]) => client.setQueryData<Pages>(key, (data) => data && changed(data, how))

  const arrive = (heard: readonly Mention[]) => {
    const now = client.getQueryData<Pages>(key)
    const fresh = newTo(flat(now), heard, now?.pages.at(-1)?.next !== null)
    if (fresh.length === 0) return
    if (now && waiting.length === 0 && !more && mayMove()) change((mentions) => merge(mentions, fresh))
    else setWaiting((before) => waitingToo(ours(before), fresh))
  }

  /** Asks for the newest page: when the line opens, and where only the server knows what the filter lets through. */
  const catchUp = async () => {
    catchingUp.current = undefined
    if (!client.getQueryData(key)) return
    const page = await call(listMentions, input, { workspaceId }).catch(() => null)
    if (!page) return
    const missedMore = page.next !== null && newTo(flat(client.getQueryData<Pages>(key)), page.mentions, true).length === page.mentions.length
    change((mentions) => update(mentions, page.mentions))
    if (missedMore) setWaiting({ keyText, mentions: page.mentions, more: true })
    else arrive(page.mentions)
  }

  const line = useLive(mentionStream, {}, {
    opened: () => void catchUp(),
    heard: (said) => {
      if (said.kind === 'beat') return
      change((mentions) => update(mentions, said.mentions))
      setWaiting((before) => ({ ...before, mentions: update(before.mentions, said.mentions) }))
      if (said.kind !== 'heard') return
      if (filter.find) catchingUp.current ??= setTimeout(() => void catchUp(), CATCH_UP_AFTER_MS)
      else arrive(said.mentions.filter(({ matches }) => !filter.queryId || matches.some(({ queryId }) => queryId === filter.queryId)))
    },
  })

  return {
    shown,
    error: pages.error,
    isPending: pages.isPending,
    isReadingOn: pages.isFetchingNextPage,
    hasMore: pages.hasNextPage,
    waiting: { count: waiting.length, more },
    line,
    readOn: () => void pages.fetchNextPage(),
    reveal: () => {
      if (more) void client.resetQueries({ queryKey: key, exact: true })
      else change((mentions) => merge(mentions, waiting))
      setWaiting(nobody)
    },
    again: () => void pages.refetch(),
  }
}

const flat = (data: Pages | undefined): readonly Mention[] => data?.pages.flatMap((page) => page.mentions) ?? []

/** A list after a change, as one page that goes on where its last one did; the same list when nothing changed. */
function changed(data: Pages, how: (mentions: readonly Mention[]) => readonly Mention[]): Pages {
  const before = flat(data)
  const after = how(before)
  return after === before ? data : { pages: [{ mentions: [...after], next: data.pages.at(-1)?.next ?? null }], pageParams: [null] }
}

function waitingToo(waiting: Waiting, fresh: readonly Mention[]): Waiting {
  const all = merge(waiting.mentions, fresh)
  return { ...waiting, mentions: all.slice(0, WAITING_MAX), more: waiting.more || all.length > WAITING_MAX }
}
