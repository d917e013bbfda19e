import { useMemo } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { listSources } from '../../connect/contract.ts'
import { ATTACHMENTS, KINDS } from '../../engine/index.ts'
import { figures, listMentions, type Mention } from '../contract.ts'
import { LANGUAGES } from './language-code.ts'
import { usePlaceName } from './place-name.ts'
import type { KnownValue, KnownValues } from './query-completion.ts'

/** Mentions that are looked at for who speaks and with which tags. */
const LATELY = 50
/** What fields may be filled with here: the workspace's networks, the languages it hears, who spoke lately, where to they linked and with which tags. */
export function useKnownValues(): KnownValues {
  const { t, languageName } = useI18n()
  const placeName = usePlaceName()
  const heard = useRead(figures, {}).data?.facets
  const sources = useRead(listSources, { limit: 200 }).data?.sources
  const lately = useRead(listMentions, { limit: LATELY }).data?.mentions
  return useMemo(() => {
    const langs = [...(heard?.langs ?? []).map(({ value }) => value).filter((value) => value !== 'und'), ...LANGUAGES]
    const authors = oftenest(lately, ({ author }) => [author.handle.replace(/^@/, '')])
    return {
      lang: named(langs, (value) => languageName(value) ?? value),
      network: named((sources ?? []).map(({ connector }) => connector), placeName),
      kind: named(KINDS, (value) => t(`listen.form.${value}`)),
      has: named(ATTACHMENTS, (value) => t(`listen.query.has.${value}`)),
      site: oftenest(lately, ({ links }) => links.flatMap(hostOf)),
      author: authors,
      handle: authors,
      tag: oftenest(lately, ({ tags }) => tags),
    }
  }, [heard, sources, lately, t, languageName, placeName])
}

function named<Value extends string>(values: readonly Value[], nameOf: (value: Value) => string): KnownValue[] {
  return [...new Set(values)].map((value) => ({ value, name: nameOf(value) }))
}

/** What occurs in mentions, the most frequent first. */
function oftenest(mentions: readonly Mention[] | undefined, valuesOf: (mention: Mention) => readonly string[]): KnownValue[] {
  const counts = new Map<string, number>()
  for (const value of (mentions ?? []).flatMap(valuesOf)) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => ({ value, name: value }))
}

function hostOf(link: string): string[] {
  return URL.canParse(link) ? [new URL(link).hostname.replace(/^www\./, '')] : []
}
