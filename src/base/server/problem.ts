import { z } from 'zod'
import { REFUSALS, Refusal, type RefusalCode } from '../error.ts'
import { languageOf, say } from '../messages.ts'

/** What went wrong, for people and machines (RFC 9457). `code` is one of `REFUSALS`, or `failed` for our own bugs. */
export type Problem = {
  readonly type: 'about:blank'
  readonly status: number
  readonly code: RefusalCode | 'failed'
  /** One sentence in the asker's language. */
  readonly title: string
  readonly details: Record<string, unknown>
}

/** Turns any thrown thing into what the asker may know of it: all of a Refusal, nothing of a bug. */
export function problemOf(error: unknown, acceptLanguage: string | undefined): Problem {
  const refusal = asRefusal(error)
  const code = refusal?.code ?? 'failed'
  const status = refusal ? REFUSALS[refusal.code] : 500
  const details = refusal?.details ?? {}
  return { type: 'about:blank', status, code, title: say(languageOf(acceptLanguage), `refusal.${code}`, details), details }
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof z.ZodError) return new Refusal('bad_input', { issues: error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) })
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 429) return new Refusal('too_many')
  if (status >= 400 && status < 500) return new Refusal('bad_input', { issues: [{ path: '', message: error instanceof Error ? error.message : '' }] })
  return null
}
