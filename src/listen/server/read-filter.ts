import { Refusal } from '../../base/error.ts'
import type { Actor } from '../../ctx.ts'
import { INTENTS, type Intent, type Sentiment, SENTIMENTS } from '../../language/contract.ts'
import { mayDo } from '../../people/index.ts'
import type * as contract from '../contract.ts'

/** What a mention may mean; null: anything, understood or not. */
export type Meanings = {
  readonly sentiments: readonly Sentiment[] | null
  readonly intents: readonly Intent[] | null
  /** True: only what needs an answer; only what is about staff. */
  readonly needsAnswer: boolean
  readonly aboutStaff: boolean
}

/** Values that a kind of mention may have; null: any. */
export type Kinds = Meanings & {
  readonly places: readonly string[] | null
  readonly langs: readonly string[] | null
  readonly forms: readonly string[] | null
}

/** The mentions of a surge: those that it counts, or each copy of them too. */
export type SurgeWanted = { readonly id: string; readonly isEach: boolean }

/** A filter as it was read. What is null does not restrict. */
export type Wanted = Kinds & {
  readonly queryId: string | null
  readonly surge: SurgeWanted | null
  readonly find: string | null
  readonly from: Date | null
  readonly until: Date | null
}

/** Restricts nothing. */
export const ANY_MEANING: Meanings = { sentiments: null, intents: null, needsAnswer: false, aboutStaff: false }
/** Restricts nothing either. */
export const ANY_KIND: Kinds = { ...ANY_MEANING, places: null, langs: null, forms: null }

/** For whom something is read: not everybody may know everything. */
export type Reader = Pick<Actor, 'role'>

/** Whether somebody may know which mentions are about an employee. */
export const mayKnowStaff = ({ role }: Reader): boolean => mayDo(role, 'staff:read')

/**
 * Reads a filter. Refuses a list with an empty value, a time that ends before it begins, and to tell what is about staff to whoever may not
 * know; a value nobody knows just finds nothing.
 */
export function readFilter(filter: contract.Filter, reader: Reader): Wanted {
  const from = filter.from === undefined ? null : new Date(filter.from)
  const until = filter.until === undefined ? null : new Date(filter.until)
  if (from && until && from >= until) throw new Refusal('bad_input', { field: 'until' })
  if (filter.aboutStaff !== undefined && !mayKnowStaff(reader)) throw new Refusal('not_allowed')
  return {
    queryId: filter.queryId ?? null,
    surge: filter.surgeId === undefined ? null : { id: filter.surgeId, isEach: filter.copies === 'each' },
    find: filter.find?.trim() ? filter.find : null,
    places: valuesOf('places', filter.places),
    langs: valuesOf('langs', filter.langs),
    forms: valuesOf('forms', filter.forms),
    sentiments: knownOf(SENTIMENTS, valuesOf('sentiments', filter.sentiments)),
    intents: knownOf(INTENTS, valuesOf('intents', filter.intents)),
    needsAnswer: filter.needsAnswer !== undefined,
    aboutStaff: filter.aboutStaff !== undefined,
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

const knownOf = <Value extends string>(all: readonly Value[], values: readonly string[] | null): Value[] | null => (
  values && all.filter((value) => values.includes(value))
)

/** Whether it asks for certain meanings. */
export const isOfMeanings = ({ sentiments, intents, needsAnswer, aboutStaff }: Meanings): boolean => (
  sentiments !== null || intents !== null || needsAnswer || aboutStaff
)

/** Whether it asks for certain places, languages or forms. */
export const isOfPlaces = ({ places, langs, forms }: Kinds): boolean => places !== null || langs !== null || forms !== null

/** Whether it asks for certain places, languages, forms or meanings. */
export const isOfKinds = (kinds: Kinds): boolean => isOfPlaces(kinds) || isOfMeanings(kinds)
