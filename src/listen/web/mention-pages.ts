import type { Mention } from '../contract.ts'
import { merge, newestFirst, newTo, type Placed, update } from './merge.ts'

/** A page as it was read: asked for with `after`, going on at `next`. */
export type HeldPage = { readonly after: string | null; readonly mentions: readonly Mention[]; readonly next: string | null }

/** A page that was let go: with what it is asked for again, how many rows it had, and where it began on the screen. */
export type PageAbove = { readonly after: string | null; readonly rows: number; readonly topPx: number }

/**
 * A list of mentions of which only what is near the eye is held, however far one has read: a few pages in a row, and of those
 * above them no more than how to find them. `abovePx` is the room they took, which stays empty for them.
 */
export type MentionPages = { readonly pages: readonly HeldPage[]; readonly above: readonly PageAbove[]; readonly abovePx: number; readonly newest: Placed | null }

/** How many pages are held at once. */
export const PAGES_HELD = 5

/** A list of which the first page has been read. */
export const begun = (first: HeldPage): MentionPages => ({ pages: [first], above: [], abovePx: 0, newest: first.mentions[0] ?? null })

/** The list with the page below its last one. A page that does not go on there changes nothing: it came too late. */
export function goneOn(list: MentionPages, page: HeldPage): MentionPages {
  return list.pages.at(-1)?.next === page.after && page.after !== null ? { ...list, pages: [...list.pages, page] } : list
}

/** The list without its first page; `restPx` is where the second begins on the screen. */
export function letGoAbove(list: MentionPages, restPx: number): MentionPages {
  const [first, ...pages] = list.pages
  if (!first || pages.length === 0) return list
  const above = [...list.above, { after: first.after, rows: first.mentions.length, topPx: list.abovePx }]
  return { ...list, pages, above, abovePx: restPx }
}

/**
 * What of a page that was read again belongs above the first one held: what came since at the very top is left out, for it waits to
 * be asked for. Null when the page does not reach down to it: so much came since that the list is best begun anew.
 */
export function fittingAbove(list: MentionPages, read: HeldPage): HeldPage | null {
  const [first] = list.pages
  const [top, last, { newest }] = [first?.mentions[0], read.mentions.at(-1), list]
  const reaches = read.next === null || read.next === first?.after || (last && top && newestFirst(last, top) >= 0)
  if (!first || !top || !reaches) return null
  const mentions = read.mentions.filter((mention) => newestFirst(mention, top) < 0 && !(newest && newestFirst(mention, newest) < 0))
  return { after: read.after, mentions, next: first.after }
}

/** The list with the page above its first one back, which takes `heightPx`; the last one is let go if there are too many. */
export function goneBack(list: MentionPages, page: HeldPage, heightPx: number): MentionPages {
  const back = list.above.at(-1)
  if (!back || back.after !== page.after) return list
  const above = list.above.slice(0, -1)
  const abovePx = above.length === 0 ? 0 : Math.max(list.abovePx - heightPx, 0)
  return { ...list, pages: [page, ...list.pages].slice(0, PAGES_HELD), above, abovePx }
}

/** The list at a page far above, read again. */
export function jumpedTo(list: MentionPages, page: HeldPage): MentionPages {
  const at = list.above.findIndex(({ after }) => after === page.after)
  const there = list.above[at]
  return there ? { ...list, pages: [page], above: list.above.slice(0, at), abovePx: there.topPx } : list
}

/** The list with these mentions brought up to date; the same list when it holds none of them. */
export function updatedIn(list: MentionPages, changed: readonly Mention[]): MentionPages {
  const pages = list.pages.map((page) => {
    const mentions = update(page.mentions, changed)
    return mentions === page.mentions ? page : { ...page, mentions }
  })
  return pages.some((page, at) => page !== list.pages[at]) ? { ...list, pages } : list
}

/** The list without these; the same list when it holds none of them. */
export function withoutIn(list: MentionPages, others: readonly Mention[]): MentionPages {
  const gone = new Set(others.map(({ id }) => id))
  if (!mentionsOf(list).some(({ id }) => gone.has(id))) return list
  return { ...list, pages: list.pages.map((page) => ({ ...page, mentions: page.mentions.filter(({ id }) => !gone.has(id)) })) }
}

/** Whether a list that was one page to its end is longer by now, as its first page tells that was read anew. */
export const hasOutgrown = (list: MentionPages, first: HeldPage): boolean => (
  first.next !== null && list.above.length === 0 && list.pages.length === 1 && list.pages[0]?.next === null)

/** The list with new mentions at their places. Those that belong below what has been read come when one reads on. */
export function insertedIn(list: MentionPages, heard: readonly Mention[]): MentionPages {
  let rest: readonly Mention[] = newTo(mentionsOf(list), heard, list.pages.at(-1)?.next !== null)
  const pages = list.pages.map((page, at) => {
    const last = page.mentions.at(-1)
    const here = at === list.pages.length - 1 ? rest : rest.filter((mention) => last && newestFirst(mention, last) < 0)
    rest = rest.filter((mention) => !here.includes(mention))
    return here.length === 0 ? page : { ...page, mentions: merge(page.mentions, here) }
  })
  return { ...list, pages, newest: pages[0]?.mentions[0] ?? null }
}

/** Of mentions that were just heard of, those that the list does not know, held or not. */
export function unknownTo(list: MentionPages, heard: readonly Mention[]): readonly Mention[] {
  const fresh = newTo(mentionsOf(list), heard, list.pages.at(-1)?.next !== null)
  const { newest } = list
  return list.above.length > 0 && newest ? fresh.filter((mention) => newestFirst(mention, newest) < 0) : fresh
}

/** All that is held, newest first. */
export const mentionsOf = (list: MentionPages | null): readonly Mention[] => list?.pages.flatMap(({ mentions }) => mentions) ?? []

/** How many rows stand above what is held. */
export const rowsAbove = (list: MentionPages): number => list.above.reduce((all, { rows }) => all + rows, 0)
