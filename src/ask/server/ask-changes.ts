import type { OutputOf } from '../../base/endpoint.ts'
import type { FactFeed } from '../../base/server/fact-feed.ts'
import { followFacts } from '../../base/server/follow-facts.ts'
import type { Ctx } from '../../ctx.ts'
import type { askChanges as contract } from '../contract.ts'

/** Tells whoever follows that asks have changed, and nothing of which: what of it is theirs to see, the reads decide. */
export async function* askChanges(ctx: Ctx, feed: FactFeed): AsyncIterable<OutputOf<typeof contract>> {
  const ours = { workspaceId: ctx.actor.workspaceId, isMeant: (name: string) => /^(?:ask|promise)\./.test(name), signal: ctx.io.signal }
  for await (const factIds of followFacts(feed, ours)) yield { kind: factIds.length === 0 ? 'beat' : 'changed' }
}
