import { z } from 'zod'
import { SourceError } from '../error.ts'
import type { Io } from '../io.ts'
import { checkAnswer } from './check-answer.ts'
import { refusePublic } from './private-only.ts'

const ANSWER_BYTES_MAX = 64 * 1024
/** Where the answer does not say how long a token lives. */
const LIVES_S = 3_600
/** A token is taken for dead before it is, so that nothing fails at its very end; a shorter life is lived to its half. */
const EARLY_S = 300

const Token = z.object({ access_token: z.string().min(1).max(16_384), expires_in: z.coerce.number().positive().catch(LIVES_S) })
const Problem = z.object({ error: z.string().max(100), error_description: z.string().max(500).optional() })

/** What the owner of a mailbox or of an account granted to an application that was registered with the provider. */
export type Grant = {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly refreshToken: string
}

/** What signs in, and until when it may be used. */
export type AccessToken = { readonly token: string; readonly until: Date }

/** Fetches an access token for a refresh token (RFC 6749 section 6). Throws SourceError. */
export async function fetchToken(io: Io, { tokenUrl, clientId, clientSecret, refreshToken }: Grant): Promise<AccessToken> {
  const { host, protocol } = new URL(tokenUrl)
  if (protocol === 'http:') refusePublic(host, (await io.mayReach(tokenUrl)).address)
  const askedAt = io.now()
  const answer = await io.fetch(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId, ...(clientSecret && { client_secret: clientSecret }),
    }).toString(),
    bodyBytesMax: ANSWER_BYTES_MAX,
    redirectsMax: 0,
  })
  const json = jsonOf(answer.body)
  if (answer.status === 400 || answer.status === 401) {
    const { data } = Problem.safeParse(json)
    const why = data?.error_description ?? data?.error ?? answer.status
    throw new SourceError('reauthorize', `${host} gives no access any more: ${why}. Grant it anew.`)
  }
  checkAnswer(answer, askedAt)
  const { data } = Token.safeParse(json)
  if (!data) throw new SourceError('retry', `${host} answered with something that is not an access token.`)
  const usableS = Math.max(data.expires_in - EARLY_S, data.expires_in / 2)
  return { token: data.access_token, until: new Date(askedAt.getTime() + usableS * 1_000) }
}

/** Gives an access token whenever one is needed: the same while it may be used, then a new one. Throws SourceError. */
export function keepToken(io: Io, grant: Grant): () => Promise<string> {
  let kept: AccessToken | null = null
  return async () => {
    if (!kept || kept.until <= io.now()) kept = await fetchToken(io, grant)
    return kept.token
  }
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
