import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutputOf } from '../endpoint.ts'
import { call, type CallError } from './call.ts'
import { keyOf } from './use-read.ts'
import { useWorkspaceId } from './workspace.ts'

/**
 * Does one thing in the workspace; what it changes is then read anew, before the deed counts as done: the reads named, whether
 * they are asked in this workspace or, like the account's own, in none.
 */
export function useAct<E extends Endpoint>(contract: E, changes: readonly Pick<Endpoint, 'name'>[] = []): UseMutationResult<OutputOf<E>, CallError, InputOf<E>> {
  const workspaceId = useWorkspaceId()
  const client = useQueryClient()
  return useMutation<OutputOf<E>, CallError, InputOf<E>>({
    mutationFn: (input) => call(contract, input, { workspaceId }),
    onSuccess: async () => {
      const keys = changes.flatMap((read) => [keyOf(workspaceId, read), keyOf(null, read)])
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  })
}
