import type { Io } from '../../base/io.ts'

/** A network that was asked and said nothing, not even a heartbeat, for longer than its connector allows. */
export class Silence extends Error {
  override name = 'Silence'
}

/**
 * Watches a pull until its `io` is aborted. Only time spent waiting for the network counts, and it is counted in sleeps, so
 * neither a slow database nor a clock that jumps is taken for silence. Silence is noticed after one to two times `silentAfterMs`.
 */
export function watchForSilence(
  io: Io,
  silentAfterMs: number,
  onSilence: (silence: Silence) => void,
): { during<T>(asking: Promise<T>): Promise<T> } {
  let waiting = false
  let asked = 0
  const watch = async () => {
    for (;;) {
      const before = asked
      await io.sleep(silentAfterMs)
      if (waiting && asked === before) onSilence(new Silence(`Nothing was heard for ${Math.round(silentAfterMs / 1_000)} seconds.`))
    }
  }
  watch().catch(() => undefined) // aborted: the pull is over
  return {
    during: async (asking) => {
      waiting = true
      asked += 1
      try {
        return await asking
      } finally {
        waiting = false
      }
    },
  }
}

/** What a connector answers, or the signal's reason as soon as it aborts, even if the connector does not react to it. */
export function unlessAborted<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) return aborted()
    signal.addEventListener('abort', aborted, { once: true })
    ask().then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
