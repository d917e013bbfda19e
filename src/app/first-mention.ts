import type { Doors } from '../base/server/database.ts'
import type { FactListener } from '../base/server/fact-feed.ts'

const MINUTE_MS = 60_000
const HEARD = 'ingest.mentions_heard'

/** Tells, once for each workspace, how long it waited for its first mention: what the first visit is measured by. The demo has none. */
export function tellFirstMention(doors: Doors, log: (line: string) => void, onError: (error: unknown) => void): FactListener {
  const lookedAt = new Set<string>()
  return {
    heard: ({ workspaceId, factId, name }) => {
      if (name !== HEARD || lookedAt.has(workspaceId)) return
      lookedAt.add(workspaceId)
      waitOf(doors, workspaceId, factId).then((wait) => wait && log(`${wait.name}: minutes until the first mention: ${wait.minutes.toFixed(1)}`), onError)
    },
    missedSome: () => undefined,
  }
}

/** How long a workspace waited, if this fact is its first of the kind. */
function waitOf(doors: Doors, workspaceId: string, factId: string): Promise<{ name: string; minutes: number } | null> {
  return doors.inWorkspace(workspaceId, async (db) => {
    const first = await db.selectFrom('fact').select(['id', 'at']).where('name', '=', HEARD).orderBy('id').limit(1).executeTakeFirst()
    if (!first || String(first.id) !== factId) return null
    const { name, is_demo, created_at } = await db.selectFrom('workspace').select(['name', 'is_demo', 'created_at']).executeTakeFirstOrThrow()
    return is_demo ? null : { name, minutes: (first.at.getTime() - created_at.getTime()) / MINUTE_MS }
  })
}
