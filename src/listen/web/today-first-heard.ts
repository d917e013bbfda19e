import { useEffect, useState } from 'react'
import { remember, remembered } from '../../base/web/remember.ts'

const MINUTE_MS = 60_000

/** How long the workspace that began then waited for its first mention, in ms and at least a minute; null when it still waits, or when this browser has said it before. */
export function useFirstHeard(begunAt: string, firstHeardAt: string | null): number | null {
  const [saidBefore] = useState(() => remembered('first-heard'))
  const isNew = firstHeardAt !== null && saidBefore !== begunAt
  useEffect(() => {
    if (isNew) remember('first-heard', begunAt)
  }, [isNew, begunAt])
  const tookMs = isNew ? Date.parse(firstHeardAt) - Date.parse(begunAt) : -1
  return tookMs < 0 ? null : Math.max(tookMs, MINUTE_MS)
}
