import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type Filter, listQueries, type Meaning, type Mention } from '../contract.ts'
import { toggled, valuesIn } from './address.ts'
import { useTimeWords } from './bar-words.ts'
import { usePlaceName } from './place-name.ts'

/** The facets whose values can be ticked. */
export const FACETS = ['intents', 'sentiments', 'places', 'langs', 'forms'] as const
export type Facet = (typeof FACETS)[number]
/** What can be asked for or not, and how it is called. */
export const MARKS = [
  { mark: 'needsAnswer', means: 'listen.mark.needs_answer' },
  { mark: 'aboutStaff', means: 'listen.mark.about_staff' },
] as const

/** What a value of a facet is called. */
export function useValueWords(): (facet: Facet, value: string) => string {
  const { t, languageName } = useI18n()
  const placeName = usePlaceName()
  return (facet, value) => {
    if (facet === 'places') return placeName(value)
    if (facet === 'intents') return t(`listen.intent.${value as Meaning['intent']}`)
    if (facet === 'sentiments') return t(`listen.sentiment.${value as Meaning['sentiment']}`)
    if (facet === 'forms') return t(`listen.form.${value as Mention['form']}`)
    return (value === 'und' ? null : languageName(value)) ?? t('listen.lang.unknown')
  }
}

/** A part of a filter in words, and the filter without it. */
export type FilterPart = { readonly id: string; readonly name: string; readonly without: Filter }

/** A filter in words, part by part. */
export function useFilterWords(): (filter: Filter) => FilterPart[] {
  const { t } = useI18n()
  const valueWords = useValueWords()
  const timeWords = useTimeWords()
  const queries = useRead(listQueries, {}).data?.queries
  return (filter) => {
    const { queryId, surgeId, find, from, until } = filter
    const time = timeWords(from, until)
    return [
      ...(surgeId ? [{ id: 'surge', name: t('listen.surge.chip'), without: { ...filter, surgeId: undefined } }] : []),
      ...(queryId ? [{ id: 'query', name: queries?.find(({ id }) => id === queryId)?.name ?? t('listen.filter.other_query'), without: { ...filter, queryId: undefined } }] : []),
      ...(find ? [{ id: 'find', name: t('listen.filter.find', { find }), without: { ...filter, find: undefined } }] : []),
      ...MARKS.flatMap(({ mark, means }) => (filter[mark] ? [{ id: mark, name: t(means), without: { ...filter, [mark]: undefined } }] : [])),
      ...FACETS.flatMap((facet) => valuesIn(filter[facet]).map((value) => (
        { id: `${facet} ${value}`, name: valueWords(facet, value), without: { ...filter, [facet]: toggled(filter[facet], value) } }))),
      ...(time ? [{ id: 'time', name: time, without: { ...filter, from: undefined, until: undefined } }] : []),
      ...(filter.copies === 'each' ? [{ id: 'copies', name: t('listen.copies.each_chip'), without: { ...filter, copies: undefined } }] : []),
    ]
  }
}
