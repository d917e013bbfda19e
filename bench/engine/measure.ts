import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are held after everything unreachable is gone: objects, and the memory behind typed arrays. */
export function bytesHeld(): number {
  collectGarbage()
  collectGarbage() // what the first one only marked for finalising
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Microseconds of processor time that work takes in this process: of all its threads, so garbage collection is paid for. */
export function cpuUs(work: () => void): number {
  const since = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(since)
  return user + system
}

/** Microseconds on the clock. */
export function clockUs(work: () => void): number {
  const since = performance.now()
  work()
  return (performance.now() - since) * 1_000
}

const HASHED_UNITS = 5_000_000
const FNV_PRIME = 16_777_619

/** What this machine does just now: nanoseconds for one step of a fixed hash loop (FNV-1a) over the units of a text. */
export function yardstickNs(): number {
  const text = 'The quick brown fox jumps over the lazy dog. '.repeat(100)
  let hash = 0
  const us = cpuUs(() => {
    for (let n = 0; n < HASHED_UNITS; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n % 4_096), FNV_PRIME)
  })
  if (hash === 1) throw new Error('never: only so that the loop is not left out')
  return us * 1_000 / HASHED_UNITS
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] ?? Number.NaN
}
