import type { Ctx, TokenCtx, UserCtx } from '../../ctx.ts'
import type { Endpoint, OutputOf, ParsedOf } from '../endpoint.ts'

/** The context that an endpoint's needs give its handler. */
export type CtxOf<E extends Endpoint> = E['needs'] extends 'signed_in' ? UserCtx : E['needs'] extends `token:${string}` ? TokenCtx : Ctx

/** A file on its way out: its name with ending, its media type, and its bytes or UTF-8 text piece by piece. */
export type FileAnswer = { readonly name: string; readonly type: string; readonly pieces: AsyncIterable<string | Uint8Array> }

/**
 * Answers one endpoint. For a `stream` the handler yields outputs until its signal (`ctx.io.signal`) aborts; for a `file` it
 * hands over a file whose pieces end early when the signal aborts.
 */
export type Handler<E extends Endpoint> = (
  ctx: CtxOf<E>,
  input: ParsedOf<E>,
) => E['kind'] extends 'stream' ? AsyncIterable<OutputOf<E>> : E['kind'] extends 'file' ? Promise<FileAnswer> : Promise<OutputOf<E>>

/** A handler whose contract is only known at run time: its context and input were checked against that contract. */
export type AnyHandler = (ctx: never, input: never) => Promise<unknown> | AsyncIterable<unknown>

/**
 * Ties a contract to what answers it. The server checks what the contract needs, parses the input, and parses the output
 * too: what is not declared never leaves.
 */
export type Serve = <E extends Endpoint>(contract: E, handler: Handler<E>) => void

/** One slice's routes: a list of `serve(contract, handler)` lines. */
export type Routes = (serve: Serve) => void
