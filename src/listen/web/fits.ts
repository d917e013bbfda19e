import type { Filter, Mention } from '../contract.ts'
import { valuesIn } from './address.ts'

/** Whether a mention is among those that a filter means, as far as one can tell without the server: whatever it says of words. */
export function fits({ queryId, places, langs, forms, from, until }: Filter, { matches, place, lang, form, saidAt }: Mention): boolean {
  const isIn = (list: string | undefined, value: string) => !list || valuesIn(list).includes(value)
  return (
    (!queryId || matches.some((match) => match.queryId === queryId)) &&
    isIn(places, place) &&
    isIn(langs, lang) &&
    isIn(forms, form) &&
    (!from || Date.parse(saidAt) >= Date.parse(from)) &&
    (!until || Date.parse(saidAt) < Date.parse(until))
  )
}
