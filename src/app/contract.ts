/** What may be asked of Heed as a whole. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { FirstVisitToken, Language } from '../people/contract.ts'

export const openDemo = endpoint({
  name: 'app.open_demo',
  kind: 'act',
  needs: 'signed_in',
  about: 'Opens the made-up story that comes along with Heed, in a workspace of its own, and makes the asker an owner of it.',
  input: z.object({ language: Language }),
  output: z.object({ workspaceId: z.uuid() }),
})

export const visitDemo = endpoint({
  name: 'app.visit_demo',
  kind: 'act',
  needs: 'token:first_visit',
  about: 'Opens the demo for somebody without an account, while the installation has no owner. The token signs them in as a visitor, once.',
  input: z.object({ token: FirstVisitToken, language: Language }),
  output: z.object({ workspaceId: z.uuid(), token: z.string() }),
})
