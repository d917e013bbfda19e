import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, type CallError } from '../../base/web/call.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import type { Problem } from '../../engine/index.ts'
import { type Trial, tryQuery } from '../contract.ts'
import { problemsIn } from './query-problems.tsx'

const PAUSE_MS = 400

/**
 * What a query would have heard, a moment after it was typed. The trial before stays until then, and while the text cannot be read:
 * `isOld` says so. `refused` are problems that only the server sees.
 */
export function useTrial(text: string, isReadable: boolean): { trial: Trial | undefined; refused: readonly Problem[]; error: unknown; isOld: boolean; isTrying: boolean; again: () => void } {
  const workspaceId = useWorkspaceId()
  const [asked, setAsked] = useState(isReadable ? text : '')
  const [last, setLast] = useState<Trial>()
  useEffect(() => {
    if (!isReadable) return
    const timer = setTimeout(() => setAsked(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, isReadable])
  const { data, error, isFetching, refetch } = useQuery<Trial, CallError>({
    queryKey: keyOf(workspaceId, tryQuery, { text: asked }),
    queryFn: ({ signal }) => call(tryQuery, { text: asked }, { workspaceId, signal }),
    enabled: asked !== '',
    retry: false,
  })
  if (data && data !== last) setLast(data)
  const isCurrent = asked === text && isReadable
  const refused = (isCurrent && problemsIn(error)) || []
  return {
    trial: text.trim() === '' ? undefined : (data ?? last),
    refused,
    error: isCurrent && refused.length === 0 ? error : null,
    isOld: !isCurrent || !data,
    isTrying: isReadable && (isFetching || !isCurrent),
    again: () => void refetch(),
  }
}
