import { HEBREW, PLAIN } from '../text/fold.ts'
import { formsOf, isPrefixLetter, mayFollow, type Form } from '../text/hebrew.ts'
import { indexKey, type Reading } from './post.ts'
import type { Words } from '../query/query.ts'
import type { Span } from '../text/marks.ts'
import type { Token } from '../text/token.ts'
import { tokenise } from '../text/reading.ts'

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
  /** The precise spelling of each word, when only that will do. */
  readonly spelled: readonly string[] | null
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
  return { words, units, starts, strict: isPrefixLetter(first.charAt(0)), spelled: exact ? words.map((word) => written(text, word)) : null }
}

function written(text: string, { start, end }: Token): string {
  return text.slice(start, end).normalize('NFC')
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

/** Index keys of which a post must hold one, for each word of the literal in turn. */
export function keysOf(literal: Literal): string[][] {
  const keys: Set<string>[] = literal.words.map(() => new Set())
  for (const [from, units] of literal.units.entries()) {
    const ways = from === 0 ? literal.starts.map(({ unit, form }) => ({ next: unit.next, letters: form.letters })) : units
    for (const { letters, next } of ways) for (let i = from; i < next; i++) keys[i]?.add(indexKey(letters))
  }
  return keys.map((set) => [...set])
}

/** Where the literal stands in a post: at most `max` places for each form. A prefix glued to a Hebrew name is not part of its span. */
export function find(literal: Literal, reading: Reading, max: number): Span[] {
  const spans: Span[] = []
  for (const { unit, form } of literal.starts) {
    let count = 0
    for (const index of reading.places(form.letters)) {
      const token = reading.tokens[index]
      if (!token || count === max) break
      const cut = token.key.length - form.letters.length
      if (!begins(literal, { unit, form }, token, cut)) continue
      const last = lastToken(literal, reading, index, unit.next)
      if (last === undefined || !isSpelled(literal, reading, index)) continue
      const letter = cut + Math.max(0, form.shift)
      spans.push([token.letterStarts?.[letter] ?? token.start + letter, last.end])
      count++
    }
  }
  return spans
}

function begins({ spelled, strict }: Literal, { unit, form }: Start, token: Token, cut: number): boolean {
  if (cut > 0 && spelled !== null) return false
  return mayFollow(form, token.key.slice(0, cut)) && marksFit(unit, strict, token, cut, form.shift)
}

/** The token that ends the literal, when the words from `word` on follow the token at `index`. */
function lastToken(literal: Literal, reading: Reading, index: number, word: number): Token | undefined {
  let token = reading.tokens[index]
  while (word < literal.words.length) {
    const before = token
    token = reading.tokens[++index]
    if (!token || !before || (!literal.words[word]?.hard && isBroken(before, token))) return undefined
    const found: Token = token
    const unit = literal.units[word]?.find(({ letters }) => letters === found.key)
    if (!unit || !marksFit(unit, literal.strict, token)) return undefined
    word = unit.next
  }
  return token
}

/** A full stop or comma parts the words of a name in Hebrew and in scripts without spaces. Elsewhere a name may hold one (booking.com). */
function isBroken(before: Token, after: Token): boolean {
  return after.hard && before.script !== PLAIN && after.script !== PLAIN
}

/**
 * Whether the quotation marks inside a token can be meant. Right after a prefix one opens the name; where the name has one, or where two
 * of its words meet, it is welcome; elsewhere a single one makes another consonant, and a double one an acronym of a strict name.
 */
function marksFit(unit: Unit, strict: boolean, token: Token, cut = 0, shift = 0): boolean {
  for (const { before, mark } of token.quotes) {
    if (before < cut) return false
    if (before === cut || unit.marked.has(before - cut - shift)) continue
    if (mark === "'" || strict) return false
  }
  return true
}

function isSpelled({ spelled }: Literal, reading: Reading, index: number): boolean {
  return spelled === null || spelled.every((word, i) => {
    const token = reading.tokens[index + i]
    return token !== undefined && written(reading.post.text, token) === word
  })
}
