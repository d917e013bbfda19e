import { HEBREW, normaliseHebrew, prefixCuts, SINGLE, tokenise } from '../../engine/index.ts'
import { isCommonWord } from '../ambiguous-forms.ts'
import { STOP_WORDS } from './stop-words.ts'

/** A word of a post that may say what it is about. */
export type Word = {
  /** As it is compared: folded, with its prefixes, as nobody knows yet which of its letters are one. A hashtag begins with `#`. */
  readonly form: string
  readonly surface: string
  /** Whether it follows the word before it so closely that the two may be one name. */
  readonly follows: boolean
}

/** Words of one post that are looked at; a longer one is known by its beginning. */
const WORDS_MAX = 400
const LETTERS = { min: 2, max: 40 }
const NOT_WORDS = /(?:https?:\/\/|www\.)\S+|[@＠][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?|\S+@\S+\.\S+/giu
const HASHTAG = /(?<![\p{L}\p{N}_&])[#＃]([\p{L}\p{N}\p{M}_]{2,60})/gu

/** The words and hashtags of a post; no addresses, names of accounts, numbers, pictures and stop words. Two may be the same. */
export function wordsOf(text: string): Word[] {
  const bare = text.slice(0, UNITS_MAX).replace(NOT_WORDS, (found) => '.'.repeat(found.length))
  const words: Word[] = []
  let isBroken = true
  for (const { key, start, end, script, hard } of tokenise(bare).slice(0, WORDS_MAX)) {
    if (hard) isBroken = true
    if (script === SINGLE || key.length < LETTERS.min || key.length > LETTERS.max || NUMBER.test(key) || isStopWord(key, script === HEBREW)) {
      isBroken = true
      continue
    }
    words.push({ form: key, surface: bare.slice(start, end), follows: !isBroken })
    isBroken = false
  }
  for (const [surface, name = ''] of bare.matchAll(HASHTAG)) words.push({ form: `#${normaliseHebrew(name)}`, surface, follows: false })
  return words
}
/** A post of a megabyte is known by what it begins with. */
const UNITS_MAX = 8_000
const NUMBER = /^[\p{N}.,:%&+]+$/u

let stopWords: ReadonlySet<string> | undefined

/** Whether a folded word says nothing of what a post is about; a Hebrew one also with a prefix, unless that makes it another word (ברק). */
function isStopWord(form: string, isHebrew: boolean): boolean {
  stopWords ??= new Set(STOP_WORDS.map(normaliseHebrew))
  const stop = stopWords
  if (stop.has(form)) return true
  return isHebrew && prefixCuts(form).some((cut) => stop.has(form.slice(cut))) && !isCommonWord(form)
}

/** Between the two words of a pair. */
const PAIR = ' '

/** What a post is about, as terms by form: each word and hashtag once, and each pair of neighbours, with how it was written. */
export function formsIn(text: string): Map<string, string> {
  const forms = new Map<string, string>()
  let before: Word | undefined
  for (const word of wordsOf(text)) {
    if (!forms.has(word.form)) forms.set(word.form, word.surface)
    if (before && word.follows) {
      const pair = before.form + PAIR + word.form
      if (!forms.has(pair)) forms.set(pair, `${before.surface} ${word.surface}`)
    }
    before = word
  }
  return forms
}

export const isPair = (form: string): boolean => form.includes(PAIR)

/** How often each Hebrew word must be seen without a letter before that letter is taken for a prefix. */
const BARE_MIN = 2
const BARE_SHARE = 1 / 20
const STEM_LETTERS_MIN = 3

/**
 * Which forms are one term: a Hebrew word with prefixes is the word without them, where the posts themselves show that it stands alone
 * (במשלוח and המשלוח are משלוח, שופרסל stays what it is). `countOf`: in how many posts a form is.
 */
export class Stems {
  readonly #countOf: (form: string) => number
  readonly #known = new Map<string, string>()

  constructor(countOf: (form: string) => number) {
    this.#countOf = countOf
  }

  /** The term of a form; of a pair that of both. */
  termOf(form: string): string {
    const known = this.#known.get(form)
    if (known !== undefined) return known
    const at = form.indexOf(PAIR)
    const term = at < 0 ? this.#stemOf(form) : this.termOf(form.slice(0, at)) + PAIR + this.termOf(form.slice(at + 1))
    this.#known.set(form, term)
    return term
  }

  #stemOf(form: string): string {
    if (!HEBREW_WORD.test(form) || isCommonWord(form)) return form
    const own = this.#countOf(form)
    let [stem, most] = [form, 0]
    for (const cut of prefixCuts(form)) {
      const rest = form.slice(cut)
      const count = this.#countOf(rest)
      if (rest.length >= STEM_LETTERS_MIN && count >= Math.max(BARE_MIN, own * BARE_SHARE) && count > most) [stem, most] = [rest, count]
    }
    return stem === form ? form : this.termOf(stem)
  }
}
const HEBREW_WORD = /^[א-ת]{4,}$/
