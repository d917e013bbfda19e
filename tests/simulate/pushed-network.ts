import { z } from 'zod'
import type { Io } from '../../src/base/io.ts'
import type { Batch, Connector, Post } from '../../src/connect/connector.ts'
import { simulatedConnector } from './simulated-network.ts'

const Cursor = z.object({ at: z.int() })
type Cursor = z.infer<typeof Cursor>
type Pushed = { readonly posts?: readonly Post[]; readonly batch?: Partial<Batch<Cursor>>; readonly error?: Error; readonly end?: true }

/** A network that says exactly what a test pushes, when it pushes it. */
export type PushedNetwork = {
  readonly connector: Connector
  /** Cursors of the pulls there have been. */
  readonly pulls: readonly (Cursor | null)[]
  /** How many pulls are going on. */
  listeners(): number
  /** Hands something over; resolves when the listener asks for more (a batch is then stored) or has ended. */
  push(pushed: Pushed): Promise<void>
}

export function pushedNetwork(id: string, changes: Parameters<typeof simulatedConnector>[3] = {}): PushedNetwork {
  const pulls: (Cursor | null)[] = []
  const waiting: (Pushed & { done: () => void })[] = []
  let arrived: (() => void) | undefined
  let listeners = 0

  async function* pull(from: Cursor | null, io: Io): AsyncGenerator<Batch<Cursor>> {
    pulls.push(from)
    listeners += 1
    let at = from?.at ?? 0
    try {
      for (;;) {
        const next = waiting.shift() ?? await arrival(io.signal)
        if (next === null) continue
        try {
          if (next.error) throw next.error
          if (next.end) return
          at += 1
          yield { posts: next.posts ?? [], cursor: { at }, heardUntil: io.now(), ...next.batch }
        } finally {
          next.done()
        }
      }
    } finally {
      listeners -= 1
    }
  }

  function arrival(signal: AbortSignal): Promise<null> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      arrived = () => resolve(null)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
  }

  return {
    connector: simulatedConnector(id, Cursor, pull, changes),
    pulls,
    listeners: () => listeners,
    push: (pushed) => new Promise((done) => {
      waiting.push({ ...pushed, done })
      arrived?.()
    }),
  }
}
