/** How well what was typed fits a text: 0 for not at all. What was typed on the other keyboard layout fits too, a little less. */
export function fit(typed: string, text: string): number {
  const words = plain(text)
  const asTyped = fitAll(plain(typed), words)
  return asTyped > 0 ? asTyped : fitAll(plain(otherLayout(typed)), words) / 2
}

const BEGINS_TEXT = 8
const BEGINS_WORD = 6
const WITHIN = 3
const IN_ORDER = 1
const IN_ORDER_LETTERS_MIN = 2

/** Every word typed must fit somewhere; the worst of them counts, for "sign out" is no good answer to "sign xyz". */
function fitAll(typed: string, text: string): number {
  return Math.min(...typed.split(' ').map((word) => fitOne(word, text)))
}

function fitOne(word: string, text: string): number {
  if (word === '') return 0
  const at = text.indexOf(word)
  if (at === 0) return BEGINS_TEXT
  if (at > 0) return text.includes(` ${word}`) ? BEGINS_WORD : WITHIN
  return word.length >= IN_ORDER_LETTERS_MIN && areInOrder(word, text) ? IN_ORDER : 0
}

/** Whether the letters stand in the text in this order, the first of them at a word's beginning: `skm` in `switch keyboard mode`. */
function areInOrder(letters: string, text: string): boolean {
  let at = ` ${text}`.indexOf(` ${letters[0]}`)
  if (at < 0) return false
  for (const letter of letters.slice(1)) {
    at = text.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

/** Small letters without accents and points, words one space apart. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(/[\p{Mn}\p{Cf}]/gu, '').toLowerCase().replace(/[^\p{L}\p{N}/';,.]+/gu, ' ').trim()

/** The same keys, on a US and on a Hebrew keyboard (SI 1452). */
const LATIN = "qwertyuiopasdfghjkl;'zxcvbnm,./"
const HEBREW = "/'קראטוןםפשדגכעיחלךף,זסבהנמצתץ."

/** What the same keys type on the other layout: `akuo` is שלום, and ךןדאקמ is `listen`. Whatever is on neither stays. */
export function otherLayout(typed: string): string {
  const isHebrew = /\p{Script=Hebrew}/u.test(typed)
  const [from, to] = isHebrew ? [HEBREW, LATIN] : [LATIN, HEBREW]
  return [...typed.toLowerCase()].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
}
