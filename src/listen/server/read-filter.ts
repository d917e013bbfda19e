import { Refusal } from '../../base/error.ts'
import type * as contract from '../contract.ts'

/** Values that a kind of mention may have; null: any. */
export type Kinds = { readonly places: readonly string[] | null; readonly langs: readonly string[] | null; readonly forms: readonly string[] | null }

/** A filter as it was read. What is null does not restrict. */
export type Wanted = Kinds & {
  readonly queryId: string | null
  readonly find: string | null
  readonly from: Date | null
  readonly until: Date | null
}

/** Reads a filter. Refuses a list with an empty value, and a time that ends before it begins; a value nobody knows just finds nothing. */
export function readFilter(filter: contract.Filter): Wanted {
  const from = filter.from === undefined ? null : new Date(filter.from)
  const until = filter.until === undefined ? null : new Date(filter.until)
  if (from && until && from >= until) throw new Refusal('bad_input', { field: 'until' })
  return {
    queryId: filter.queryId ?? null,
    find: filter.find?.trim() ? filter.find : null,
    places: valuesOf('places', filter.places),
    langs: valuesOf('langs', filter.langs),
    forms: valuesOf('forms', filter.forms),
    from,
    until,
  }
}

function valuesOf(field: string, list: string | undefined): string[] | null {
  if (list === undefined) return null
  const values = list.split(',').map((value) => value.trim())
  if (values.includes('')) throw new Refusal('bad_input', { field })
  return [...new Set(values)]
}

/** Whether it asks for certain places, languages or forms. */
export const isOfKinds = ({ places, langs, forms }: Kinds): boolean => places !== null || langs !== null || forms !== null
