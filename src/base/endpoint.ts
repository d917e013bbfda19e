import type { z } from 'zod'

/**
 * What an asker must have: a permission of a role in the workspace (`mention:read`), nothing but an account
 * (`signed_in`), or a token made for this purpose alone (`token:invitation`), the only kind that is open to nobody.
 */
export type Needs = 'signed_in' | `token:${string}` | `${string}:${string}`

/**
 * One thing that can be asked of Heed: the only thing its web app and its server share. `read` is a GET and changes nothing,
 * `act` a POST that happens wholly or not at all, `stream` a GET that stays open (server-sent events of `output`), `file` a GET
 * that is saved as a file (its bytes are what the handler yields; `output` says nothing).
 */
export type Endpoint<
  Need extends Needs = Needs,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Kind extends 'read' | 'act' | 'stream' | 'file' = 'read' | 'act' | 'stream' | 'file',
> = {
  /** `slice.verb`; the path is `/api/slice.verb`. */
  readonly name: `${string}.${string}`
  readonly kind: Kind
  readonly needs: Need
  /** One sentence for /api/docs. */
  readonly about: string
  readonly input: Input
  readonly output: Output
  /** For an `act` that is sent more than a form: the most its JSON may have. */
  readonly bodyBytesMax?: number
  /**
   * For an `act` of a program that signs what it sends: `input` is then what the address says, and the JSON, of this form, is
   * handed over unread, as the bytes that came (`ctx.letter`), so that the handler can check the signature first.
   */
  readonly letter?: z.ZodType
}

/** Declares an endpoint; only types happen here. */
export function endpoint<
  const Need extends Needs,
  Input extends z.ZodObject,
  Output extends z.ZodType,
  const Kind extends Endpoint['kind'],
>(declared: Endpoint<Need, Input, Output, Kind>): Endpoint<Need, Input, Output, Kind> {
  return declared
}

/** What a caller may send: before defaults and transforms. */
export type InputOf<E extends Endpoint> = z.input<E['input']>
/** What a handler receives: parsed. */
export type ParsedOf<E extends Endpoint> = z.output<E['input']>
/** What a caller receives. */
export type OutputOf<E extends Endpoint> = z.output<E['output']>

/** The path an endpoint answers at. */
export const pathOf = (declared: Pick<Endpoint, 'name'>): string => `/api/${declared.name}`
