/**
 * Signing in with an app password, for search: https://docs.bsky.app/docs/api/com-atproto-server-create-session. At most 30 times
 * in five minutes and 300 times a day, so a session is kept for as long as this process runs.
 */
import { createHash } from 'node:crypto'
import { SourceError } from '../../base/error.ts'
import type { Fetched, Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import { fieldsOf, textOf } from './record.ts'
import type { Account } from './settings.ts'

const ASKING = { timeoutMs: 15_000, bodyBytesMax: 256 * 1024, redirectsMax: 0 } as const
/** Sessions kept at once; the oldest is forgotten first, and begun anew. */
const SESSIONS_MAX = 100

const sessions = new Map<string, string>()

/** Asks the account’s own server, which passes the question on to the network in the account’s name. Signs in where that is needed. */
export async function askAs(io: Io, account: Account, path: string, options: { readonly timeoutMs: number; readonly bodyBytesMax: number }): Promise<Fetched> {
  const key = createHash('sha256').update(JSON.stringify(account)).digest('base64')
  const ask = (token: string) => (
    io.fetch(`${account.service}${path}`, { ...options, redirectsMax: 0, headers: { authorization: `Bearer ${token}` } })
  )
  const kept = sessions.get(key)
  if (kept !== undefined) {
    const answer = await ask(kept)
    if (!isOver(answer)) return answer
    sessions.delete(key)
  }
  const token = await signIn(io, account)
  sessions.set(key, token)
  for (const oldest of sessions.keys()) {
    if (sessions.size <= SESSIONS_MAX) break
    sessions.delete(oldest)
  }
  return ask(token)
}

/** Begins a session; resolves to its token. Throws SourceError: `reauthorize` when handle and password do not fit. */
export async function signIn(io: Io, { service, handle, password }: Account): Promise<string> {
  const answer = await io.fetch(`${service}/xrpc/com.atproto.server.createSession`, {
    ...ASKING, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ identifier: handle, password }),
  })
  const { host } = new URL(service)
  if (answer.status === 400 || answer.status === 401) throw new SourceError('reauthorize', `${host} does not accept this handle with this app password (${answer.status}).`)
  checkAnswer(answer, io.now())
  const token = textOf(fieldsOf(jsonOf(answer))['accessJwt'])
  if (token === null) throw new SourceError('retry', `${host} answered, but let nobody in.`)
  return token
}

/** A token lives for an hour or two; what is over is told by a name, with 400 or 401. */
function isOver(answer: Fetched): boolean {
  return (answer.status === 400 || answer.status === 401) && ['ExpiredToken', 'InvalidToken', 'AuthMissing'].includes(textOf(fieldsOf(jsonOf(answer))['error']) ?? '')
}

/** What an answer says as JSON; null if that is none. */
export function jsonOf({ body }: Fetched): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
