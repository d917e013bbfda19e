import { setTimeout as pause } from 'node:timers/promises'
import type { Io } from '../../src/base/io.ts'

/** Longer than any wait of a healthy network here; a sleep of exactly this length is the watch for silence. */
export const SILENT_AFTER_MS = 60_001

type Timer = { readonly due: number; readonly wake: () => void }

/**
 * Time that passes only when somebody waits, so that hours take no time and happen in the same order every time. `now` is the
 * network's true time; our own clock may be off by `skewMs`.
 */
export class SimulatedClock {
  now: number
  skewMs = 0
  readonly #pauseMs: number
  #timers: Timer[] = []

  /** `pauseMs`: how long a wait really takes, for stories that wait for something real. */
  constructor(start: Date, pauseMs: number) {
    this.now = start.getTime()
    this.#pauseMs = pauseMs
  }

  /** Lets time pass; wakes the watches whose time has come. */
  pass(ms: number): void {
    this.now += ms
    const due = this.#timers.filter((timer) => timer.due <= this.now)
    this.#timers = this.#timers.filter((timer) => timer.due > this.now)
    for (const { wake } of due) wake()
  }

  /** Time and nothing else: whoever fetches in a simulation has a bug. */
  ioFor(signal: AbortSignal): Io {
    return {
      fetch: nowhere,
      mayReach: nowhere,
      now: () => new Date(this.now + this.skewMs),
      sleep: (ms) => this.#sleep(ms, signal),
      signal,
    }
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason)
    if (ms !== SILENT_AFTER_MS) {
      this.pass(ms)
      return this.#pauseMs === 0 ? Promise.resolve() : pause(this.#pauseMs)
    }
    return new Promise((resolve, reject) => {
      this.#timers.push({ due: this.now + ms, wake: resolve })
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
  }
}

const nowhere = () => Promise.reject(new Error('a simulation has no network'))
