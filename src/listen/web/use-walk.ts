import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../../base/web/keys.ts'
import type { Mention } from '../contract.ts'

/** The row somebody is at, and how they get to it. */
export type Walk = {
  /** -1 when they are at none. */
  readonly at: number
  /** He has come to this one by pointer or Tab. */
  readonly come: (id: string) => void
}

/** Walks through mentions by keyboard: j to the next, k to the one before, o opens the original. `show` brings a row into view, and `startAt` says where to begin. */
export function useWalk(mentions: readonly Mention[], startAt: () => number, show: (at: number) => void): Walk {
  const [id, setId] = useState<string | null>(null)
  const at = mentions.findIndex((mention) => mention.id === id)
  // Keys may come faster than renders: where they have led so far.
  const led = useRef<{ at: number; id: string } | null>(null)

  useEffect(() => {
    const row = led.current && document.getElementById(`mention-${led.current.id}`)
    if (!row) return
    led.current = null
    row.focus({ preventScroll: true })
  })

  const go = (step: 1 | -1) => {
    const from = led.current?.at ?? (at >= 0 ? at : startAt() - (step > 0 ? 1 : 0))
    const to = Math.min(Math.max(from + step, 0), mentions.length - 1)
    const next = mentions[to]
    if (!next) return
    show(to)
    led.current = { at: to, id: next.id }
    setId(next.id)
  }
  const open = () => {
    const url = mentions[at]?.url
    if (url) window.open(url, '_blank', 'noopener,noreferrer')
  }
  useKeys([
    { keys: 'j', means: 'listen.keys.next', act: () => go(1) },
    { keys: 'k', means: 'listen.keys.previous', act: () => go(-1) },
    { keys: 'o', means: 'listen.keys.open', act: open },
  ])
  return { at, come: setId }
}
