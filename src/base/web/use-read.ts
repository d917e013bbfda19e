import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint, InputOf, OutputOf } from '../endpoint.ts'
import { call, type CallError } from './call.ts'
import { useWorkspaceId } from './workspace.ts'

/** A read whose answer is one page of a list. */
type PagedEndpoint = Endpoint & { readonly output: z.ZodType<{ next: string | null }> }

/** Under which key an answer is kept: never shared between workspaces. */
export const keyOf = (workspaceId: string | null, contract: Pick<Endpoint, 'name'>, input?: object): unknown[] => [
  workspaceId,
  contract.name,
  ...(input ? [input] : []),
]

/** Reads one thing of the workspace, and again every `everyMs` if that is given. */
export function useRead<E extends Endpoint>(contract: E, input: InputOf<E>, everyMs?: number): UseQueryResult<OutputOf<E>, CallError> {
  const workspaceId = useWorkspaceId()
  return useQuery<OutputOf<E>, CallError>({
    queryKey: keyOf(workspaceId, contract, input),
    queryFn: ({ signal }) => call(contract, input, { workspaceId, signal }),
    ...(everyMs ? { refetchInterval: everyMs } : {}),
  })
}

/**
 * Reads a list page by page. Read once and then left alone, since a list that is read again moves under the reader's eyes:
 * whoever shows it keeps it current, or calls `refetch`.
 */
export function usePages<E extends PagedEndpoint>(
  contract: E,
  input: InputOf<E>,
): UseInfiniteQueryResult<InfiniteData<OutputOf<E>, string | null>, CallError> {
  const workspaceId = useWorkspaceId()
  return useInfiniteQuery<OutputOf<E>, CallError, InfiniteData<OutputOf<E>, string | null>, unknown[], string | null>({
    queryKey: keyOf(workspaceId, contract, input),
    queryFn: ({ signal, pageParam }) => call(contract, { ...input, ...(pageParam ? { after: pageParam } : {}) }, { workspaceId, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  })
}
