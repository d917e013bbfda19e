import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, type CallError } from '../../base/web/call.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import type { Problem } from '../../engine/index.ts'
import { type Trial, tryQuery } from '../contract.ts'
import { problemsIn } from './query-problems.tsx'

const PAUSE_MS = 400

/** What a query would have heard, a moment after it was typed. The trial before stays until then. */
export function useTrial(text: string): { trial: Trial | undefined; problems: readonly Problem[]; error: unknown; isTrying: boolean; again: () => void } {
  const workspaceId = useWorkspaceId()
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const isAsked = settled.trim() !== ''
  const { data, error, isFetching, refetch } = useQuery<Trial, CallError>({
    queryKey: keyOf(workspaceId, tryQuery, { text: settled }),
    queryFn: ({ signal }) => call(tryQuery, { text: settled }, { workspaceId, signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  })
  // Problems are of the text that was tried: while another is being typed their places would lie.
  const isCurrent = settled === text
  const problems = (isCurrent && isAsked && problemsIn(error)) || []
  return {
    trial: isAsked && !error ? data : undefined,
    problems,
    error: isAsked && problemsIn(error) === null ? error : null,
    isTrying: isFetching || !isCurrent,
    again: () => void refetch(),
  }
}
