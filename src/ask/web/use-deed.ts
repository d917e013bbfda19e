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

/** What is on its way: deeds leave one after the other. */
let onItsWay: Promise<unknown> = Promise.resolve()
/** To which revision our own deeds have taken an ask: `id revision`. Whoever acts on what they see is not overtaken by themselves. */
const ownSteps = new Map<string, number>()

/**
 * Does something to an ask and shows at once what came of it. When somebody else was faster, the ask is read anew, so that one sees what they
 * did. Throws CallError.
 */
export function useDeed(): <E extends DeedOnAsk>(contract: E, input: InputOf<E>) => Promise<AskDetails> {
  const client = useQueryClient()
  const workspaceId = useWorkspaceId()
  const anew = (read: (typeof ASK_READS)[number]) => void client.invalidateQueries({ queryKey: keyOf(workspaceId, read) })
  return async (contract, input) => {
    const done = onItsWay.then(async (): Promise<AskDetails> => {
      const seen = 'revision' in input ? input.revision : undefined
      const revision = typeof seen === 'number' ? afterOwn(String(input['id']), seen) : undefined
      const now: AskDetails = await call(contract, Object.assign({}, input, revision === undefined ? {} : { revision }), { workspaceId })
      if (revision !== undefined && now.revision === revision + 1) ownSteps.set(`${now.id} ${revision}`, now.revision)
      return now
    })
    onItsWay = done.catch(() => undefined)
    try {
      const now = await done
      client.setQueryData(keyOf(workspaceId, ask, { id: now.id }), now)
      ASK_READS.filter((read) => read !== ask).forEach(anew)
      return now
    } catch (error) {
      if (error instanceof CallError && ['conflict', 'ask.not_now'].includes(error.code)) anew(ask)
      throw error
    }
  }
}

/** The revision to which our own deeds alone have brought an ask since this one. */
function afterOwn(id: string, revision: number): number {
  let now = revision
  for (let next = ownSteps.get(`${id} ${now}`); next !== undefined; next = ownSteps.get(`${id} ${now}`)) now = next
  return now
}
