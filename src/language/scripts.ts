/** A writing system. `lang` is the language it means by itself; null where several share it and the words must be read. */
type Script = { readonly name: string; readonly lang: string | null }

/** Those we tell apart. The first is every other one: its languages are not known to us. */
export const SCRIPTS: readonly Script[] = Object.entries({
  Other: null, Latin: null, Hebrew: null, Arabic: null, Cyrillic: null, Devanagari: null,
  Han: 'zh', Hiragana: 'ja', Katakana: 'ja', Hangul: 'ko', Greek: 'el', Thai: 'th', Armenian: 'hy', Georgian: 'ka', Ethiopic: 'am',
  Bengali: 'bn', Tamil: 'ta', Telugu: 'te', Kannada: 'kn', Malayalam: 'ml', Gujarati: 'gu', Gurmukhi: 'pa', Oriya: 'or', Sinhala: 'si',
  Khmer: 'km', Lao: 'lo', Myanmar: 'my', Tibetan: 'bo',
}).map(([name, lang]) => ({ name, lang }))

const indexOf = (name: string): number => SCRIPTS.findIndex((script) => script.name === name)
export const [OTHER, LATIN, HEBREW] = ['Other', 'Latin', 'Hebrew'].map(indexOf) as [number, number, number]
export const [HAN, HIRAGANA, KATAKANA] = ['Han', 'Hiragana', 'Katakana'].map(indexOf) as [number, number, number]

/** What a unit that is no letter does to a word. A letter has LETTER and more: `kindOf(unit) - LETTER` is an index into SCRIPTS. */
export const SEPARATOR = 1
export const SPACE = 2
export const IGNORED = 3 // marks, and characters that only steer the layout
export const SURROGATE = 4
export const LETTER = 5

/** The letter's script by name, or null for all those that are OTHER. */
const PATTERNS = SCRIPTS.map(({ name }, index) => (index === OTHER ? /^\p{L}$/u : new RegExp(`^\\p{Script=${name}}$`, 'u')))
/** Vowel signs of Devanagari tell its languages apart as letters do. */
const LETTER_PATTERN = /^[\p{L}\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963]$/u
const IGNORED_PATTERN = /^[\p{M}\p{Cf}\u0640]$/u

/** By unit; 0 for one that was never seen. Filled as letters are met, so that starting costs nothing. */
const kinds = new Uint8Array(0x10000)
const folded = new Uint16Array(0x10000)

/** What a unit is: one of the constants above. */
export function kindOf(unit: number): number {
  const known = kinds[unit]
  return known !== undefined && known !== 0 ? known : (kinds[unit] = kindFirst(unit))
}

/** The letter a unit is compared by: in lower case, of presentation and full-width forms the plain one. */
export function foldedLetter(unit: number): number {
  const known = folded[unit]
  return known !== undefined && known !== 0 ? known : (folded[unit] = plainLetter(String.fromCharCode(unit)) || unit)
}

function kindFirst(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? SURROGATE : kindOfCharacter(String.fromCharCode(unit))
}

/** The same for a character of two units, which is never SURROGATE. */
export function kindOfCharacter(char: string): number {
  if (IGNORED_PATTERN.test(char) && !LETTER_PATTERN.test(char)) return IGNORED
  if (!LETTER_PATTERN.test(char)) return /^\s$/u.test(char) ? SPACE : SEPARATOR
  const plain = char.normalize('NFKC')[Symbol.iterator]().next().value ?? char
  const index = PATTERNS.findIndex((pattern, script) => script !== OTHER && pattern.test(plain))
  return LETTER + (index < 0 ? OTHER : index)
}

/** The letter that a character is compared by. */
export function plainLetter(char: string): number {
  return char.normalize('NFKC').toLowerCase().charCodeAt(0)
}
