import { APOSTROPHE, CLASS, DIGIT, EMOJI, EXPANDED, expansionOf, FOLDED, HIGH, IGNORED, LETTER, QUOTES, SPACE, SYMBOL, unitAt } from './characters.ts'
import { mixed, PRIME, underNegation, WORD_SEED } from './hash.ts'
import { isNegator } from './negators.ts'

/**
 * What linear models read of a text, as unsigned 32-bit hashes: the same text gives the same hashes on every machine.
 * A model with 2^n buckets takes the upper n bits of each (`hash >>> (32 - n)`). Both arrays belong to `readFeatures` and are overwritten
 * by its next call; only the first `wordCount` and `gramCount` are meant.
 */
export type Features = {
  /**
   * Folded words, pairs of neighbouring words, words under a negation once more as such, emoji, signs (`!!`, `:)`), and a mark each for an
   * address, a mention, a drawn-out word and a word in capitals.
   */
  readonly words: Uint32Array
  wordCount: number
  /** Letter sequences of 2 to 5 within words, whose beginning and end are letters, too. */
  readonly grams: Uint32Array
  gramCount: number
  /** UTF-16 units that were letters of words. */
  letterCount: number
  /** The words and signs alone, in their order, and where in the text each begins. */
  readonly tokens: Uint32Array
  readonly tokenStarts: Uint16Array
  tokenCount: number
}

/** More of a text is not read, in UTF-16 units: what somebody means shows earlier. */
export const TEXT_UNITS_MAX = 4_000
/** More of a word is not read: longer ones are not words. */
const WORD_UNITS_MAX = 48
/** So many words after a negation are under it, unless a sign ends the sentence before. */
const NEGATED_WORDS_MAX = 4
const WORD_FEATURES_MAX = 5
const GRAM_LENGTH_MAX = 5
/** Room for any ordinary text; one of letters that each fold to many is read as far as there is room. */
const UNITS_MAX = TEXT_UNITS_MAX + WORD_UNITS_MAX

const GRAM_SEED = 0x3c6ef372
const SIGN_SEED = 0x1b873593
const PAIR_SEED = 0x2545f491
const [ADDRESS, MENTION, DRAWN_OUT, CAPITALS] = [mixed(1), mixed(2), mixed(3), mixed(4)]
const VAV = 0x5d5
const BEGIN = 0x5e
const END = 0x24

const features: Features = {
  words: new Uint32Array(UNITS_MAX * WORD_FEATURES_MAX),
  wordCount: 0,
  grams: new Uint32Array(UNITS_MAX * GRAM_LENGTH_MAX),
  gramCount: 0,
  letterCount: 0,
  tokens: new Uint32Array(UNITS_MAX),
  tokenStarts: new Uint16Array(UNITS_MAX),
  tokenCount: 0,
}
const { words, grams, tokens, tokenStarts } = features
/** The word being read, between BEGIN and END. */
const letters = new Uint16Array(WORD_UNITS_MAX + 2)
letters[0] = BEGIN
let length = 1
let isDrawnOut = false
let capitals = 0
/** Where the word or sign being read begins. */
let start = 0
/** The hash of the word before, 0 for none. */
let before = 0
/** Words that are still under a negation. */
let negated = 0

/** Reads a text once, from its beginning. Any string will do. */
export function readFeatures(text: string): Features {
  features.wordCount = features.gramCount = features.letterCount = features.tokenCount = 0
  length = 1
  before = negated = capitals = 0
  isDrawnOut = false
  const end = Math.min(text.length, TEXT_UNITS_MAX)
  let at = 0
  while (at < end) {
    const unit = unitAt(text, at)
    switch (CLASS[unit]) {
      case LETTER: {
        const address = length === 1 ? addressEnd(text, at, unit) : at
        if (address > at) at = address
        else {
          if (length === 1) start = at
          addLetter(unit)
          at++
        }
        continue
      }
      case IGNORED:
        at++
        continue
      case APOSTROPHE: case QUOTES:
        at = quote(text, at)
        continue
      case HIGH:
        at = pair(text, at)
        continue
    }
    endWord()
    start = at
    switch (CLASS[unit]) {
      case DIGIT:
        at = number(text, at, end)
        break
      case SYMBOL:
        at = unit === 0x40 ? mention(text, at, end) : signs(text, at, end)
        break
      case EMOJI:
        addWord(mixed(Math.imul(SIGN_SEED, PRIME) ^ unit))
        at++
        break
      default:
        at++
    }
  }
  endWord()
  return features
}

function addLetter(unit: number): void {
  const folded = FOLDED[unit] ?? 0
  if (folded === EXPANDED) {
    for (const each of expansionOf(unit)) addFolded(each.charCodeAt(0))
    return
  }
  if (folded !== unit && unit < 0x250) capitals++
  addFolded(folded)
}

/** Drawn-out letters are written as often as they are in a dictionary at most: twice, and in Hebrew once. */
function addFolded(folded: number): void {
  if (length > WORD_UNITS_MAX) return
  if (length > 2 && folded === letters[length - 1] && (isDrawnOut || folded === letters[length - 2])) {
    if (folded === letters[length - 2] && isHebrew(folded) && folded !== VAV) length--
    isDrawnOut = true
    return
  }
  letters[length++] = folded
}

function isHebrew(unit: number): boolean {
  return unit >= 0x5d0 && unit <= 0x5ea
}

/** The end of the address that begins here; `at` itself when none does. */
function addressEnd(text: string, at: number, unit: number): number {
  const next = unitAt(text, at + 1) | 0x20
  if (!((unit | 0x20) === 0x68 && next === 0x74) && !((unit | 0x20) === 0x77 && next === 0x77)) return at
  if (!/^(?:https?(?![\p{L}\p{N}])|www\.)/iu.test(text.slice(at, at + 6))) return at
  start = at
  addWord(ADDRESS)
  let end = at
  while (end < TEXT_UNITS_MAX && CLASS[unitAt(text, end)] !== SPACE && end < text.length) end++
  return end
}

/** A quote between letters is part of their word (צה"ל, don't), otherwise it ends one. That of n't is left out: many leave it out. */
function quote(text: string, at: number): number {
  const unit = unitAt(text, at)
  const next = unitAt(text, at + 1)
  const isInside = length > 1 && CLASS[next] === LETTER
  if (isInside && CLASS[unit] === APOSTROPHE) {
    if ((next | 0x20) !== 0x74 || letters[length - 1] !== 0x6e) addFolded(0x27)
  } else if (isInside && isHebrew(next) && isHebrew(letters[length - 1] ?? 0)) addFolded(0x22)
  else endWord()
  return at + 1
}

/** A character of two units: an emoji is a word, a letter in fancy dress is the letter. */
function pair(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0
  if (code < 0x10000 || (code >= 0x1f3fb && code <= 0x1f3ff)) return at + 1
  const plain = code >= 0x1d400 && code <= 0x1d7ff ? String.fromCodePoint(code).normalize('NFKC') : ''
  if (plain.length === 1) {
    if (length === 1) start = at
    addLetter(plain.charCodeAt(0))
  } else {
    endWord()
    start = at
    addWord(mixed(Math.imul(SIGN_SEED, PRIME) ^ code))
  }
  return at + 2
}

/** A number up to 10 is itself (five of five, one star), a larger one only as long as it is. */
function number(text: string, from: number, end: number): number {
  let at = from
  let value = 0
  while (at < end && CLASS[unitAt(text, at)] === DIGIT && at - from < WORD_UNITS_MAX) {
    value = Math.min(100_000, value * 10 + ((FOLDED[unitAt(text, at)] ?? 0) & 15))
    at++
  }
  addWord(mixed(SIGN_SEED ^ (value <= 10 ? value : 100 + at - from)))
  return at
}

function mention(text: string, from: number, end: number): number {
  let at = from + 1
  while (at < end && isOfName(text, at)) at++
  if (at === from + 1) return at
  addWord(MENTION)
  return at
}

function isOfName(text: string, at: number): boolean {
  const kind = CLASS[unitAt(text, at)]
  return kind === LETTER || kind === DIGIT || unitAt(text, at) === 0x5f
}

const SIGNS_MAX = 6

/** A run of signs is one word, each sign at most twice in a row; a face may end in a letter or a digit (`:D`, `<3`). */
function signs(text: string, from: number, end: number): number {
  let at = from
  let hash = SIGN_SEED
  let [last, once, many] = [0, 0, 0]
  for (; at < end; at++) {
    const unit = unitAt(text, at)
    const kind = CLASS[unit]
    if ((kind !== SYMBOL && kind !== APOSTROPHE) || unit === 0x40) break
    const sign = FOLDED[unit] ?? 0
    if (sign === last && sign === once) continue
    once = last
    last = sign
    if (many++ < SIGNS_MAX) hash = Math.imul(hash ^ sign, PRIME)
    if (sign === 0x2e || sign === 0x21 || sign === 0x3f || sign === 0x3b) negated = 0
  }
  const face = unitAt(text, at)
  if (endsFace(unitAt(text, from), last, face) && !isOfName(text, at + 1)) {
    hash = Math.imul(hash ^ face, PRIME)
    at++
  }
  addWord(mixed(hash))
  return at
}

/** Whether `face`, a letter or a digit, ends what begins with one sign and goes on to another. */
function endsFace(first: number, last: number, face: number): boolean {
  if (first === 0x3c) return last === 0x3c && face === 0x33
  if (first !== 0x3a && first !== 0x3b && first !== 0x3d) return false
  if (last !== first && last !== 0x2d && last !== 0x27) return false
  const letter = face | 0x20
  return letter === 0x64 || letter === 0x70 || letter === 0x6f || letter === 0x73 || letter === 0x78 || face === 0x33
}

/** Adds the word that has been read, if any, and its letter sequences. */
function endWord(): void {
  if (length === 1) return
  if (features.wordCount + WORD_FEATURES_MAX <= words.length) addReadWord()
  length = 1
  capitals = 0
  isDrawnOut = false
}

function addReadWord(): void {
  let hash = WORD_SEED
  for (let i = 1; i < length; i++) hash = Math.imul(hash ^ (letters[i] ?? 0), PRIME)
  hash = mixed(hash)
  features.letterCount += length - 1
  addSequences()
  addWord(hash)
  if (negated > 0) {
    words[features.wordCount++] = underNegation(hash)
    negated--
  }
  if (isNegator(hash)) negated = NEGATED_WORDS_MAX
  if (isDrawnOut) words[features.wordCount++] = DRAWN_OUT
  if (capitals > 2 && capitals === length - 1) words[features.wordCount++] = CAPITALS
}

function addWord(hash: number): void {
  if (features.wordCount + WORD_FEATURES_MAX > words.length) return
  tokens[features.tokenCount] = hash
  tokenStarts[features.tokenCount++] = start
  words[features.wordCount++] = hash
  if (before !== 0) words[features.wordCount++] = mixed(Math.imul(before, PAIR_SEED) ^ hash)
  before = hash
}

function addSequences(): void {
  let count = features.gramCount
  if (count + (length + 1) * GRAM_LENGTH_MAX > grams.length) return
  letters[length] = END
  for (let from = 0; from < length; from++) {
    let hash = Math.imul(GRAM_SEED ^ (letters[from] ?? 0), PRIME)
    const to = Math.min(length, from + GRAM_LENGTH_MAX - 1)
    for (let at = from + 1; at <= to; at++) {
      hash = Math.imul(hash ^ (letters[at] ?? 0), PRIME)
      grams[count++] = mixed(hash)
    }
  }
  features.gramCount = count
}
