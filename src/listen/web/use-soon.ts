import { useEffect, useEffectEvent, useRef } from 'react'

/** Does something a little later, once, however often it is asked for meanwhile. */
export function useSoon(act: () => void, afterMs: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const acting = useEffectEvent(() => {
    timer.current = undefined
    act()
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    timer.current ??= setTimeout(acting, afterMs)
  }
}
