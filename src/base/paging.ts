import { z } from 'zod'
import { Refusal } from './error.ts'

/** A page of a list: at most `limit` rows after the place that `after` names (a `next` of the page before). */
export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
})

/** Where a newest-first list goes on: a moment and the id that breaks its ties. Page 400 costs what page 1 costs. */
export type Place = { readonly at: Date; readonly id: string }

/** A place as an opaque text for the caller. */
export function pack(place: Place): string {
  return Buffer.from(`${place.at.toISOString()} ${place.id}`).toString('base64url')
}

/** Reads what `pack` made. Anything else is a Refusal. */
export function unpack(text: string): Place {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const place = { at: new Date(at), id }
  if (Number.isNaN(place.at.getTime()) || !z.uuid().safeParse(id).success) throw new Refusal('bad_input', { field: 'after' })
  return place
}

/** Cuts a page from `limit + 1` fetched rows: whether there is more is known without counting. */
export function cut<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => Place): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? pack(placeOf(last)) : null }
}

/** Every row of a paged list, one page at a time: the next is asked for when the last row of this one has been used. */
export async function* throughPages<Row>(pageAfter: (after: string | undefined) => Promise<{ rows: readonly Row[]; next: string | null }>): AsyncGenerator<Row, void> {
  for (let after: string | undefined; ;) {
    const { rows, next } = await pageAfter(after)
    yield* rows
    if (next === null) return
    after = next
  }
}
