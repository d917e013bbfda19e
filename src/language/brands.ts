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
 * text names the brand in another way, too. A name without a letter is never found. Brands of the same id are one. Throws a RangeError
 * when a name has more than PHRASE_WORDS_MAX words.
 */
export function brandMatcher<Id>(brands: Iterable<Brand<Id>>): BrandMatcher<Id> {
  const listed = [...merged(brands)]
  const ambiguous = listed.map(([, names]) => new Set(names.flatMap(foldedAmbiguousForms)))
  const matcher = new Matcher({ statistics: new Statistics() })
  for (const [place, [, names]] of listed.entries()) {
    const query = queryFor(names)
    if (query) matcher.add(String(place), query)
  }
  const find = (text: string): BrandFound<Id>[] => {
    const found: { place: number; brand: BrandFound<Id> }[] = []
    for (const { query, spans } of matcher.match({ text })) {
      const place = Number(query)
      const forms = ambiguous[place]
      const entry = listed[place]
      if (!entry || (forms && forms.size > 0 && spans.every(([start, end]) => forms.has(wordAround(text, start, end))))) continue
      found.push({ place, brand: { id: entry[0], spans } })
    }
    return found.toSorted((a, b) => a.place - b.place).map(({ brand }) => brand)
  }
  return { find }
}

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
