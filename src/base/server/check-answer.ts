import { SourceError } from '../error.ts'
import type { Fetched } from '../io.ts'
import { retryAfterMs } from './safe-fetch.ts'

/**
 * Throws what an HTTP status means, in a sentence for the health card, unless the answer is good (2xx or 304): a bad token
 * needs a person, what is gone for good stays gone, and everything else passes with time, as the answerer allows.
 */
export function checkAnswer(answer: Fetched, now: Date): void {
  const { status } = answer
  if ((status >= 200 && status < 300) || status === 304) return
  const host = URL.parse(answer.url)?.host ?? answer.url
  if (status === 401) throw new SourceError('reauthorize', `${host} wants somebody to sign in (401).`)
  if (status === 410) throw new SourceError('stop', `${host} says that this is gone for good (410).`)
  throw new SourceError('retry', `${host} ${SAYINGS[status] ?? 'answered with an error'} (${status}).`, retryAfterMs(answer, now))
}

const SAYINGS: Readonly<Record<number, string>> = {
  403: 'does not let us read this',
  404: 'has nothing at this address',
  429: 'asks us to come back later',
  500: 'is broken just now',
  502: 'is broken just now',
  503: 'is too busy just now',
  504: 'is too busy just now',
}
