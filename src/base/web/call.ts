import { type Endpoint, type InputOf, type OutputOf, pathOf } from '../endpoint.ts'
import { REFUSALS, type RefusalCode } from '../error.ts'

/** Why a call brought nothing: a refusal of the server, its own bug (`failed`), or no answer at all (`unreachable`). */
export type CallCode = RefusalCode | 'failed' | 'unreachable'

/** What went wrong with a call, for `Failed` to say in the person's language. */
export class CallError extends Error {
  override name = 'CallError'
  readonly code: CallCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: CallCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }
}

/** In which workspace to ask, when to stop waiting, and how long at most. */
export type CallOptions = { readonly workspaceId?: string | null; readonly signal?: AbortSignal; readonly timeoutMs?: number }

const TIMEOUT_MS = 30_000

/** Asks the server one thing that a contract declares. Throws CallError; an aborted call throws what aborted it. */
export async function call<E extends Endpoint>(contract: E, input: InputOf<E>, options: CallOptions = {}): Promise<OutputOf<E>> {
  const signal = AbortSignal.any([AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS), ...(options.signal ? [options.signal] : [])])
  const response =
    contract.kind === 'act' ? await post(pathOf(contract), input, { ...options, signal }) : await open(contract, input, { ...options, signal })
  return (await response.json()) as OutputOf<E>
}

/** Where a `file` of this workspace is: for a link, which the browser follows and saves. */
export function hrefOf<E extends Endpoint>(contract: E, input: InputOf<E>, workspaceId: string): string {
  return `${pathOf(contract)}${searchOf({ ...input, workspace: workspaceId })}`
}

function searchOf(input: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) if (value !== undefined) query.set(name, String(value))
  return query.size > 0 ? `?${query}` : ''
}

/** Opens a `read` or a `stream`: the answer's body is still to come, and stays open until the signal aborts. Throws CallError. */
export function open<E extends Endpoint>(contract: E, input: InputOf<E>, options: CallOptions = {}): Promise<Response> {
  return get(pathOf(contract) + searchOf(input), options)
}

/** Posts to a path of the server that no contract declares: the sign-in doors. Throws CallError. */
export function post(path: string, body: unknown, options: CallOptions = {}): Promise<Response> {
  const init = { method: 'POST', headers: { ...headers(options), 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return send(path, init, options.signal)
}

/** Reads a path of the server that no contract declares. Throws CallError. */
export function get(path: string, options: CallOptions = {}): Promise<Response> {
  return send(path, { method: 'GET', headers: headers(options) }, options.signal)
}

const headers = ({ workspaceId }: CallOptions): Record<string, string> => ({
  'accept-language': document.documentElement.lang,
  ...(workspaceId ? { 'x-heed-workspace': workspaceId } : {}),
})

async function send(path: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(path, { ...init, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
    if (signal?.aborted && signal.reason?.name !== 'TimeoutError') throw error
    throw new CallError('unreachable', {}, { cause: error })
  })
  if (response.ok) return response
  throw await problemIn(response)
}

/** Reads a problem (RFC 9457) of ours; whatever else answered with an error stood between us and the server. */
async function problemIn(response: Response): Promise<CallError> {
  const said: unknown = await response.json().catch(() => null)
  if (typeof said === 'object' && said !== null && 'code' in said && typeof said.code === 'string' && Object.hasOwn(REFUSALS, said.code)) {
    const details = 'details' in said && typeof said.details === 'object' ? said.details : {}
    return new CallError(said.code as RefusalCode, { ...details })
  }
  if (response.status === 401) return new CallError('not_signed_in')
  if (response.status === 429) return new CallError('too_many')
  return new CallError(response.status >= 502 ? 'unreachable' : 'failed')
}
