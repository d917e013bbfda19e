import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor, TokenCtx, User, UserCtx } from '../../ctx.ts'
import { type Endpoint, pathOf } from '../endpoint.ts'
import { Refusal } from '../error.ts'
import type { Io } from '../io.ts'
import type { Doors } from './database.ts'
import type { AnyHandler, FileAnswer } from './serve.ts'

/** Which workspace an asker means, of those they belong to. Streams and plain links may say it as `?workspace=` instead. */
export const WORKSPACE_HEADER = 'x-heed-workspace'

/** What is needed to answer any endpoint; product words are handed in. */
export type Answering = {
  readonly doors: Doors
  readonly now: () => Date
  readonly ioFor: (signal: AbortSignal) => Io
  readonly userOf: (headers: Headers) => Promise<User | null>
  /** The user at work in this workspace, or null for who does not belong to it. */
  readonly actorOf: (user: User, workspaceId: string) => Promise<Actor | null>
  readonly mayDo: (role: Actor['role'], permission: string) => boolean
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Returns what registers one endpoint: who asks, may they, what do they say, what may leave. In this order. Requests in hand,
 * streams above all, are told when the server stops.
 */
export function answering(app: FastifyInstance, with_: Answering): (contract: Endpoint, handler: AnyHandler) => void {
  const open = new Set<AbortController>()
  app.addHook('preClose', async () => {
    for (const controller of open) controller.abort(new Error('the server is stopping'))
  })
  return (contract, handler) => {
    const route: RouteOptions = {
      method: contract.kind === 'act' ? 'POST' : 'GET',
      url: pathOf(contract),
      ...(contract.bodyBytesMax === undefined ? {} : { bodyLimit: contract.bodyBytesMax }),
      handler: async (request, reply) => {
        const controller = new AbortController()
        open.add(controller)
        reply.raw.once('close', () => {
          open.delete(controller)
          controller.abort(new Error('the asker has gone'))
        })
        const ctx = await ctxFor(with_, contract, request, controller.signal)
        const input = contract.input.parse(contract.kind === 'act' && !contract.letter ? (request.body ?? {}) : queryOf(request))
        const result = handler(ctx as never, input as never)
        if (contract.kind === 'stream') return streaming(reply, contract, result as AsyncIterable<unknown>, controller)
        if (contract.kind === 'file') return sending(reply, (await result) as FileAnswer)
        return contract.output.parse(await result)
      },
    }
    if (contract.letter) void app.register(async (unread) => takeLetters(unread).route(route))
    else app.route(route)
  }
}

/** Here the body of a request stays the bytes that came, whatever it says that it is. */
function takeLetters(app: FastifyInstance): FastifyInstance {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  return app
}

async function ctxFor(with_: Answering, contract: Endpoint, request: FastifyRequest, signal: AbortSignal): Promise<object> {
  const world = { now: with_.now, io: with_.ioFor(signal) }
  const { doors } = with_
  const inWorkspace: UserCtx['inWorkspace'] = (workspaceId, work) => doors.inWorkspace(workspaceId, work)
  if (contract.needs.startsWith('token:')) {
    const letter = { headers: request.headers, bytes: request.body instanceof Uint8Array ? request.body : new Uint8Array() }
    return { ...world, transact: (work) => doors.asUser(null, work), inWorkspace, address: request.ip, letter } satisfies TokenCtx
  }
  const user = await with_.userOf(headersOf(request))
  if (!user) throw new Refusal('not_signed_in')
  if (contract.needs === 'signed_in') {
    return { ...world, user, transact: (work) => doors.asUser(user.id, work), inWorkspace } satisfies UserCtx
  }
  const workspaceId = workspaceOf(request)
  const actor = workspaceId === null ? null : await with_.actorOf(user, workspaceId)
  if (!actor || !with_.mayDo(actor.role, contract.needs)) throw new Refusal('not_allowed')
  return { ...world, actor, transact: <T>(work: Parameters<Doors['inWorkspace']>[1]) => doors.inWorkspace(actor.workspaceId, work) as Promise<T> }
}

/** Server-sent events: one `data:` line per output, until the asker goes or the handler ends. */
function streaming(reply: FastifyReply, contract: Endpoint, outputs: AsyncIterable<unknown>, controller: AbortController): FastifyReply {
  async function* lines() {
    try {
      for await (const output of outputs) yield `data: ${JSON.stringify(contract.output.parse(output))}\n\n`
    } catch (error) {
      if (!controller.signal.aborted) throw error
    }
  }
  return reply
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(lines()))
}

/** A file to be saved, never shown: what is in it may be anybody's words. RFC 6266 and 8187 for names in any script. */
function sending(reply: FastifyReply, { name, type, pieces }: FileAnswer): FastifyReply {
  const ascii = name.replaceAll(/[^\w.-]+/g, '_')
  return reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, '_')}`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces))
}

function queryOf(request: FastifyRequest): Record<string, unknown> {
  const { workspace: _workspace, ...input } = request.query as Record<string, unknown>
  return input
}

function workspaceOf(request: FastifyRequest): string | null {
  const said = request.headers[WORKSPACE_HEADER] ?? (request.query as Record<string, unknown>)['workspace']
  return typeof said === 'string' && UUID.test(said) ? said : null
}

function headersOf(request: FastifyRequest): Headers {
  return new Headers(Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
