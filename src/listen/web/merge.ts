import type { Mention } from '../contract.ts'

/** What a mention needs for its place in a list: newest first, the id breaking ties, as the server orders them. */
export type Placed = Pick<Mention, 'id' | 'saidAt'>

/** The order of every list of mentions, for `sort`; below zero: the first is newer. */
export function newestFirst(a: Placed, b: Placed): number {
  if (a.id === b.id) return 0
  return Date.parse(b.saidAt) - Date.parse(a.saidAt) || (a.id < b.id ? 1 : -1)
}

/** Adds mentions to a list, each at its place and once; one that is known already is brought up to date. */
export function merge<M extends Placed>(shown: readonly M[], heard: readonly M[]): M[] {
  return [...new Map([...shown, ...heard].map((mention) => [mention.id, mention])).values()].toSorted(newestFirst)
}

/** Brings the mentions of a list up to date and adds none. The same list comes back when nothing in it changed. */
export function update<M extends Placed>(shown: readonly M[], changed: readonly M[]): readonly M[] {
  const byId = new Map(changed.map((mention) => [mention.id, mention]))
  return shown.some(({ id }) => byId.has(id)) ? shown.map((mention) => byId.get(mention.id) ?? mention) : shown
}

/** Those that the list does not hold and that belong into what has been read of it; what is older comes when one reads on. */
export function newTo<M extends Placed>(shown: readonly M[], heard: readonly M[], moreToRead: boolean): M[] {
  const known = new Set(shown.map(({ id }) => id))
  const last = shown.at(-1)
  return heard.filter((mention) => !known.has(mention.id) && (!moreToRead || !last || newestFirst(mention, last) < 0))
}
