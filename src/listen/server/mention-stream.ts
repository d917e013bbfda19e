import type { OutputOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { FactFeed } from '../../base/server/fact-feed.ts'
import { followFacts } from '../../base/server/follow-facts.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { mentionsById } from './mentions.ts'
import { understandingMoves } from './understanding-moves.ts'

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
/** What is said of a mention counts of its copies as well, so they are told with it: the newest. */
const OF_COPIES: readonly string[] = ['listen.understanding_corrected', 'listen.correction_taken_back'] satisfies Name[]
const COPIES_TOLD_MAX = 50
/** All that is stored was understood anew: nobody is told of each mention. */
const UNDERSTOOD = 'ingest.understanding_finished'

/**
 * Mentions of the asker's workspace as they are heard, edited (also by a name that is now known), deleted, and matched anew, and that they
 * were understood anew, for as long as he listens. It ends when it may have missed something: he then asks anew, from the list.
 */
export async function* mentionStream(ctx: Ctx, feed: FactFeed): AsyncIterable<Said> {
  const mine = { workspaceId: ctx.actor.workspaceId, isMeant: (name: string) => name in KINDS || name === UNDERSTOOD, signal: ctx.io.signal }
  const hasMoved = understandingMoves(ctx)
  for await (const factIds of followFacts(feed, mine)) {
    const { said, isOver } = factIds.length === 0 ? { said: [{ kind: 'beat' as const }], isOver: false } : await told(ctx, factIds)
    yield* said
    if (await hasMoved(isOver)) yield { kind: 'understood' }
  }
}

/** The facts' mentions as they are now, in the order of the facts. `isOver`: all that is stored was understood anew. */
async function told(ctx: Ctx, factIds: readonly string[]): Promise<{ said: Said[]; isOver: boolean }> {
  return ctx.transact(async (db) => {
    const facts = await db.selectFrom('fact').select(['name', 'data']).where('id', 'in', [...factIds]).orderBy('id').execute()
    const said: Said[] = []
    for (const { name, data } of facts.filter((fact) => fact.name !== UNDERSTOOD)) {
      const { mentionIds } = data as { mentionIds: string[] }
      const mentions = await mentionsById(db, ctx.actor, OF_COPIES.includes(name) ? await withCopies(db, mentionIds) : mentionIds)
      if (mentions.length > 0) said.push({ kind: KINDS[name as Name], mentions })
    }
    return { said, isOver: facts.some(({ name }) => name === UNDERSTOOD) }
  })
}

async function withCopies(db: Db, ids: readonly string[]): Promise<string[]> {
  const copies = await db.selectFrom('mention').select('id').where('copy_of', 'in', ids).orderBy('said_at', 'desc').orderBy('id').limit(COPIES_TOLD_MAX).execute()
  return [...ids, ...copies.map(({ id }) => id)]
}
