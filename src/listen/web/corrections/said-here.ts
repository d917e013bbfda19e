/**
 * What somebody here has said of mentions and lists do not tell yet: it is seen at once, wherever the mention is shown, until the mention
 * itself comes with it, or until it turns out that it could not be saved.
 */
import { useSyncExternalStore } from 'react'
import type { Meaning, Mention, Saying } from '../../contract.ts'

type Seen = Pick<Mention, 'meaning' | 'lang'>
type Held = {
  /** The mention as it was told when this was said: told otherwise, it is believed. */
  readonly over: string
  readonly seen: Seen
  readonly failed: { readonly error: unknown; readonly again: () => void } | null
}

const HELD_MAX = 200

let held: ReadonlyMap<string, Held> = new Map()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function keep(mentionId: string, one: Held | null): void {
  const next = new Map(held)
  next.delete(mentionId)
  if (one) next.set(mentionId, one)
  held = new Map([...next].slice(-HELD_MAX))
  for (const each of listeners) each()
}

const textOf = ({ meaning, lang }: Seen): string => JSON.stringify([meaning, lang])

/** Shows this of a mention from now on. */
export const show = (mention: Mention, seen: Seen): void => keep(mention.id, { over: textOf(mention), seen, failed: null })

/** Shows the mention as it is told, and that what was said could not be saved. */
export const showFailed = (mention: Mention, error: unknown, again: () => void): void => (
  keep(mention.id, { over: textOf(mention), seen: mention, failed: { error, again } })
)

/** Does not show any longer that something could not be saved. */
export const forgetFailed = ({ id }: Mention): void => keep(id, null)

/** These were told anew: they are believed. */
export function told(mentions: readonly Mention[]): void {
  for (const { id } of mentions) if (held.get(id)?.failed === null) keep(id, null)
}

/** The mention as it is seen here. */
export function asSeen(mention: Mention): Mention {
  const one = held.get(mention.id)
  return one && one.over === textOf(mention) ? { ...mention, ...one.seen } : mention
}

/** The mention as it is seen here, and why something said of it was not saved. */
export function useSeen(mention: Mention): { readonly mention: Mention; readonly failed: Held['failed'] } {
  const one = useSyncExternalStore(subscribe, () => held.get(mention.id))
  if (!one || one.over !== textOf(mention)) return { mention, failed: null }
  return { mention: one.seen === mention ? mention : { ...mention, ...one.seen }, failed: one.failed }
}

/** A mention of which this was said. */
export function withSaying({ meaning, lang }: Mention, { lang: saidLang, ...says }: Saying): Seen {
  return { lang: saidLang ?? lang, meaning: meaning && { ...meaning, ...(Object.fromEntries(Object.entries(says).filter(([, value]) => value !== undefined)) as Partial<Meaning>) } }
}
