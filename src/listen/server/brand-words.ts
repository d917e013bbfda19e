import { parse, print } from '../../engine/index.ts'
import { ambiguousForms, isCommonWord, writtenForms } from '../../language/index.ts'
import type { OutputOf } from '../../base/endpoint.ts'
import type * as contract from '../contract.ts'

/** The prefixes people meet most: forms with these are shown, in this order. */
const COMMON_PREFIXES = ['ב', 'ל', 'מ', 'ש', 'ו', 'ה', 'כש', 'שב', 'וב']
const HEBREW = /\p{Script=Hebrew}/u
const LATIN = /\p{Script=Latin}/u

/** What Heed makes of the words of a name, and the query that listens for all of them. */
export function brandWords(words: readonly contract.BrandWord[]): OutputOf<typeof contract.brandWords> {
  return { words: words.map(({ word }) => readWord(word)), text: brandQuery(words) }
}

/** The query that hears a name by any of its words, as Heed writes it; null when there is nothing to look for in any of them. */
export function brandQuery(words: readonly contract.BrandWord[]): string | null {
  const terms = words.flatMap((word) => (canonical(termOf(word.word)) === null ? [] : (canonical(termWith(word)) ?? [])))
  if (terms.length === 0) return null
  return terms.map((term) => (terms.length > 1 && term.includes(' AND ') ? `(${term})` : term)).join(' OR ')
}

function readWord(word: string): contract.ReadWord {
  const forms = formsLike(word, () => true)
  return {
    word,
    script: HEBREW.test(word) ? 'hebrew' : LATIN.test(word) ? 'latin' : 'other',
    forms: COMMON_PREFIXES.map((prefix) => prefix + word).filter((form) => forms.includes(form)),
    formsCount: forms.length,
    ambiguous: formsLike(word, isCommonWord),
    isCommon: isCommonWord(word),
    isEmpty: canonical(termOf(word)) === null,
  }
}

/** The forms of a name that `isLike`; of several words, only the first takes a prefix, and such a form is no word of its own. */
function formsLike(name: string, isLike: (form: string) => boolean): string[] {
  const [first = '', ...others] = name.split(/\s+/)
  if (others.length === 0) return ambiguousForms(name, isLike)
  return writtenForms(first).map((form) => [form, ...others].join(' ')).filter(isLike)
}

function termWith({ word, how, beside }: contract.BrandWord): string {
  const term = termOf(word)
  const context = beside.map(termOf).filter((other) => canonical(other) !== null)
  if (how === 'exact') return canonical(`=${term}`) === null ? term : `=${term}`
  if (how === 'beside' && context.length > 0) return `${term} (${context.join(' OR ')})`
  const others = how === 'unambiguous' ? formsLike(word, isCommonWord) : []
  return [term, ...others.map((form) => `-${termOf(form)}`)].join(' ')
}

/** A word as a query looks for it: a #tag or @handle as such, all else as one phrase. */
const termOf = (word: string): string => (/^[#@][^\s()"]+$/.test(word) ? word : `"${word.replaceAll('"', '״')}"`)

function canonical(text: string): string | null {
  const read = parse(text)
  return read.ok ? print(read.query) : null
}
