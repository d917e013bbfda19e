import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutputOf } from '../endpoint.ts'
import { call, type CallError } from './call.ts'
import { keyOf } from './use-read.ts'
import { useWorkspaceId } from './workspace.ts'

/** Does one thing in the workspace; what it changes (the reads named) is then read anew, before the deed counts as done. */
export function useAct<E extends Endpoint>(contract: E, changes: readonly Pick<Endpoint, 'name'>[] = []): UseMutationResult<OutputOf<E>, CallError, InputOf<E>> {
  const workspaceId = useWorkspaceId()
  const client = useQueryClient()
  return useMutation<OutputOf<E>, CallError, InputOf<E>>({
    mutationFn: (input) => call(contract, input, { workspaceId }),
    onSuccess: async () => {
      await Promise.all(changes.map((read) => client.invalidateQueries({ queryKey: keyOf(workspaceId, read) })))
    },
  })
}
