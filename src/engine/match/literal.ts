import type { Words } from '../query/query.ts'
import { HEBREW, IGNORED, JOINER, roleAt, spellingAt } from '../text/fold.ts'
import { formsOf, isPrefixLetter, type Form } from '../text/hebrew.ts'
import type { Token } from '../text/token.ts'
import { tokenise } from '../text/tokenise.ts'

/** Most words of a Hebrew name that may be written as one (אלעל for אל על). */
const JOINED_WORDS_MAX = 4

/** One word, or several Hebrew words written as one. `marked` holds the places where a quotation mark may stand. */
type Unit = {
  readonly letters: string
  readonly next: number
  readonly marked: ReadonlySet<number>
}
type Start = { readonly unit: Unit; readonly form: Form }

/** A word or phrase made ready to be found: the ways it may begin, and the ways each further word may go on. */
export type Literal = {
  readonly words: readonly Token[]
  /** Whether the name could itself begin with a prefix, so that a double mark the name lacks makes it an acronym (בנ"ט is not בנט). */
  readonly strict: boolean
  /** Each word as `spellingOf` gives it; empty when any spelling will do. */
  readonly spelled: readonly string[]
  readonly starts: readonly Start[]
  readonly units: readonly (readonly Unit[])[]
}

/** Prepares a word or phrase. */
export function literalOf({ text, how }: Words): Literal {
  const exact = how === 'exact'
  const words = tokenise(text)
  const units = words.map((_, from) => unitsFrom(words, exact ? from + 1 : joinableEnd(words, from), from))
  const first = words[0]?.key ?? ''
  const bends = !exact && words[0]?.script === HEBREW
  const starts = (units[0] ?? []).flatMap((unit) => {
    const forms = formsOf(unit.letters, first)
    return (bends ? forms : forms.slice(0, 1)).map((form) => ({ unit, form }))
  })
  return { words, units, starts, strict: isPrefixLetter(first.charAt(0)), spelled: how === 'folded' ? [] : words.map(({ start, end }) => spellingOf(text.slice(start, end), how)) }
}

/** What must be equal of two words that are compared more strictly than folded: the letters themselves, or the folded ones with their capitals. */
export function spellingOf(word: string, how: 'cased' | 'exact'): string {
  if (how === 'exact') return word.normalize('NFC')
  let spelling = ''
  for (const letter of word.normalize('NFKD')) {
    const role = roleAt(letter, 0)
    if (role === IGNORED) continue
    const folded = role === JOINER ? letter : spellingAt(letter, 0)
    spelling += letter === letter.toLowerCase() ? folded : folded.toUpperCase()
  }
  return spelling
}

/** One past the last word that may be written together with the word at `from`. */
function joinableEnd(words: readonly Token[], from: number): number {
  let end = from + 1
  if (words[from]?.script !== HEBREW) return end
  while (end < from + JOINED_WORDS_MAX && words[end]?.script === HEBREW && !words[end]?.hard) end++
  return end
}

function unitsFrom(words: readonly Token[], end: number, from: number): Unit[] {
  const units: Unit[] = []
  const marked = new Set<number>()
  let letters = ''
  for (let i = from; i < end; i++) {
    if (i > from) marked.add(letters.length)
    for (const { before } of words[i]?.quotes ?? []) marked.add(letters.length + before)
    letters += words[i]?.key ?? ''
    units.push({ letters, next: i + 1, marked: new Set(marked) })
  }
  return units
}
