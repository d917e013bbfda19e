import { fold, HEBREW, IGNORED, Matcher, normaliseHebrew, PHRASE_WORDS_MAX, type Query, Statistics, tokenise } from '../engine/index.ts'
import { foldedAmbiguousForms } from './ambiguous-forms.ts'

/** Something to look for, by any of its names. */
export type Brand<Id = string> = { readonly id: Id; readonly names: readonly string[] }

/** A brand that a text speaks of, and where: half-open, in UTF-16 units of the text, in order. A prefix is not part of the place. */
export type BrandFound<Id = string> = { readonly id: Id; readonly spans: readonly (readonly [number, number])[] }

/** Finds brands in texts, one after another: `find` gives each that is spoken of once, in the order in which they were listed. */
export type BrandMatcher<Id = string> = { readonly find: (text: string) => readonly BrandFound<Id>[] }

/** More letters are never before a name in one word. */
const PREFIX_LETTERS_MAX = 8

/**
 * Gets ready to find brands by their names as a query finds words: folded, in Hebrew with prefixes and however quotation marks and
 * hyphens are written (docs/query-language.md). A form with a prefix that is a word by itself (מ + בזק is מבזק) counts only where the
 * text names the brand in another way, too. Pluses at the end of a name belong to it: C++ is neither C nor C+. A name without a letter is never found. Brands of the same id are one. Throws a RangeError
 * when a name has more than PHRASE_WORDS_MAX words.
 */
export function brandMatcher<Id>(brands: Iterable<Brand<Id>>): BrandMatcher<Id> {
  const listed = [...merged(brands)]
  const ambiguous = listed.map(([, names]) => new Set(names.flatMap(foldedAmbiguousForms)))
  const matcher = new Matcher({ statistics: new Statistics() })
  const parts = listed.flatMap(([, names], place) => [...Map.groupBy(names, plusesOf)].map(([pluses, alike]) => ({ place, pluses, alike })))
  for (const [part, { alike }] of parts.entries()) {
    const query = queryFor(alike)
    if (query) matcher.add(String(part), query)
  }
  const find = (text: string): BrandFound<Id>[] => {
    const found = new Map<number, Spans>()
    for (const { query, spans } of matcher.match({ text })) {
      const part = parts[Number(query)]
      if (!part) continue
      const theirs = part.pluses === '' ? spans : withPluses(text, spans, part.pluses)
      const others = found.get(part.place)
      if (theirs.length > 0) found.set(part.place, others ? together(others, theirs) : theirs)
    }
    const ofBrands = [...found].filter(([place, spans]) => {
      const forms = ambiguous[place]
      return !forms || forms.size === 0 || !spans.every(([start, end]) => forms.has(wordAround(text, start, end)))
    })
    return ofBrands.toSorted(([a], [b]) => a - b).flatMap(([place, spans]) => (listed[place] ? [{ id: listed[place][0], spans }] : []))
  }
  return { find }
}

type Spans = BrandFound['spans']

const plusesOf = (name: string): string => /[^+\s](\++)\s*$/u.exec(name)?.[1] ?? ''

/** Places that these pluses follow, and no further one, with them. */
const withPluses = (text: string, spans: Spans, pluses: string): Spans => spans
  .filter(([, end]) => text.startsWith(pluses, end) && text[end + pluses.length] !== '+')
  .map(([start, end]) => [start, end + pluses.length])

/** Places of one brand by names of two kinds, in order; of those that begin together, the longest. */
const together = (some: Spans, others: Spans): Spans => [...some, ...others]
  .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
  .filter(([start], at, all) => all[at - 1]?.[0] !== start)

function merged<Id>(brands: Iterable<Brand<Id>>): Map<Id, string[]> {
  const byId = new Map<Id, string[]>()
  for (const { id, names } of brands) {
    const known = byId.get(id)
    if (known) known.push(...names)
    else byId.set(id, [...names])
  }
  return byId
}

function queryFor(names: readonly string[]): Query | null {
  const terms = [...new Set(names)].flatMap((text) => {
    const words = tokenise(text).length
    if (words > PHRASE_WORDS_MAX) throw new RangeError(`A name has more than ${PHRASE_WORDS_MAX} words.`)
    return words === 0 ? [] : [{ is: 'words' as const, text, how: 'folded' as const }]
  })
  const [first] = terms
  if (!first) return null
  return { root: terms.length === 1 ? first : { is: 'or', of: terms } }
}

/** A name in a text with the letters before it in its word, folded. Where a quotation mark parts them, the name stands by itself. */
function wordAround(text: string, start: number, end: number): string {
  let from = start
  for (let letters = 0; from > 0 && letters <= PREFIX_LETTERS_MAX; from--) {
    const role = fold(text.charCodeAt(from - 1))
    if (role === HEBREW) letters++
    else if (role !== IGNORED) break
  }
  return normaliseHebrew(text.slice(from, end))
}
