import { setTimeout as pause } from 'node:timers/promises'
import type { Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Author } from '../connector.ts'
import { type Authors, displayName } from './authors.ts'
import { PROFILES } from './event.ts'
import { fieldsOf, textOf } from './record.ts'

/** A batch waits no longer than this for the names of its authors; who answers later is known from the next batch on. */
const WAIT_MS_MAX = 1_000
const ASKING = { timeoutMs: 5_000, bodyBytesMax: 256 * 1024, redirectsMax: 0 } as const
const AUTHORS_PER_BATCH_MAX = 20
const ASKING_MAX = 40
/** A host that fails so often in a row does not know its authors (a relay does not); it is left alone for a while. */
const FAILURES_MAX = 5
const LEAVE_ALONE_MS = 10 * 60_000

/** Asks a personal data server who its accounts are, as they first speak. */
export function askingHost(io: Io, host: string, authors: Authors): (dids: readonly string[]) => Promise<void> {
  const asking = new Set<string>()
  let failures = 0
  let aloneUntil = 0
  const ask = async (did: string) => {
    asking.add(did)
    try {
      const { handle, name } = await accountOf(io, host, did)
      authors.learn(did, { handle, name })
      failures = 0
    } catch {
      failures += 1
      if (failures >= FAILURES_MAX) aloneUntil = io.now().getTime() + LEAVE_ALONE_MS
    } finally {
      asking.delete(did)
    }
  }
  return async (dids) => {
    if (io.now().getTime() < aloneUntil) return
    const strangers = [...new Set(dids)].filter((did) => !authors.knows(did) && !asking.has(did))
    const asked = strangers.slice(0, Math.min(AUTHORS_PER_BATCH_MAX, ASKING_MAX - asking.size)).map(ask)
    if (asked.length === 0) return
    const enough = new AbortController()
    await Promise.race([Promise.all(asked), pause(WAIT_MS_MAX, undefined, { signal: enough.signal }).catch(() => {})])
    enough.abort()
  }
}

/** Whether this host is a personal data server, which knows its own accounts; a relay passes on what others said. Throws SourceError. */
export async function isHome(io: Io, host: string): Promise<boolean> {
  const answer = await io.fetch(`${host}/xrpc/com.atproto.server.describeServer`, ASKING)
  if (answer.status === 429 || answer.status >= 500) checkAnswer(answer, io.now())
  return answer.status === 200
}

/** Those of these authors who have their account at this personal data server. */
export async function authorsAtHome(io: Io, host: string, dids: readonly string[]): Promise<Author[]> {
  const asked = await Promise.allSettled(dids.slice(0, ASKING_MAX).map((did) => accountOf(io, host, did)))
  return asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

/** Who an account of a personal data server is. Throws if it has no such account, or does not answer. */
async function accountOf(io: Io, host: string, did: string): Promise<Author> {
  const [account, profile] = await Promise.all([
    answerOf(io, host, 'com.atproto.repo.describeRepo', { repo: did }),
    answerOf(io, host, 'com.atproto.repo.getRecord', { repo: did, collection: PROFILES, rkey: 'self' }),
  ])
  const { handle, handleIsCorrect } = fieldsOf(account)
  if (account === null) throw new Error('not known there')
  return { id: did, handle: handleIsCorrect === true ? textOf(handle) ?? '' : '', name: displayName(fieldsOf(profile)['value']), followers: null }
}

/** Null if the host has no such thing. */
async function answerOf(io: Io, host: string, method: string, query: Readonly<Record<string, string>>): Promise<unknown> {
  const url = `${host}/xrpc/${method}?${new URLSearchParams(query)}`
  const answer = await io.fetch(url, ASKING)
  return answer.status === 200 ? JSON.parse(new TextDecoder().decode(answer.body)) : null
}
