import { unitAt } from './characters.ts'
import { foldedLetter, HEBREW, IGNORED, kindOf, kindOfCharacter, LATIN, LETTER, plainLetter, SPACE, SURROGATE } from './scripts.ts'

/** More of a text is not read, in UTF-16 units: a language shows earlier. */
const READ_UNITS_MAX = 4_000
/** A run without a space that is so long can be a code: a key, a hash, a picture in base64. */
const CODE_UNITS_MIN = 16
/** A Latin word of more letters is no word. German goes furthest, with about two thirds of it. */
const LATIN_WORD_LETTERS_MAX = 60

const [AT, TAG, COLON, SLASH, DOT] = [0x40, 0x23, 0x3a, 0x2f, 0x2e]
/** Signs that a code is written with beside letters and digits: + / = */
const CODE_SIGNS = new Set([0x2b, 0x2f, 0x3d])
/** The last part of addresses that people write without http. */
const TOP_DOMAIN = /(?:com|net|org|info|biz|il|uk|us|de|fr|es|it|ru|ua|tv|me|io|ai|gov|edu|app|dev|co|example)(?![a-z0-9_-])/iy
const NAME_REST = /[\p{L}\p{N}_.@-]*/uy
const LINK_REST = /\S*/y

/**
 * The words of a text for telling its language. Letters are in lower case, marks are left out, and a letter drawn out (sooo) stands once;
 * a word is of one script, so `בIKEA` is two. Links, addresses, @mentions, codes and RT are left out. All of it belongs to `readProse`
 * and is overwritten by its next call.
 */
export type Prose = {
  readonly letters: Uint16Array
  /** By word: where it begins in `letters`; it ends where the next one begins. */
  readonly starts: Int32Array
  /** By word: an index into SCRIPTS. */
  readonly scripts: Uint8Array
  /** By word: 1 when it looks like a name (a capital first, a hashtag) and so says little of the language around it. */
  readonly names: Uint8Array
  count: number
}

const prose: Prose = {
  letters: new Uint16Array(2 * READ_UNITS_MAX),
  starts: new Int32Array(READ_UNITS_MAX + 1),
  scripts: new Uint8Array(READ_UNITS_MAX),
  names: new Uint8Array(READ_UNITS_MAX),
  count: 0,
}
const { letters, starts, scripts, names } = prose

/** Letters written so far. */
let filled = 0
/** Of the run without spaces that is being read: where it begins, its first word, and what is in it that codes have. */
let [runStart, runWord, runDigits, runCapitals, runSigns] = [0, 0, 0, 0, 0]
let isTag = false

/** Reads a text's words, of READ_UNITS_MAX units at most. Any string will do. */
export function readProse(text: string): Prose {
  prose.count = filled = 0
  beginRun(0)
  const end = Math.min(text.length, READ_UNITS_MAX)
  let at = 0
  while (at < end) {
    const unit = unitAt(text, at)
    const kind = kindOf(unit)
    if (kind >= LETTER) at = readWord(text, at, end, kind)
    else if (kind === SPACE) {
      endRun(at)
      beginRun(++at)
    } else if (kind === SURROGATE) at = readWide(text, at)
    else at = readSign(text, at, unit)
  }
  endRun(at)
  starts[prose.count] = filled
  return prose
}

/** A word spelled out in so many letters (מ-ז-ל) is one. In Latin letters it could be in any language. */
const SPELLED_LETTERS_MIN = 4

/** Whether there is a word in it: two letters side by side, or one spelled out in Hebrew. */
export function hasWord({ starts, scripts, count }: Prose): boolean {
  let hebrew = 0
  for (let word = 0; word < count; word++) {
    if ((starts[word + 1] ?? 0) - (starts[word] ?? 0) > 1) return true
    if (scripts[word] === HEBREW) hebrew++
  }
  return hebrew >= SPELLED_LETTERS_MIN
}

/** Whether it is more than one word, said once or again and again. */
export function hasSeveralWords({ letters, starts, count }: Prose): boolean {
  const length = starts[1] ?? 0
  for (let word = 1; word < count; word++) {
    const start = starts[word] ?? 0
    if ((starts[word + 1] ?? 0) - start !== length) return true
    for (let at = 0; at < length; at++) if (letters[at] !== letters[start + at]) return true
  }
  return false
}

function beginRun(at: number): void {
  runStart = at
  runWord = prose.count
  runDigits = runCapitals = runSigns = 0
  isTag = false
}

/** Leaves out what the run turns out to be no prose. */
function endRun(at: number): void {
  if (at - runStart < CODE_UNITS_MIN || isTag || runSigns > 0 || prose.count === runWord) return
  if ((runCapitals > 2 && runDigits > 0) || runDigits > 2 || runCapitals > (at - runStart) / 6) drop(runWord)
}

/** Takes back the words from this one on. */
function drop(word: number): void {
  if (word >= prose.count) return
  filled = starts[word] ?? 0
  prose.count = word
}

function readWord(text: string, from: number, end: number, kind: number): number {
  const begin = filled
  const unit = unitAt(text, from)
  let at = from
  let [last, once] = [0, 0]
  for (; at < end; at++) {
    const next = unitAt(text, at)
    const here = kindOf(next)
    if (here === IGNORED) continue
    if (here !== kind) break
    const letter = foldedLetter(next)
    if (letter !== next && last !== 0 && kind === LETTER + LATIN) runCapitals++
    if (letter === last && letter === once) {
      if (letters[filled - 2] === letter && filled - 2 >= begin) filled--
      continue
    }
    once = last
    last = letter
    if (letter >= 0x5f0 && letter <= 0x5f2) addJoined(letter)
    else letters[filled++] = letter
  }
  const length = filled - begin
  if (kind === LETTER + LATIN && (length > LATIN_WORD_LETTERS_MAX || isOfNetworks(begin, length))) filled = begin
  else if (length > 0) {
    const word = prose.count++
    starts[word] = begin
    scripts[word] = kind - LETTER
    names[word] = isTag || foldedLetter(unit) !== unit ? 1 : 0
  }
  return at
}

/** A joined Yiddish letter as the two it is joined of. */
function addJoined(letter: number): void {
  letters[filled++] = letter === 0x5f2 ? 0x5d9 : 0x5d5
  letters[filled++] = letter === 0x5f0 ? 0x5d5 : 0x5d9
}

/** What networks and tools put in: http, https, rt. */
function isOfNetworks(begin: number, length: number): boolean {
  if (length === 2) return letters[begin] === 0x72 && letters[begin + 1] === 0x74
  if (length !== 4 && length !== 5) return false
  return letters[begin] === 0x68 && letters[begin + 1] === 0x74 && letters[begin + 2] === 0x74 && letters[begin + 3] === 0x70
    && (length === 4 || letters[begin + 4] === 0x73)
}

/** A character of two units. A letter in fancy dress is the letter; others count as a word of their script. */
function readWide(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0
  if (code < 0x10000) return at + 1
  const char = String.fromCodePoint(code)
  const kind = kindOfCharacter(char)
  if (kind >= LETTER) {
    const word = prose.count - 1
    const goesOn = word >= runWord && scripts[word] === kind - LETTER && kindOf(unitAt(text, at - 1)) === SURROGATE
    if (!goesOn) {
      starts[prose.count] = filled
      scripts[prose.count] = kind - LETTER
      names[prose.count++] = 0
    }
    letters[filled++] = plainLetter(char)
  }
  return at + 2
}

/** Whatever is no letter, nor space. Returns where to go on: after a link, an address or a mention. */
function readSign(text: string, at: number, unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) runDigits++
  else if (unit === AT) {
    if (at > runStart && isOfName(unitAt(text, at - 1))) drop(runWord)
    return endOf(NAME_REST, text, at + 1)
  } else if (unit === COLON && unitAt(text, at + 1) === SLASH && unitAt(text, at + 2) === SLASH) {
    return endOf(LINK_REST, text, at)
  } else if (unit === DOT && isAddress(text, at)) {
    drop(runWord)
    return endOf(LINK_REST, text, at)
  } else if (unit === TAG) isTag = true
  else if (kindOf(unit) !== IGNORED && !CODE_SIGNS.has(unit)) runSigns++
  return at + 1
}

const isOfName = (unit: number): boolean => kindOf(unit) >= LETTER || (unit >= 0x30 && unit <= 0x39) || unit === DOT || unit === 0x5f || unit === 0x2d

/** Whether the full stop at `at` is one in an address: after www, or before what addresses end with. */
function isAddress(text: string, at: number): boolean {
  const before = kindOf(unitAt(text, at - 1))
  if (before !== LETTER + LATIN && !isOfName(unitAt(text, at - 1))) return false
  if (before === LETTER + HEBREW || at === runStart) return false
  if (/^www$/i.test(text.slice(runStart, at))) return true
  TOP_DOMAIN.lastIndex = at + 1
  return TOP_DOMAIN.test(text)
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}
