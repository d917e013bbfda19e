import { ALEF, EXPANDS, fold, foldSingle, GERESH, GERSHAYIM, HEBREW, IGNORED, LETTER, MEDIAL, SINGLE, sizeAt, spellingAt } from '../../engine/index.ts'

/** What stands behind so many letters of a text is not compared. */
export const LETTERS_READ_MAX = 4_000
/** Nor what stands behind so many units, marks and layout included. */
const UNITS_READ_MAX = 40_000

const SPACE = 0x20
const [AT, UNDERSCORE, DOT, HYPHEN, COLON] = ['@', '_', '.', '-', ':'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number]

/**
 * What of a text tells whether it says the same as another: its letters and digits, folded (case, accents, Hebrew points and final letters,
 * full width), with one space between words. Addresses, @mentions, the RT before what is passed on, punctuation, pictures and layout are
 * not there; of a letter three times in a row two are. One is read again and again, into the same memory.
 */
export class FoldedText {
  /** Letters and spaces; the first `length` of them count. */
  readonly units = new Uint16Array(2 * LETTERS_READ_MAX)
  length = 0
  /** Letters alone. */
  letters = 0
  /** All that is said in it are addresses, which were then read as words. */
  isAddress = false
  #hasAddress = false
  #isApart = true

  read(text: string): void {
    this.#readUnits(text, false)
    this.isAddress = this.letters === 0 && this.#hasAddress
    if (this.isAddress) this.#readUnits(text, true)
  }

  #readUnits(text: string, withAddresses: boolean): void {
    this.length = 0
    this.letters = 0
    this.#hasAddress = false
    this.#isApart = true
    for (let at = 0; at < text.length && at < UNITS_READ_MAX && this.letters < LETTERS_READ_MAX;) {
      const unit = text.charCodeAt(at)
      const end = this.#isApart ? this.#skipped(text, at, unit, withAddresses) : at
      if (end > at) {
        at = end
        continue
      }
      const folded = fold(unit)
      if (folded >= LETTER) this.#add(folded)
      else if (folded === HEBREW || folded === EXPANDS) this.#addSpelling(text, at, unit)
      else if (folded === SINGLE && !isPicture(unit)) this.#add(foldSingle(unit) || unit)
      else if (folded !== IGNORED && folded !== GERESH && folded !== GERSHAYIM) this.#isApart = true
      at += sizeAt(text, at)
    }
  }

  #add(letter: number): void {
    const { units, length } = this
    if (this.#isApart && length > 0) units[this.length++] = SPACE
    else if (units[length - 1] === letter && units[length - 2] === letter && length > 1 && !isDigit(letter)) return
    this.#isApart = false
    units[this.length++] = letter
    this.letters++
  }

  /** Of a Hebrew letter, and of a character that is several letters or none. */
  #addSpelling(text: string, at: number, unit: number): void {
    const medial = MEDIAL[unit - ALEF]
    if (medial !== undefined) return this.#add(medial)
    const spelling = isPicture(text.codePointAt(at) ?? 0) ? '' : spellingAt(text, at)
    if (spelling === '') this.#isApart = true
    for (let i = 0; i < spelling.length && this.letters < LETTERS_READ_MAX; i++) {
      const letter = spelling.charCodeAt(i)
      this.#add(MEDIAL[letter - ALEF] ?? letter)
    }
  }

  /** Where that ends which begins here and does not count; `at` when nothing does. */
  #skipped(text: string, at: number, unit: number, withAddresses: boolean): number {
    if (unit === AT) return handleEnd(text, at + 1)
    const small = unit | 0x20
    if (small === 0x72 /* r */ && this.length === 0) return isRepostAt(text, at) ? at + 2 : at
    if (withAddresses || (small !== 0x68 /* h */ && small !== 0x77 /* w */) || !isAddressAt(text, at)) return at
    this.#hasAddress = true
    return wordEnd(text, at)
  }
}

const isDigit = (letter: number): boolean => letter >= 0x30 && letter <= 0x39

/** Emoji and their like; what is left of characters that are words by themselves are letters of scripts without spaces. */
const isPicture = (code: number): boolean => (code >= 0x2000 && code < 0x3040) || code === 0x3297 || code === 0x3299 || (code >= 0x1f000 && code < 0x20000)

function handleEnd(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (fold(unit) < LETTER && unit !== UNDERSCORE && unit !== DOT && unit !== HYPHEN) break
  }
  return at
}

const SCHEMES = ['http://', 'https://', 'www.']

function isAddressAt(text: string, at: number): boolean {
  return SCHEMES.some((scheme) => {
    for (let i = 0; i < scheme.length; i++) {
      const unit = text.charCodeAt(at + i)
      if ((unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit) !== scheme.charCodeAt(i)) return false
    }
    return true
  })
}

function isRepostAt(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 2)
  return (text.charCodeAt(at + 1) | 0x20) === 0x74 /* t */ && (next === SPACE || next === COLON || next === AT)
}

/** Where the next space is, of any width. */
function wordEnd(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit <= SPACE || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x3000) break
  }
  return at
}
