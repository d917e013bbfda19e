import type { Filter } from '../contract.ts'

/** What the address of the page may say, in its order. */
export const ADDRESS = [
  'view', 'query', 'surge', 'find', 'needsAnswer', 'aboutStaff', 'intents', 'sentiments', 'places', 'langs', 'forms', 'from', 'until', 'copies',
] as const

/** What an address says: a filter that can be sent to somebody, and the saved view it began as. */
export type Address = Partial<Record<(typeof ADDRESS)[number], string>>

/** Before anything that can have been said: a filter from here on means all of the time there is. */
export const ALL_TIME_FROM = '2000-01-01T00:00:00.000Z'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The filter of an address; what could not be one is left out. */
export function filterOf({ query, surge, find, needsAnswer, aboutStaff, from, until, copies, ...lists }: Address): Filter {
  const { intents, sentiments, places, langs, forms } = lists
  return only({
    queryId: uuid(query), surgeId: uuid(surge), find, needsAnswer: yes(needsAnswer), aboutStaff: yes(aboutStaff),
    intents, sentiments, places, langs, forms, from: moment(from), until: moment(until), copies: copies === 'each' ? copies : undefined,
  })
}

/** The address of a filter. */
export function addressOf({ queryId, surgeId, ...filter }: Filter): Address {
  return only({ query: queryId, surge: surgeId, ...filter })
}

/** Whether two filters mean the same. */
export const isSame = (one: Filter, other: Filter): boolean => text(one) === text(other)

const text = (filter: Filter) => JSON.stringify(Object.entries(only(filter)).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** The values of a list in a filter; none: all. */
export const valuesIn = (list: string | undefined): readonly string[] => (list ? list.split(',') : [])

/** A list with this value added, or taken out if it was there. */
export function toggled(list: string | undefined, value: string): string | undefined {
  const before = valuesIn(list)
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value]
  return after.length > 0 ? after.join(',') : undefined
}

const uuid = (text: string | undefined) => (text && UUID.test(text) ? text : undefined)

const yes = (text: string | undefined) => (text === 'yes' ? text : undefined)

const moment = (text: string | undefined) => (text !== undefined && /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined)

/** Without what is empty. */
function only<T extends Record<string, string | undefined>>(parts: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as { [Name in keyof T]?: NonNullable<T[Name]> }
}
