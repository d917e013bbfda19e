import { unitAt } from './units.ts'

/** What a character does to the word it stands in. Zero is left for "not asked yet" in the tables below. */
export const HARD = 1 // ends a word and a name: full stop, comma, bracket, control character, lone surrogate
export const SOFT = 2 // ends a word, but the words of a name may be joined by it: space, hyphen, maqaf, underscore
export const IGNORED = 3 // is not there: points, accents, soft hyphen, zero-width and direction marks
export const PLAIN = 4 // a letter or digit of a script that puts spaces between words
export const HEBREW = 5 // a Hebrew letter
export const SINGLE = 6 // a word by itself: Han, kana, Hangul, Thai and their neighbours, emoji
export const GERESH = 7 // any single quotation mark or apostrophe
export const GERSHAYIM = 8 // any double quotation mark
export const JOINER = 9 // & and +, which hold a Latin name together (H&M)
export const EXPANDS = 10 // only of `fold`: half of a surrogate pair, or a letter that is folded to several
/** What `fold` gives for a plain letter is the letter it folds to, and no less than this. */
export const LETTER = 32

/** A pattern for any run of characters in these ranges of code points (hexadecimal). */
function anyOf(ranges: string): RegExp {
  return new RegExp(`[${ranges.replaceAll(/[0-9a-f]{4}/g, '\\u$&').replaceAll(' ', '')}]+`, 'gu')
}

/** Combining marks that carry no letter of their own. The vowel signs of Indic scripts are letters to us and stay. */
const MARKS = anyOf(
  '0300-036f 0483-0489 0591-05bd 05bf 05c1 05c2 05c4 05c5 05c7 0610-061a 064b-065f 0670 06d6-06dc 06df-06e4 06e7 06e8 06ea-06ed '
  + '08d3-08ff 1ab0-1aff 1dc0-1dff 20d0-20ff 3099 309a fb1e fe00-fe0f fe20-fe2f',
)
/** Characters that only steer the layout. The Arabic tatweel (0640) stretches a word and means nothing. */
const INVISIBLE = anyOf('00ad 034f 061c 0640 180e 200b-200f 202a-202e 2060-2069 feff')
const SINGLE_QUOTE = /^['׳‘’‚‛′´`ʼ＇]$/u
const DOUBLE_QUOTE = /^["״“”„‟″«»＂]$/u
const JOINING = /^[\s\-_\u05be\u2010-\u2015\u2212]$/u
const HEBREW_LETTER = /^[\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]$/u
const WORD_LETTER = /^[\p{L}\p{N}\p{M}]$/u
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u
const PICTURE = /^(?![©®™])\p{Extended_Pictographic}$/u

/** One letter for what people spell in several ways and Unicode does not decompose. */
const SPELLED = new Map(
  Object.entries({
    ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ς: 'σ',
    ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك',
    װ: 'וו', ױ: 'וי', ײ: 'יי',
  }),
)

/** The folded spelling of one character: compatibility forms opened, marks dropped, lower case, digits as 0-9. Hebrew finals stay. */
function spell(char: string): string {
  const bare = char.normalize('NFKD').replace(MARKS, '').toLowerCase().normalize('NFKD').replace(MARKS, '').normalize('NFKC')
  let folded = ''
  for (const letter of bare) {
    if (!WORD_LETTER.test(letter) && !PICTURE.test(letter)) continue
    folded += SPELLED.get(letter) ?? westernDigit(letter) ?? letter
  }
  return folded
}

/** Arabic and Persian digits as 0-9; undefined for anything else. */
function westernDigit(char: string): string | undefined {
  const code = char.charCodeAt(0)
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660)
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0)
  return undefined
}

function classify(char: string): number {
  if (char.replace(MARKS, '').replace(INVISIBLE, '') === '') return IGNORED
  if (SINGLE_QUOTE.test(char)) return GERESH
  if (DOUBLE_QUOTE.test(char)) return GERSHAYIM
  if (char === '&' || char === '+') return JOINER
  if (JOINING.test(char)) return SOFT
  if (HEBREW_LETTER.test(char)) return HEBREW
  if (PICTURE.test(char)) return SINGLE
  if (!WORD_LETTER.test(char) || spell(char) === '') return HARD
  return UNSPACED.test(char) ? SINGLE : PLAIN
}

const folded = new Uint16Array(0x10000)

/** What one unit of text is: the letter that a plain letter folds to (at least LETTER), or else a role. */
export function fold(unit: number): number {
  const known = folded[unit]
  return known !== undefined && known !== 0 ? known : (folded[unit] = foldedFirst(unit))
}

function foldedFirst(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return EXPANDS
  const char = String.fromCharCode(unit)
  const role = classify(char)
  if (role !== PLAIN) return role
  const spelling = spell(char)
  return spelling.length === 1 ? spelling.charCodeAt(0) : EXPANDS
}

const singles = new Uint16Array(0x10000)

/** The one unit that a character is compared by which is a word by itself; 0 when it takes several. Only for units that fold to SINGLE. */
export function foldSingle(unit: number): number {
  const known = singles[unit]
  if (known !== undefined && known !== 0) return known
  const spelling = spell(String.fromCharCode(unit))
  return (singles[unit] = spelling.length === 1 ? spelling.charCodeAt(0) : 0)
}

/** How many characters outside the basic plane are remembered before the memory starts again. */
const RARE_CHARACTERS_MAX = 20_000
const classes = new Uint8Array(0x10000)
const spellings: (string | undefined)[] = []
const rare = new Map<number, { role: number; spelling: string }>()

/** The role of the character at `index`, one of the constants above. A lone surrogate is HARD. */
export function roleAt(text: string, index: number): number {
  const unit = unitAt(text, index)
  const known = classes[unit]
  if (known !== undefined && known !== 0) return known
  if (unit >= 0xd800 && unit <= 0xdfff) return rareAt(text, index).role
  return (classes[unit] = classify(text.charAt(index)))
}

/** The folded spelling of the character at `index`: usually one letter, several for a ligature, none for a separator. */
export function spellingAt(text: string, index: number): string {
  const unit = unitAt(text, index)
  if (unit >= 0xd800 && unit <= 0xdfff) return rareAt(text, index).spelling
  return (spellings[unit] ??= spell(text.charAt(index)))
}

/** Whether an ignored character belongs to the letter before it (an accent), and not to the layout (a direction mark). */
export function isMark(text: string, index: number): boolean {
  return text.charCodeAt(index) >= FIRST_MARK && MARK.test(text.charAt(index))
}
const MARK = /^\p{M}$/u
const FIRST_MARK = 0x300

/** UTF-16 units that the character at `index` takes: 2 for a surrogate pair, else 1. */
export function sizeAt(text: string, index: number): 1 | 2 {
  const unit = unitAt(text, index)
  return unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(unitAt(text, index + 1)) ? 2 : 1
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

const LONE = { role: HARD, spelling: '' }

function rareAt(text: string, index: number): { role: number; spelling: string } {
  if (sizeAt(text, index) === 1) return LONE
  const code = text.codePointAt(index) ?? 0
  let found = rare.get(code)
  if (found === undefined) {
    if (rare.size >= RARE_CHARACTERS_MAX) rare.clear()
    const char = String.fromCodePoint(code)
    found = { role: classify(char), spelling: spell(char) }
    rare.set(code, found)
  }
  return found
}

// Latin, Hebrew and Arabic at once: what reads a text is compiled for texts, not for the first sight of each letter.
for (let unit = 0; unit < 0x700; unit++) fold(unit)
