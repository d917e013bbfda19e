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
/**
 * A tab that nobody has looked at for so long hangs up, and calls again when somebody looks: over HTTP/1.1 a browser opens six
 * lines to a server, and six forgotten tabs would leave none for the seventh.
 */
const HIDDEN_MS = 60_000

/** What becomes of what a stream says. */
export type Listener<Output> = {
  readonly heard: (output: Output) => void
  /** The line is open, for the first time or again: whatever was said before was missed here. */
  readonly opened: () => void
}

/** Keeps a stream open while mounted, and opens it again when it breaks, later and later, at once when the browser is back online. */
export function useLive<E extends Endpoint>(contract: E, input: InputOf<E>, listener: Listener<OutputOf<E>>): Line {
  const workspaceId = useWorkspaceId()
  const [line, setLine] = useState<Line>('opening')
  const heard = useEffectEvent(listener.heard)
  const opened = useEffectEvent(listener.opened)
  const inputText = JSON.stringify(input)

  useEffect(() => {
    const stopped = new AbortController()
    void (async () => {
      let retryMs = RETRY_MS.first
      while (!stopped.signal.aborted) {
        try {
          await listenOnce(contract, JSON.parse(inputText), workspaceId, stopped.signal, {
            open: () => {
              setLine('open')
              opened()
              retryMs = RETRY_MS.first
            },
            heard: (data) => heard(JSON.parse(data)),
          })
        } catch {
          // Why it broke makes no difference: it is shown as lost, and tried again.
        }
        if (stopped.signal.aborted) return
        if (document.hidden) {
          await seen(stopped.signal)
          continue
        }
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
  const hangUp = new AbortController()
  let silence: ReturnType<typeof setTimeout> | undefined
  let hidden: ReturnType<typeof setTimeout> | undefined
  const alive = () => {
    clearTimeout(silence)
    silence = setTimeout(() => hangUp.abort(new Error('the line is silent')), SILENCE_MS)
  }
  const looked = () => {
    clearTimeout(hidden)
    if (document.hidden) hidden = setTimeout(() => hangUp.abort(new Error('nobody looks')), HIDDEN_MS)
  }
  const offline = () => hangUp.abort(new Error('the browser is offline'))
  document.addEventListener('visibilitychange', looked)
  addEventListener('offline', offline)
  try {
    alive()
    looked()
    const response = await open(contract, input, { workspaceId, signal: AbortSignal.any([signal, hangUp.signal]) })
    if (!response.body) throw new Error('a stream without a body')
    on.open()
    for await (const data of eventsOf(response.body)) {
      alive()
      on.heard(data)
    }
  } finally {
    clearTimeout(silence)
    clearTimeout(hidden)
    document.removeEventListener('visibilitychange', looked)
    removeEventListener('offline', offline)
  }
}

/** Waits until somebody looks at the page. */
function seen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
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
