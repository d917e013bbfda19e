import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../base/endpoint.ts'
import { call, type CallError } from '../../base/web/call.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { assistReady, assistSettings } from '../contract.ts'

/** A little longer than the server waits for the model. */
const TIMEOUT_MS = 130_000

/** Asks the model for one thing, which takes its time: what it wrote, why it did not, and how to stop it. Leaving stops it too. */
export function useMachine<E extends Endpoint>(contract: E) {
  const workspaceId = useWorkspaceId()
  const client = useQueryClient()
  const running = useRef<AbortController>(undefined)
  const asking = useMutation<OutputOf<E>, CallError, InputOf<E>>({
    mutationFn: (input) => {
      running.current?.abort()
      running.current = new AbortController()
      return call(contract, input, { workspaceId, signal: running.current.signal, timeoutMs: TIMEOUT_MS })
    },
    onSettled: () => Promise.all([assistReady, assistSettings].map((read) => client.invalidateQueries({ queryKey: keyOf(workspaceId, read) }))),
  })
  useEffect(() => () => running.current?.abort(), [])
  const stop = () => {
    running.current?.abort()
    asking.reset()
  }
  return { written: asking.data, error: asking.error, isAsking: asking.isPending, ask: asking.mutate, stop }
}
