import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint, InputOf, Needs } from '../../base/endpoint.ts'
import { call, CallError } from '../../base/web/call.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { ask, type AskDetails } from '../contract.ts'
import { ASK_READS } from './use-ask-changes.ts'

/** A deed on an ask, after which it is as the deed left it. */
type DeedOnAsk = Endpoint<Needs, z.ZodObject, typeof AskDetails>

/**
 * Does something to an ask and shows at once what came of it. When somebody was faster, the ask is read anew, so that one sees what they did.
 * Throws CallError.
 */
export function useDeed(): <E extends DeedOnAsk>(contract: E, input: InputOf<E>) => Promise<AskDetails> {
  const client = useQueryClient()
  const workspaceId = useWorkspaceId()
  const anew = (read: (typeof ASK_READS)[number]) => void client.invalidateQueries({ queryKey: keyOf(workspaceId, read) })
  return async (contract, input) => {
    try {
      const now: AskDetails = await call(contract, input, { workspaceId })
      client.setQueryData(keyOf(workspaceId, ask, { id: now.id }), now)
      ASK_READS.filter((read) => read !== ask).forEach(anew)
      return now
    } catch (error) {
      if (error instanceof CallError && ['conflict', 'ask.not_now'].includes(error.code)) anew(ask)
      throw error
    }
  }
}
