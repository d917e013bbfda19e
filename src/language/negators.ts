import { wordHash } from './hash.ts'

/** Words after which the next ones mean the opposite, in the languages most written about companies. Our own list. */
const NEGATORS = `
no not never nobody nothing none nor neither without hardly barely cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt
shouldnt havent hasnt hadnt aint
לא ולא שלא אין ואין שאין בלי אינו אינה אינם אינן איננו איני אל מעולם לעולם אף ללא בלתי טרם
ne pas jamais sans nicht kein keine keinen nie ohne não nao nunca sem nem sin ni mai senza nahi nahin mat لا ليس مش ما لم لن مو ماكو بدون
`.trim().split(/\s+/)

/** Their hashes, each at the place its upper bits name or the next free one: looked up for every word of every post. */
const PLACE_BITS = 9
const places = new Uint32Array(2 ** PLACE_BITS)

function placeOf(hash: number): number {
  let at = hash >>> (32 - PLACE_BITS)
  while (places[at] !== 0 && places[at] !== hash) at = (at + 1) % places.length
  return at
}

/** Whether a word, by its hash, denies what follows. */
export function isNegator(hash: number): boolean {
  return places[placeOf(hash)] === hash
}

for (const hash of NEGATORS.map(wordHash)) places[placeOf(hash)] = hash
