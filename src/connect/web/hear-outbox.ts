import type { InputOf } from '../../base/endpoint.ts'
import { call, CallError } from '../../base/web/call.ts'
import { fileHeard } from '../contract.ts'

/** Something written at a door. */
export type Heard = InputOf<typeof fileHeard>

const KEY = 'heed.hear.outbox'
const KEPT_MAX = 20

/** What could not be sent yet, through this link; the oldest first. */
export function kept(token: string): Heard[] {
  return all().filter((heard) => heard.token === token)
}

/** Keeps something in this browser until it is sent. False when the browser keeps nothing. */
export function keep(heard: Heard): boolean {
  return write([...all().filter(({ key }) => key !== heard.key), heard].slice(-KEPT_MAX))
}

/** Sends it and returns its receipt; what was kept is then let go of, also when it is refused for good. Throws CallError. */
export async function send(heard: Heard): Promise<string> {
  try {
    const { receipt } = await call(fileHeard, heard)
    forget(heard.key)
    return receipt
  } catch (error) {
    if (!mayPass(error)) forget(heard.key)
    throw error
  }
}

/** Whether the same may be sent a little later. */
export const mayPass = (error: unknown): boolean => error instanceof CallError && ['unreachable', 'failed', 'too_many'].includes(error.code)

const forget = (key: string): void => void write(all().filter((heard) => heard.key !== key))

function all(): Heard[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? (found as Heard[]) : []
  } catch {
    return []
  }
}

function write(outbox: readonly Heard[]): boolean {
  try {
    if (outbox.length === 0) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(outbox))
    return true
  } catch {
    return false
  }
}
