import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Line, useLive } from '../../base/web/use-live.ts'
import { type Filter, type Mention, mentionStream } from '../contract.ts'
import { told } from './corrections/said-here.ts'
import { fits } from './fits.ts'
import { begun, hasOutgrown, type HeldPage, insertedIn, type MentionPages, unknownTo, updatedIn, withoutIn } from './mention-pages.ts'
import { merge, update } from './merge.ts'
import { newTexts, spreadBy, spreadIn } from './spread.ts'
import { FIRST_ROWS, type Scroll, useMentionList } from './use-mention-list.ts'
import { useReadAnew } from './use-read-anew.ts'
import { useSoon } from './use-soon.ts'

/** The mentions that a filter lets through, newest first, and those that wait to be shown. */
export type Mentions = {
  /** Null while the first page is on its way, or when it could not be read. */
  readonly list: MentionPages | null
  /** Another for another filter. */
  readonly keyText: string
  /** All of the list that is held now. */
  readonly held: readonly Mention[]
  readonly error: unknown
  readonly isPending: boolean
  readonly isBusy: boolean
  readonly hasMore: boolean
  /** How many were heard since; `more` when it is at least that many. Nothing moves before `reveal`. */
  readonly waiting: { readonly count: number; readonly more: boolean }
  readonly line: Line
  readonly reveal: () => void
  readonly again: () => void
  readonly scroll: Scroll
}

/** What has been heard and not been shown, for one filter; `more` was heard than is kept. */
type Waiting = { readonly keyText: string; readonly mentions: readonly Mention[]; readonly more: boolean }

const WAITING_MAX = 200
const CATCH_UP_AFTER_MS = 2_000

/** Reads a list of mentions and keeps it current; `heard` is told of news. What arrives while `mayMove()` says no, or while others wait, waits. */
export function useMentions(filter: Filter, mayMove: () => boolean, heard: () => void): Mentions {
  const { shown, isCurrent, keyText, mentions, setList, read, begin, scroll } = useMentionList(filter)
  const { list, error, isBusy } = shown
  const nobody: Waiting = { keyText, mentions: [], more: false }
  const [lastWaiting, setWaiting] = useState(nobody)
  const owed = useRef(false)
  const ours = (waiting: Waiting) => (waiting.keyText === keyText ? waiting : nobody)
  const waiting = list && isCurrent ? unknownTo(list, ours(lastWaiting).mentions) : []
  const { more } = ours(lastWaiting)
  const hasMore = list !== null && list.pages.at(-1)?.next !== null

  const arrive = (said: readonly Mention[]) => {
    const fresh = list && isCurrent ? unknownTo(list, said) : said
    if (fresh.length === 0) return
    if (list && isCurrent && waiting.length === 0 && !more && list.above.length === 0 && mayMove()) setList((before) => insertedIn(before, fresh))
    else setWaiting((before) => waitingToo(ours(before), fresh))
  }
  const caughtUp = useEffectEvent((page: HeldPage) => {
    if (!list || !isCurrent) return
    if (hasOutgrown(list, page) && mayMove()) return setList(() => begun(page))
    const missedMore = page.next !== null && unknownTo(list, page.mentions).length === page.mentions.length
    setList((before) => updatedIn(before, page.mentions))
    if (missedMore) setWaiting({ keyText, mentions: page.mentions, more: true })
    else arrive(page.mentions)
  })
  /** Asks for the newest page: when the line opens, and where only the server knows what the filter lets through. */
  const catchUp = () => {
    owed.current = !isCurrent
    if (!list && error) begin()
    else if (isCurrent) read(null, FIRST_ROWS).then(caughtUp, () => {})
  }
  const settle = useEffectEvent(() => owed.current && catchUp())
  useEffect(() => {
    if (isCurrent) settle()
  }, [isCurrent])
  const catchUpSoon = useSoon(catchUp, CATCH_UP_AFTER_MS)

  const readAnewSoon = useReadAnew(mentions, (anew) => setList((before) => updatedIn(before, anew)), heard)
  const line = useLive(mentionStream, {}, {
    opened: catchUp,
    heard: (said) => {
      if (!('mentions' in said)) return said.kind === 'understood' ? readAnewSoon() : undefined
      told(said.mentions)
      const hadCopies = mentions.some(({ id, spread }) => spread !== null && said.mentions.some((mention) => mention.id === id))
      setList((before) => spreadIn(updatedIn(before, said.mentions), said.mentions))
      setWaiting((before) => ({ ...before, mentions: spreadBy(update(before.mentions, said.mentions), said.mentions) }))
      heard()
      if (said.kind === 'matched') setList((before) => withoutIn(before, said.mentions.filter((mention) => !fits(filter, mention))))
      if (said.kind === 'matched' || (said.kind === 'heard' && (filter.find || filter.surgeId)) || (said.kind !== 'heard' && hadCopies)) return catchUpSoon()
      if (said.kind !== 'heard') return
      const fitting = said.mentions.filter((mention) => fits(filter, mention))
      const { fresh, asksServer } = filter.copies === 'each' ? { fresh: fitting, asksServer: false } : newTexts(fitting, [...mentions, ...waiting])
      arrive(fresh)
      if (asksServer) catchUpSoon()
    },
  })

  const isSearchingOn = hasMore && mentions.length === 0 && !error
  useSearchOn(isSearchingOn && !isBusy, scroll)

  const reveal = () => {
    if (more || (list && list.above.length > 0)) begin()
    else setList((before) => insertedIn(before, waiting))
    setWaiting(nobody)
  }
  return {
    list, keyText: shown.keyText, held: mentions, error, isBusy, hasMore, isPending: (!list && !error) || isSearchingOn,
    waiting: { count: waiting.length, more }, line, reveal, again: list ? scroll.readOn : begin, scroll,
  }
}

/** A search may look at many before it finds one: its first pages may be empty. */
function useSearchOn(isDue: boolean, scroll: Scroll): void {
  const searchOn = useEffectEvent(() => scroll.readOn())
  useEffect(() => {
    if (isDue) searchOn()
  }, [isDue])
}

function waitingToo(waiting: Waiting, fresh: readonly Mention[]): Waiting {
  const all = merge(waiting.mentions, fresh)
  return { ...waiting, mentions: all.slice(0, WAITING_MAX), more: waiting.more || all.length > WAITING_MAX }
}
