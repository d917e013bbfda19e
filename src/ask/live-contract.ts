/** Following asks as they change. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'

export const askChanges = endpoint({
  name: 'ask.changes',
  kind: 'stream',
  needs: 'ask:read',
  about: 'That something has become of an ask or a promise of the workspace: whoever shows them reads them anew. A beat now and then proves that the line is open.',
  input: z.object({}),
  output: z.object({ kind: z.enum(['changed', 'beat']) }),
})
