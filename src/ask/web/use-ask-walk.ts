import type { RefObject } from 'react'
import { useKeys } from '../../base/web/keys.ts'

/** Walks by keyboard through the asks on a page, in the order they stand there: j to the next, k to the one before. Each has `data-ask`. */
export function useAskWalk(within: RefObject<HTMLElement | null>): void {
  const go = (step: 1 | -1) => {
    const all = [...(within.current?.querySelectorAll<HTMLElement>('[data-ask]') ?? [])]
    const at = all.findIndex((each) => each === document.activeElement)
    all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]?.focus()
  }
  useKeys([
    { keys: 'j', means: 'ask.keys.next', act: () => go(1) },
    { keys: 'k', means: 'ask.keys.previous', act: () => go(-1) },
  ])
}
