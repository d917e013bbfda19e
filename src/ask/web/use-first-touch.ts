import { useEffect, useEffectEvent } from 'react'

const TOUCHES = ['pointerdown', 'touchstart', 'keydown'] as const

/**
 * Calls `touched` once, when a person first touches the page: with a finger, a pointer or a key. What a program makes up does not count,
 * and neither does opening.
 */
export function useFirstTouch(isWatching: boolean, touched: () => void): void {
  const say = useEffectEvent(touched)
  useEffect(() => {
    if (!isWatching) return
    const watching = new AbortController()
    const onTouch = (event: Event) => {
      if (!event.isTrusted) return
      watching.abort()
      say()
    }
    for (const touch of TOUCHES) addEventListener(touch, onTouch, { capture: true, passive: true, signal: watching.signal })
    return () => watching.abort()
  }, [isWatching])
}
