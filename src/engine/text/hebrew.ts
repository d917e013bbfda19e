import { GERESH, GERSHAYIM, IGNORED, roleAt, SINGLE, sizeAt, spellingAt } from './fold.ts'

const FINALS = 'ךםןףץ'
const MEDIALS = 'כמנפצ'
const PREFIX_LETTERS = 'משהוכלב'

/** The first and the last Hebrew letter. */
export const ALEF = 0x5d0
export const TAV = 0x5ea
/** By distance from alef: the letter as it is compared, and whether it is one of the five final forms. */
export const MEDIAL = Uint16Array.from({ length: TAV - ALEF + 1 }, (_, i) => withoutFinals(String.fromCharCode(ALEF + i)).charCodeAt(0))
export const IS_FINAL = Uint8Array.from({ length: TAV - ALEF + 1 }, (_, i) => (isFinal(String.fromCharCode(ALEF + i)) ? 1 : 0))

/** Whether the letter is one of the five final forms. */
export function isFinal(letter: string): boolean {
  return letter !== '' && FINALS.includes(letter)
}

/** A letter with its final form undone (ם as מ). */
export function withoutFinals(letter: string): string {
  return isFinal(letter) ? MEDIALS.charAt(FINALS.indexOf(letter)) : letter
}

/** Whether the letter can be glued to the front of a word. */
export function isPrefixLetter(letter: string): boolean {
  return letter !== '' && PREFIX_LETTERS.includes(letter)
}

function glued(...choices: string[][]): string[] {
  return choices.reduce((fronts, ends) => fronts.flatMap((front) => ends.map((end) => front + end)), [''])
}

/** Every string of particles that may be glued to the front of a Hebrew word: ו, then ש and its kin, then a preposition, then ה. */
export const PREFIXES: ReadonlySet<string> = new Set(
  glued(['', 'ו'], ['', 'לכש', 'כש', 'מש', 'בש', 'שכש', 'ש'], ['', 'ב', 'ל', 'כ', 'מ', 'כב', 'כל', 'מב', 'מל'], ['', 'ה']),
)
const PREFIX_LETTERS_MAX = Math.max(...Array.from(PREFIXES, (prefix) => prefix.length))

/** A word that takes prefixes has at least this many letters: with one, nearly every short word would match. */
const STEM_LETTERS_MIN = 2

/** The places where a folded Hebrew word can be cut into prefix and stem, shortest prefix first, the bare word (0) not included. */
export function prefixCuts(key: string): readonly number[] {
  if (!isPrefixLetter(key.charAt(0))) return NO_CUTS
  const cuts: number[] = []
  const last = Math.min(PREFIX_LETTERS_MAX, key.length - STEM_LETTERS_MIN)
  for (let cut = 1; cut <= last && isPrefixLetter(key.charAt(cut - 1)); cut++) {
    if (PREFIXES.has(key.slice(0, cut))) cuts.push(cut)
  }
  return cuts
}
const NO_CUTS: readonly number[] = []

/**
 * One way a Hebrew name is written after a prefix. `letters` is folded; `shift` is how many letters it has more than the name, at
 * the front. `after` says which prefix it needs: any or none, some prefix, or one that ends in ב ל כ.
 */
export type Form = { readonly letters: string; readonly shift: -1 | 0 | 1; readonly after: 'any' | 'prefix' | 'preposition' }

/** The definite article hides after ב ל כ only in names of at least this many letters (במשביר for המשביר). */
const ARTICLE_LETTERS_MIN = 4

/** The forms of a folded Hebrew name. `first` is its first word, which decides whether its ה is an article. */
export function formsOf(name: string, first: string = name): readonly Form[] {
  const forms: Form[] = [{ letters: name, shift: 0, after: 'any' }]
  if (name.length < STEM_LETTERS_MIN) return forms
  if (first.startsWith('ה') && first.length >= ARTICLE_LETTERS_MIN) forms.push({ letters: name.slice(1), shift: -1, after: 'preposition' })
  if (name.startsWith('וו') && name.length > STEM_LETTERS_MIN) forms.push({ letters: name.slice(1), shift: -1, after: 'prefix' })
  else if (name.startsWith('ו') && !name.startsWith('וו')) forms.push({ letters: `ו${name}`, shift: 1, after: 'prefix' })
  return forms
}

/** Whether a form may follow this prefix ('' for none). */
export function mayFollow(form: Form, prefix: string): boolean {
  if (form.after === 'any') return true
  if (form.after === 'prefix') return prefix !== ''
  return 'בלכ'.includes(prefix.slice(-1)) && prefix !== ''
}

/** Every way a Hebrew name of one word is written with a prefix, folded, without the bare name; none for any other name. */
export function hebrewForms(name: string): string[] {
  const letters = normaliseHebrew(name.trim()).replaceAll(/['"]/g, '')
  if (!/^[א-ת]+$/.test(letters) || letters.length < STEM_LETTERS_MIN) return []
  const forms = formsOf(letters)
  const written = Array.from(PREFIXES, (prefix) => forms.filter((form) => mayFollow(form, prefix)).map((form) => prefix + form.letters))
  return [...new Set(written.flat())].filter((form) => form !== letters)
}

const LONG_RUN = /([א-ת])\1{2,}/gu

/**
 * Hebrew text as it is compared: presentation forms opened, points and invisible characters gone, one kind of single and of double
 * quotation mark, one hyphen, lower case, drawn-out letters shortened, final letters undone. Spaces and punctuation stay.
 * Offsets change; the matcher keeps its own map to the original.
 */
export function normaliseHebrew(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index += sizeAt(text, index)) {
    const role = roleAt(text, index)
    if (role === IGNORED) continue
    if (role === GERESH) folded += "'"
    else if (role === GERSHAYIM) folded += '"'
    else if (DASH.test(text.charAt(index))) folded += '-'
    else folded += (role === SINGLE ? '' : spellingAt(text, index)) || text.slice(index, index + sizeAt(text, index))
  }
  return folded
    .replace(/['"]{2,}/g, '"')
    .replace(LONG_RUN, (run, letter: string, at: number, whole: string) => {
      const atStart = !HEBREW_BEFORE.test(whole.slice(Math.max(0, at - 2), at))
      return letter.repeat(lettersMeant(letter, run.length, atStart))
    })
    .replace(/[ךםןףץ]/g, withoutFinals)
}
const DASH = /[\u05be\u2010-\u2015\u2212]/u
const HEBREW_BEFORE = /[א-ת]['"]?$/u

/** How many of `count` equal letters in a row are meant: יקרררר is יקר, but ו + וולט and מ + ממשלה are regular. */
export function lettersMeant(letter: string, count: number, atStart: boolean): number {
  if (count < 3) return count
  if (letter === 'ו') return count === 3 ? 3 : 2
  return atStart && count === 3 && isPrefixLetter(letter) ? 3 : 1
}
