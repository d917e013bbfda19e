import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
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
  /** How many were heard since, `more` when it is at least that many. Nothing moves before `reveal`. */
  readonly waiting: { readonly count: number; readonly more: boolean }
  readonly line: Line
  readonly readOn: () => void
  readonly reveal: () => void
  readonly again: () => void
}

type Pages = InfiniteData<{ mentions: Mention[]; next: string | null }, string | null>

const PAGE_ROWS = 50
const WAITING_MAX = 200
const CATCH_UP_AFTER_MS = 2000

/** What has been heard and not been shown, for one filter. */
type Waiting = { readonly keyText: string; readonly mentions: readonly Mention[]; readonly more: boolean }

/** Reads a list of mentions and keeps it current. What arrives while `mayMove()` says no waits. */
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
  const waiting = lastWaiting.keyText === keyText ? lastWaiting : nobody

  const shown = useMemo(() => pages.data?.pages.flatMap((page) => page.mentions) ?? [], [pages.data])
  const change = (how: (mentions: readonly Mention[]) => readonly Mention[]) =>
    client.setQueryData<Pages>(key, (data) => {
      const before = data?.pages.flatMap((page) => page.mentions)
      const after = before && how(before)
      if (!data || !after || after === before) return data
      return { pages: [{ mentions: [...after], next: data.pages.at(-1)?.next ?? null }], pageParams: [null] }
    })

  const arrive = (heard: readonly Mention[]) => {
    const fresh = newTo(shown, heard, pages.hasNextPage)
    if (fresh.length === 0 || pages.isPlaceholderData) return
    const all = merge(waiting.mentions, fresh)
    const more = waiting.more || all.length > WAITING_MAX
    if (!more && mayMove()) {
      setWaiting(nobody)
      change((mentions) => merge(mentions, all))
    } else setWaiting({ keyText, mentions: all.slice(0, WAITING_MAX), more })
  }

  /** Asks for the newest page: after the line was lost, and where only the server knows what the filter lets through. */
  const catchUp = async () => {
    catchingUp.current = undefined
    const page = await call(listMentions, input, { workspaceId }).catch(() => null)
    if (!page) return
    change((mentions) => update(mentions, page.mentions))
    arrive(page.mentions)
    if (page.next !== null && newTo(shown, page.mentions, true).length === page.mentions.length) {
      setWaiting((now) => ({ ...now, more: true }))
    }
  }
  const catchUpSoon = () => {
    catchingUp.current ??= setTimeout(() => void catchUp(), CATCH_UP_AFTER_MS)
  }

  const line = useLive(mentionStream, {}, {
    heard: (said) => {
      if (said.kind === 'beat') return
      change((mentions) => update(mentions, said.mentions))
      setWaiting((now) => ({ ...now, mentions: update(now.mentions, said.mentions) }))
      if (said.kind !== 'heard') return
      if (filter.find) catchUpSoon()
      else arrive(said.mentions.filter(({ matches }) => !filter.queryId || matches.some(({ queryId }) => queryId === filter.queryId)))
    },
    reopened: () => void catchUp(),
  })

  return {
    shown,
    error: pages.error,
    isPending: pages.isPending,
    isReadingOn: pages.isFetchingNextPage,
    hasMore: pages.hasNextPage,
    waiting: { count: waiting.mentions.length, more: waiting.more },
    line,
    readOn: () => void pages.fetchNextPage(),
    reveal: () => {
      if (waiting.more) void client.resetQueries({ queryKey: key, exact: true })
      else change((mentions) => merge(mentions, waiting.mentions))
      setWaiting(nobody)
    },
    again: () => void pages.refetch(),
  }
}
