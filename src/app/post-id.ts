import { z } from 'zod'

const ID_UNITS_MAX = 1_000

/** Whether a post or a brand can be called that on a line: a text, or a number of which no digit was lost when it was read. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' ? value.length <= ID_UNITS_MAX : typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER
}

export type Id = string | number
export const Id = z.custom<Id>(isId, `a text of at most ${ID_UNITS_MAX} characters, or a number of at most 15 digits: a longer one as a text`)

/** What a line that cannot be read is called, as far as it says so; an id of which digits were lost would be another's. */
export const namedIn = (json: unknown): { readonly id?: Id } => z.object({ id: Id }).safeParse(json).data ?? {}
