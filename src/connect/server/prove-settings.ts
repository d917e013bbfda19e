import { Refusal, SourceError } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import type { Connector, Proof } from '../connector.ts'

/** Reads settings and tries them against the network. Throws a Refusal that says what to change. */
export async function proveSettings(ctx: Ctx, connector: Connector, given: unknown): Promise<Proof<unknown>> {
  const settings = connector.settings.safeParse(given)
  if (!settings.success) {
    const issues = settings.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new Refusal('connect.bad_settings', { issues, why: issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ') })
  }
  try {
    return await connector.prove(ctx.io, settings.data)
  } catch (error) {
    if (error instanceof SourceError) throw new Refusal('connect.proof_failed', { why: error.message })
    throw error
  }
}
