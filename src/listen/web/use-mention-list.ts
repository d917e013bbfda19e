import { useEffect, useRef, useState } from 'react'
import { call } from '../../base/web/call.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type Filter, type Mention, listMentions } from '../contract.ts'
import { begun, fittingAbove, goneBack, goneOn, type HeldPage, jumpedTo, letGoAbove, type MentionPages, mentionsOf } from './mention-pages.ts'

/** What a list does as one scrolls: see mention-pages.ts. While one page is on its way no other is asked for. */
export type Scroll = {
  readonly readOn: () => void
  readonly letGo: (restPx: number) => void
  readonly readBack: (heightOf: (mentions: readonly Mention[]) => number) => void
  readonly jump: (topPx: number) => void
}

/** What is shown, and for which filter: that of the filter before stays until this one's is there. `error`: the first page, or the next, could not be read. */
type Shown = { readonly keyText: string; readonly list: MentionPages | null; readonly error: unknown; readonly isBusy: boolean }

/** Rows of the first page, which comes fast, and of each that follows. */
export const FIRST_ROWS = 50
const PAGE_ROWS = 160
/** A page that is read again may have got rows since. */
const AGAIN_ROWS = 200

/** The mentions of a filter, page by page. */
export function useMentionList(filter: Filter) {
  const workspaceId = useWorkspaceId()
  const keyText = JSON.stringify(filter)
  const [shown, setShown] = useState<Shown>({ keyText, list: null, error: null, isBusy: false })
  const [round, setRound] = useState(0)
  const stop = useRef<AbortSignal>(undefined)
  const isBusy = useRef(false)

  const read = async (after: string | null, limit: number, signal = stop.current): Promise<HeldPage> => {
    const input = { copies: 'together' as const, ...(JSON.parse(keyText) as Filter), limit, ...(after ? { after } : {}) }
    const { mentions, next } = await call(listMentions, input, { workspaceId, ...(signal ? { signal } : {}) })
    return { after, mentions, next }
  }
  const change = (how: (before: Shown) => Shown) => setShown((before) => (before.keyText === keyText ? how(before) : before))
  const setList = (how: (list: MentionPages) => MentionPages) => change((before) => (before.list ? { ...before, list: how(before.list) } : before))

  useEffect(() => {
    const stopped = new AbortController()
    stop.current = stopped.signal
    read(null, FIRST_ROWS, stopped.signal).then(
      (page) => setShown({ keyText, list: begun(page), error: null, isBusy: false }),
      (error: unknown) => stopped.signal.aborted || setShown({ keyText, list: null, error, isBusy: false }),
    )
    return () => stopped.abort(new Error('another list is shown'))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is made of these two
  }, [keyText, workspaceId, round])

  const step = async (work: () => Promise<void>) => {
    if (isBusy.current) return
    isBusy.current = true
    const signal = stop.current
    change((before) => ({ ...before, error: null, isBusy: true }))
    try {
      await work()
    } catch (error) {
      if (!signal?.aborted) change((before) => ({ ...before, error }))
    } finally {
      isBusy.current = false
      change((before) => ({ ...before, isBusy: false }))
    }
  }
  const begin = () => setRound((before) => before + 1)
  const { list } = shown
  const scroll: Scroll = {
    readOn: () => void step(async () => {
      const next = list?.pages.at(-1)?.next
      if (!next) return
      const page = await read(next, PAGE_ROWS)
      setList((before) => goneOn(before, page))
    }),
    letGo: (restPx) => setList((before) => letGoAbove(before, restPx)),
    readBack: (heightOf) => void step(async () => {
      const back = list?.above.at(-1)
      if (!list || !back) return
      const page = fittingAbove(list, await read(back.after, AGAIN_ROWS))
      if (page) setList((before) => goneBack(before, page, heightOf(page.mentions)))
      else begin()
    }),
    jump: (topPx) => void step(async () => {
      const there = list?.above.findLast((page) => page.topPx <= topPx)
      if (!there || there.after === null) return begin()
      const page = await read(there.after, PAGE_ROWS)
      setList((before) => jumpedTo(before, page))
    }),
  }
  return { shown, isCurrent: shown.keyText === keyText && list !== null, keyText, mentions: mentionsOf(list), setList, read, begin, scroll }
}
