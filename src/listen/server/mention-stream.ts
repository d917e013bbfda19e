import type { OutputOf } from '../../base/endpoint.ts'
import type { FactFeed } from '../../base/server/fact-feed.ts'
import { followFacts } from '../../base/server/follow-facts.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { mentionsById } from './mentions.ts'

type Said = OutputOf<typeof contract.mentionStream>

const KINDS = {
  'ingest.mentions_heard': 'heard',
  'ingest.mentions_edited': 'edited',
  'ingest.mentions_deleted': 'deleted',
  'ingest.authors_introduced': 'edited',
  'ingest.mentions_matched': 'matched',
  'listen.understanding_corrected': 'edited',
  'listen.correction_taken_back': 'edited',
} as const
type Name = keyof typeof KINDS

/**
 * Mentions of the asker's workspace as they are heard, edited (also by a name that is now known), deleted, and matched anew, for as long as
 * he listens. It ends when it may have missed something: he then asks anew, from the list.
 */
export async function* mentionStream(ctx: Ctx, feed: FactFeed): AsyncIterable<Said> {
  const mine = { workspaceId: ctx.actor.workspaceId, isMeant: (name: string) => name in KINDS, signal: ctx.io.signal }
  for await (const factIds of followFacts(feed, mine)) {
    if (factIds.length === 0) yield { kind: 'beat' }
    else yield* await told(ctx, factIds)
  }
}

/** The facts' mentions as they are now, in the order of the facts. */
async function told(ctx: Ctx, factIds: readonly string[]): Promise<Said[]> {
  return ctx.transact(async (db) => {
    const facts = await db.selectFrom('fact').select(['name', 'data']).where('id', 'in', [...factIds]).orderBy('id').execute()
    const said: Said[] = []
    for (const { name, data } of facts) {
      const { mentionIds } = data as { mentionIds: string[] }
      const mentions = await mentionsById(db, ctx.actor, mentionIds)
      if (mentions.length > 0) said.push({ kind: KINDS[name as Name], mentions })
    }
    return said
  })
}
