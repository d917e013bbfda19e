import { useEffect, useEffectEvent, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../endpoint.ts'
import { open } from './call.ts'
import { eventsOf } from './event-stream.ts'
import { useWorkspaceId } from './workspace.ts'

/** How the line to the server is: being opened, open, or lost and tried again. */
export type Line = 'opening' | 'open' | 'lost'

const RETRY_MS = { first: 1000, most: 30_000 }
/** A line on which not even a beat was heard for so long is dead, whatever the network says. */
const SILENCE_MS = 60_000

/** What becomes of what a stream says. */
export type Listener<Output> = {
  readonly heard: (output: Output) => void
  /** The line is open again after it was lost: whatever was said meanwhile was missed here. */
  readonly reopened: () => void
}

/** Keeps a stream open while mounted, and opens it again when it breaks, later and later, at once when the browser is back online. */
export function useLive<E extends Endpoint>(contract: E, input: InputOf<E>, listener: Listener<OutputOf<E>>): Line {
  const workspaceId = useWorkspaceId()
  const [line, setLine] = useState<Line>('opening')
  const heard = useEffectEvent(listener.heard)
  const reopened = useEffectEvent(listener.reopened)
  const inputText = JSON.stringify(input)

  useEffect(() => {
    const stopped = new AbortController()
    void (async () => {
      let retryMs = RETRY_MS.first
      for (let times = 0; !stopped.signal.aborted; times++) {
        try {
          await listenOnce(contract, JSON.parse(inputText), workspaceId, stopped.signal, {
            open: () => {
              setLine('open')
              if (times > 0) reopened()
              retryMs = RETRY_MS.first
            },
            heard: (data) => heard(JSON.parse(data)),
          })
        } catch {
          // Why it broke makes no difference: it is shown as lost, and tried again.
        }
        if (stopped.signal.aborted) return
        setLine('lost')
        await pause(retryMs * (0.5 + Math.random() / 2), stopped.signal)
        retryMs = Math.min(retryMs * 2, RETRY_MS.most)
      }
    })()
    return () => stopped.abort(new Error('nobody listens any more'))
  }, [contract, inputText, workspaceId])

  return line
}

/** One line from opening to end. Throws when it cannot be opened, breaks or falls silent. */
async function listenOnce<E extends Endpoint>(
  contract: E,
  input: InputOf<E>,
  workspaceId: string | null,
  signal: AbortSignal,
  on: { open: () => void; heard: (data: string) => void },
): Promise<void> {
  const silent = new AbortController()
  let watch: ReturnType<typeof setTimeout> | undefined
  const alive = () => {
    clearTimeout(watch)
    watch = setTimeout(() => silent.abort(new Error('the line is silent')), SILENCE_MS)
  }
  try {
    alive()
    const response = await open(contract, input, { workspaceId, signal: AbortSignal.any([signal, silent.signal]) })
    if (!response.body) throw new Error('a stream without a body')
    on.open()
    for await (const data of eventsOf(response.body)) {
      alive()
      on.heard(data)
    }
  } finally {
    clearTimeout(watch)
  }
}

/** Waits, but not longer than it takes the browser to come back online. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
