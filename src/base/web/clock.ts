import { useSyncExternalStore } from 'react'

const TICK_MS = 20_000

let now = new Date()
let ticking: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    now = new Date()
    for (const each of listeners) each()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The present moment, moving on every 20 seconds: what shows an age follows it. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now)
}
