const WAIT_MS = 30

/** Reads several things at once: what it returns tells of each. */
type ReadMany<Answer> = (workspaceId: string | null, ids: readonly string[]) => Promise<(id: string) => Answer>

/** A way to read one thing that waits a moment for others who want to read as well, and asks for all of them with one call of at most `most`. */
export function inBatches<Answer>(most: number, readMany: ReadMany<Answer>): (workspaceId: string | null, id: string) => Promise<Answer> {
  const waiting = new Map<string | null, { ids: Set<string>; answers: Promise<(id: string) => Answer> }>()
  return async (workspaceId, id) => {
    const known = waiting.get(workspaceId)
    if (known && known.ids.size < most) {
      known.ids.add(id)
      return (await known.answers)(id)
    }
    const ids = new Set([id])
    const batch = { ids, answers: pause().then(() => {
      if (waiting.get(workspaceId) === batch) waiting.delete(workspaceId)
      return readMany(workspaceId, [...ids])
    }) }
    waiting.set(workspaceId, batch)
    return (await batch.answers)(id)
  }
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, WAIT_MS))
