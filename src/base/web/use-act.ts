import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutputOf } from '../endpoint.ts'
import { call, type CallError } from './call.ts'
import { useWorkspaceId } from './workspace.ts'

/** Does one thing in the workspace when `mutate` is called. Never tried again by itself. */
export function useAct<E extends Endpoint>(contract: E): UseMutationResult<OutputOf<E>, CallError, InputOf<E>> {
  const workspaceId = useWorkspaceId()
  return useMutation<OutputOf<E>, CallError, InputOf<E>>({ mutationFn: (input) => call(contract, input, { workspaceId }) })
}
