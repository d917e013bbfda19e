const charCodeAt = String.prototype.charCodeAt

/** The unit at a place of a text; NaN behind its end. Looked up once, because a process has texts of many kinds, and each kind's method is another. */
export const unitAt = (text: string, index: number): number => charCodeAt.call(text, index)

/** What a UTF-16 unit is to whoever reads a text word by word: one of the constants below. */
export const SPACE = 0
export const LETTER = 1
export const DIGIT = 2
export const SYMBOL = 3
/** Nothing: points, accents that stand alone, direction marks, variation selectors. */
export const IGNORED = 4
export const EMOJI = 5
/** The first half of a character of two units. */
export const HIGH = 6
/** ' and its kin: part of a word when letters stand on both sides. */
export const APOSTROPHE = 7
/** " and its kin: part of a Hebrew word when letters stand on both sides. */
export const QUOTES = 8

/** The folded letter is more than one unit: `expansionOf` has it. */
export const EXPANDED = 0xffff

/** By UTF-16 unit: what it is, and how it is compared (lower case, presentation forms opened, Arabic alefs as one, Hebrew finals kept). */
export const CLASS = new Uint8Array(0x10000)
export const FOLDED = new Uint16Array(0x10000)
const expansions = new Map<number, string>()

/** The folded spelling of a unit that `FOLDED` calls `EXPANDED`. */
export function expansionOf(unit: number): string {
  return expansions.get(unit) ?? ''
}

/** Combining marks of scripts that are read without them, Arabic's drawn-out line, and what is invisible. Other scripts' marks are letters. */
const UNREAD = [
  [0x00ad, 0x00ad], [0x0300, 0x036f], [0x0483, 0x0489], [0x0591, 0x05bd], [0x05bf, 0x05bf], [0x05c1, 0x05c2], [0x05c4, 0x05c5], [0x05c7, 0x05c7],
  [0x0610, 0x061a], [0x061c, 0x061c], [0x0640, 0x0640], [0x064b, 0x065f], [0x0670, 0x0670], [0x06d6, 0x06dc], [0x06df, 0x06e8], [0x06ea, 0x06ed],
  [0x180b, 0x180e], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0x20d0, 0x20ff],
  [0xd800, 0xdfff], [0xfe00, 0xfe0f], [0xfe20, 0xfe2f], [0xfeff, 0xfeff], [0xfff9, 0xfffb],
] as const
/** Han, Yi and Hangul: tens of thousands of letters that fold to themselves. */
const LETTERS_AS_THEY_ARE = [[0x3400, 0x4dbf], [0x4e00, 0xa48f], [0xac00, 0xd7a3]] as const
/** For private use: nothing is known of them. */
const PRIVATE = [0xe000, 0xf8ff] as const
const APOSTROPHES = "'`´ʹʼ׳‘’‚‛′＇"
const QUOTE_MARKS = '"״“”„‟″«»＂'
const ALEFS = /[أإآٱ]/gu
const READ = 0xff

fill()

function fill(): void {
  CLASS.fill(READ)
  for (const [from, to] of LETTERS_AS_THEY_ARE) CLASS.fill(LETTER, from, to + 1)
  for (const [from, to] of UNREAD) CLASS.fill(IGNORED, from, to + 1)
  CLASS.fill(HIGH, 0xd800, 0xdc00)
  CLASS.fill(SPACE, PRIVATE[0], PRIVATE[1] + 1)
  for (const letter of APOSTROPHES) CLASS[letter.charCodeAt(0)] = APOSTROPHE
  for (const letter of QUOTE_MARKS) CLASS[letter.charCodeAt(0)] = QUOTES
  for (let unit = 0; unit < CLASS.length; unit++) {
    FOLDED[unit] = unit
    if (CLASS[unit] === READ) read(unit, String.fromCharCode(unit))
  }
  for (const letter of APOSTROPHES) FOLDED[letter.charCodeAt(0)] = 0x27
  for (const letter of QUOTE_MARKS) FOLDED[letter.charCodeAt(0)] = 0x22
}

function read(unit: number, letter: string): void {
  const kind = classOf(letter)
  CLASS[unit] = kind
  if (kind === LETTER) {
    const folded = foldedOf(letter)
    FOLDED[unit] = folded.length === 1 ? folded.charCodeAt(0) : EXPANDED
    if (folded.length !== 1) expansions.set(unit, folded)
  } else if (kind !== SPACE) FOLDED[unit] = letter.normalize('NFKC').charCodeAt(0)
}

function classOf(letter: string): number {
  if (/[\p{L}\p{M}]/u.test(letter)) return LETTER
  if (/[\s\p{C}\p{Z}]/u.test(letter)) return SPACE
  if (/\p{Nd}/u.test(letter)) return DIGIT
  return /\p{Extended_Pictographic}/u.test(letter) && !'©®™'.includes(letter) ? EMOJI : SYMBOL
}

function foldedOf(letter: string): string {
  const folded = letter.normalize('NFKC').toLowerCase().replace(ALEFS, 'ا')
  if (folded.length === 1) return folded
  return Array.from({ length: folded.length }, (_, at) => folded.charAt(at)).filter((each) => CLASS[each.charCodeAt(0)] !== IGNORED).join('')
}
