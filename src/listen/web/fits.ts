import type { Filter, Mention } from '../contract.ts'
import { valuesIn } from './address.ts'

/** Whether a mention is among those that a filter means, as far as one can tell without the server: whatever it says of words or a surge. */
export function fits(filter: Filter, { matches, place, lang, form, saidAt, meaning }: Mention): boolean {
  const { queryId, places, langs, forms, sentiments, intents, needsAnswer, aboutStaff, from, until } = filter
  const isIn = (list: string | undefined, value: string | undefined) => !list || (value !== undefined && valuesIn(list).includes(value))
  return (
    (!queryId || matches.some((match) => match.queryId === queryId)) &&
    isIn(places, place) &&
    isIn(langs, lang) &&
    isIn(forms, form) &&
    isIn(sentiments, meaning?.sentiment) &&
    isIn(intents, meaning?.intent) &&
    (!needsAnswer || meaning?.needsAnswer === true) &&
    (!aboutStaff || meaning?.aboutStaff === true) &&
    (!from || Date.parse(saidAt) >= Date.parse(from)) &&
    (!until || Date.parse(saidAt) < Date.parse(until))
  )
}
