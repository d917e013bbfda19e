import type { FactFeed, Notice } from './fact-feed.ts'

const BEAT_MS = 20_000
const WAITING_MAX = 1_000
const AT_ONCE_MAX = 50

/**
 * The facts that are meant, of one workspace, as they are heard: their ids, oldest first and several at once when they come fast. None at
 * all is a beat: first thing, and whenever nothing was heard for 20 seconds. It ends with its signal, and when it may have missed something
 * (the line to the database was cut, or the follower reads too slowly): whoever follows then reads anew what they hold.
 */
export async function* followFacts(feed: FactFeed, { workspaceId, isMeant, signal }: {
  workspaceId: string
  isMeant: (name: Notice['name']) => boolean
  signal: AbortSignal
}): AsyncIterable<readonly string[]> {
  const waiting: string[] = []
  const line = { cut: false }
  let wake = (): void => undefined
  const unsubscribe = feed.subscribe({
    heard: (notice) => {
      if (notice.workspaceId !== workspaceId || !isMeant(notice.name)) return
      if (waiting.length >= WAITING_MAX) line.cut = true
      else waiting.push(notice.factId)
      wake()
    },
    missedSome: () => {
      line.cut = true
      wake()
    },
  })
  const ended = (): void => wake()
  signal.addEventListener('abort', ended)
  try {
    yield []
    while (!signal.aborted && !line.cut) {
      if (waiting.length > 0) {
        yield waiting.splice(0, AT_ONCE_MAX)
        continue
      }
      const woken = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), BEAT_MS)
        wake = () => {
          clearTimeout(timer)
          resolve(true)
        }
      })
      if (!woken) yield []
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', ended)
    wake()
  }
}
