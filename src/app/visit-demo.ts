import type { Secrets } from '../base/server/secrets.ts'
import type { Routes } from '../base/server/serve.ts'
import { type Auth, enterAsVisitor } from '../people/index.ts'
import * as contract from './contract.ts'
import { openDemo } from './demo.ts'

/** The demo in one click, before there is any account. */
export const visitDemoRoutes = (house: { auth: Auth; secrets: Secrets }): Routes => (serve) => {
  serve(contract.visitDemo, async (ctx, input) => {
    const { visitor, token } = await enterAsVisitor(ctx, input, house)
    const { workspaceId } = await openDemo(visitor, input.language)
    return { workspaceId, token }
  })
}
