/** Reading strangers' records: whatever is missing or of another kind is as if it were not there. */

type Fields = { readonly [name: string]: unknown }

/** The fields of an object; none if it is something else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value as Fields : {}
}

/** The items of a list, at most `itemsMax`. */
export function itemsOf(value: unknown, itemsMax: number): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, itemsMax).map(fieldsOf) : []
}

/** A text that is not empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
