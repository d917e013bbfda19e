import { createHash, randomBytes } from 'node:crypto'

const KEYS_MAX = 100_000

/**
 * Counts what is asked for, so much in so long a time for each key, in this process alone. A key (an address, a token) is kept only as a
 * hash that nobody can undo, since it is salted with what this process forgets. True: this one is still within the limit, and counted.
 */
export function createLimit({ most, withinMs }: { most: number; withinMs: number }): (key: string, now: Date) => boolean {
  const salt = randomBytes(16)
  const windows = new Map<string, { since: number; count: number }>()
  return (key, now) => {
    const hash = createHash('sha256').update(salt).update(key).digest('base64')
    const at = now.getTime()
    const window = windows.get(hash)
    if (window && at >= window.since && at - window.since < withinMs) {
      window.count += 1
      return window.count <= most
    }
    if (windows.size >= KEYS_MAX) for (const [known, { since }] of windows) if (at - since >= withinMs || windows.size >= KEYS_MAX) windows.delete(known)
    windows.delete(hash)
    windows.set(hash, { since: at, count: 1 })
    return true
  }
}
