import type { OutputOf } from '../../base/endpoint.ts'
import type { FactFeed } from '../../base/server/fact-feed.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { mentionsById } from './mentions.ts'

type Said = OutputOf<typeof contract.mentionStream>

const BEAT_MS = 20_000
const WAITING_MAX = 1_000
const AT_ONCE_MAX = 50

const KINDS = {
  'ingest.mentions_heard': 'heard',
  'ingest.mentions_edited': 'edited',
  'ingest.mentions_deleted': 'deleted',
  'ingest.authors_introduced': 'edited',
} as const
type Name = keyof typeof KINDS

/**
 * Mentions of the asker's workspace as they are heard, edited (also by a name that is now known) and deleted, for as long as he listens. It ends when it may
 * have missed something (the line to the database was cut, or the asker reads too slowly): he then asks anew, from the list.
 */
export async function* mentionStream(ctx: Ctx, feed: FactFeed): AsyncIterable<Said> {
  const waiting: string[] = []
  const line = { cut: false }
  let wake = (): void => undefined
  const unsubscribe = feed.subscribe({
    heard: ({ workspaceId, factId, name }) => {
      if (workspaceId !== ctx.actor.workspaceId || !(name in KINDS)) return
      if (waiting.length >= WAITING_MAX) line.cut = true
      else waiting.push(factId)
      wake()
    },
    missedSome: () => {
      line.cut = true
      wake()
    },
  })
  const ended = (): void => wake()
  ctx.io.signal.addEventListener('abort', ended)
  try {
    yield { kind: 'beat' }
    while (!ctx.io.signal.aborted && !line.cut) {
      if (waiting.length > 0) {
        yield* await told(ctx, waiting.splice(0, AT_ONCE_MAX))
        continue
      }
      const woken = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), BEAT_MS)
        wake = () => {
          clearTimeout(timer)
          resolve(true)
        }
      })
      if (!woken) yield { kind: 'beat' }
    }
  } finally {
    unsubscribe()
    ctx.io.signal.removeEventListener('abort', ended)
    wake()
  }
}

/** The facts' mentions as they are now, in the order of the facts. */
async function told(ctx: Ctx, factIds: readonly string[]): Promise<Said[]> {
  return ctx.transact(async (db) => {
    const facts = await db.selectFrom('fact').select(['name', 'data']).where('id', 'in', [...factIds]).orderBy('id').execute()
    const said: Said[] = []
    for (const { name, data } of facts) {
      const { mentionIds } = data as { mentionIds: string[] }
      const mentions = await mentionsById(db, mentionIds)
      if (mentions.length > 0) said.push({ kind: KINDS[name as Name], mentions })
    }
    return said
  })
}
