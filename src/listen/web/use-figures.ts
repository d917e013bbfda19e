import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type CallError } from '../../base/web/call.ts'
import { keyOf, useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { figures, type Figures, type Filter, people, queryFigures } from '../contract.ts'
import { useSoon } from './use-soon.ts'

const ANEW_EVERY_MS = 60_000
const ANEW_AFTER_MS = 3_000

/** What a filter means, in figures. Those of the filter before stay until these are there. */
export function useFigures(filter: Filter): { figures: Figures | undefined; isError: boolean } {
  const workspaceId = useWorkspaceId()
  const { data, isError } = useQuery<Figures, CallError>({
    queryKey: keyOf(workspaceId, figures, filter),
    queryFn: ({ signal }) => call(figures, filter, { workspaceId, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ANEW_EVERY_MS,
  })
  return { figures: isError ? undefined : data, isError }
}

/** Mentions per day of each standing query, by its id. */
export function useQueryFigures(): ReadonlyMap<string, readonly number[]> {
  const all = useRead(queryFigures, {}).data?.queries ?? []
  return new Map(all.map(({ queryId, days }) => [queryId, days]))
}

/** Has all figures counted anew, soon: something was heard. */
export function useCountAnew(): () => void {
  const client = useQueryClient()
  const workspaceId = useWorkspaceId()
  return useSoon(() => {
    for (const read of [figures, queryFigures, people]) void client.invalidateQueries({ queryKey: keyOf(workspaceId, read) })
  }, ANEW_AFTER_MS)
}
