import { z } from 'zod'
import { Refusal, SourceError } from '../../base/error.ts'
import type { Fetched, Io } from '../../base/io.ts'
import { refusePublic } from '../../base/server/private-only.ts'
import { retryAfterMs } from '../../base/server/safe-fetch.ts'
import { plainText } from './without-persons.ts'

/** The model to ask. `baseUrl` as `baseAddress` makes it; `key` null: its server asks for none. */
export type Model = { readonly baseUrl: string; readonly name: string; readonly key: string | null }

/** One question: what the model is to do, the material it is about, and how long its answer may be. */
export type Question = { readonly task: string; readonly material: object; readonly tokensMax: number }

/** Of one question, however it has to be put. A model on somebody's own machine takes its time. */
export const TIMEOUT_MS = 120_000
const LIST_TIMEOUT_MS = 10_000
const ANSWER_BYTES_MAX = 512 * 1024
const MODELS_MAX = 50
const SAYS_UNITS_MAX = 200

/** https://platform.openai.com/docs/api-reference/chat/object, as far as it is read. */
const Completion = z.object({
  choices: z.array(z.object({
    message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    finish_reason: z.string().nullish(),
  })).min(1),
})
/** https://platform.openai.com/docs/api-reference/models/list */
const Models = z.object({ data: z.array(z.unknown()) })
const Listed = z.object({ id: z.string().min(1).max(200).regex(/^\P{C}*$/u) })
const Problem = z.object({ error: z.object({ message: z.string().catch(''), code: z.string().nullish().catch(null), param: z.string().nullish().catch(null) }) })

/**
 * Asks a model once (`POST /chat/completions`) and returns its words as they came. Refuses, with what there is to do, where there is no whole
 * answer: `assist.unreachable`, `key_refused`, `no_model`, `busy`, `no_answer`, and `stopped` when the asker wants no more.
 */
export async function askModel(io: Io, model: Model, question: Question): Promise<string> {
  const begunAt = io.now().getTime()
  const complete = (limit: Limit) => completion(io, model, question, limit, Math.max(1, begunAt + TIMEOUT_MS - io.now().getTime()))
  const first = await complete('max_tokens')
  // Newer models know the same limit by another name only, and say so.
  const answer = isAboutLimit(first) ? await complete('max_completion_tokens') : first
  refuseFailure(answer, model, io.now())
  const { data } = Completion.safeParse(jsonOf(answer.body))
  const [choice] = data?.choices ?? []
  if (!choice) throw new Refusal('assist.no_answer', { why: 'form' })
  if (choice.message.refusal || choice.finish_reason === 'content_filter') throw new Refusal('assist.no_answer', { why: 'declined' })
  if (choice.finish_reason === 'length') throw new Refusal('assist.no_answer', { why: 'cut' })
  if (!choice.message.content?.trim()) throw new Refusal('assist.no_answer', { why: 'empty' })
  return choice.message.content
}

/** The models that a server says it has (`GET /models`), at most 50; none where it does not say. Throws only when the asker wants no more. */
export async function listModels(io: Io, model: Model): Promise<string[]> {
  try {
    const answer = await send(io, model, '/models', { timeoutMs: LIST_TIMEOUT_MS })
    const { data } = Models.safeParse(jsonOf(answer.body))
    return (data?.data ?? []).flatMap((listed) => Listed.safeParse(listed).data?.id ?? []).slice(0, MODELS_MAX)
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'assist.stopped') return []
    throw error
  }
}

type Limit = 'max_tokens' | 'max_completion_tokens'

function completion(io: Io, model: Model, { task, material, tokensMax }: Question, limit: Limit, timeoutMs: number): Promise<Fetched> {
  const messages = [{ role: 'system', content: task }, { role: 'user', content: JSON.stringify(material) }]
  return send(io, model, '/chat/completions', { body: JSON.stringify({ model: model.name, messages, stream: false, [limit]: tokensMax }), timeoutMs })
}

async function send(io: Io, { baseUrl, key }: Model, path: string, { body, timeoutMs }: { body?: string; timeoutMs: number }): Promise<Fetched> {
  const url = `${baseUrl}${path}`
  try {
    const { host, protocol } = new URL(url)
    if (protocol === 'http:') refusePublic(host, (await io.mayReach(url)).address)
    return await io.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...(key !== null && { authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body }),
      timeoutMs,
      bodyBytesMax: ANSWER_BYTES_MAX,
      redirectsMax: 0,
    })
  } catch (error) {
    if (io.signal.aborted) throw new Refusal('assist.stopped')
    if (error instanceof SourceError) throw new Refusal('assist.unreachable', { why: error.message })
    throw error
  }
}

function isAboutLimit({ status, body }: Fetched): boolean {
  return status === 400 && Problem.safeParse(jsonOf(body)).data?.error.param === 'max_tokens'
}

/** Errors as https://platform.openai.com/docs/guides/error-codes has them. */
function refuseFailure(answer: Fetched, model: Model, now: Date): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  const { data } = Problem.safeParse(jsonOf(answer.body))
  if (status === 401 || status === 403) throw new Refusal('assist.key_refused')
  if (status === 404) throw new Refusal('assist.no_model', { model: model.name })
  if (status === 402 || status === 429 || status === 503) {
    const isSpent = status === 402 || data?.error.code === 'insufficient_quota'
    throw new Refusal('assist.busy', { isSpent, seconds: Math.ceil(retryAfterMs(answer, now) / 1_000) })
  }
  const says = plainText(data?.error.message.replaceAll(model.key ?? '\0', '…') ?? '').replaceAll(/\s+/g, ' ').slice(0, SAYS_UNITS_MAX)
  throw new Refusal('assist.unreachable', { why: `${new URL(model.baseUrl).host} answered with ${status}${says ? `: ${says}` : ''}.` })
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
