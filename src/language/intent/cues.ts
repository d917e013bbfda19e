import { mixed, PRIME, wordHash } from '../hash.ts'
import { ENGLISH } from './cues-in-english.ts'
import { type Cue, CUES, type CueWords } from './cue-words.ts'
import { HEBREW } from './cues-in-hebrew.ts'
import { ENGLISH_NAMES, HEBREW_NAMES } from './names.ts'

/** What stands before a Hebrew word without a space. */
const PREFIXES = ['', 'ו', 'ה', 'ש', 'ב', 'ל', 'מ', 'כ', 'כש', 'וה', 'וב', 'ול', 'ומ', 'וש', 'שה', 'שב', 'של', 'מה', 'בה', 'לה', 'כשה']
/** What stands before a Hebrew name. */
const NAME_PREFIXES = ['', 'ו', 'ל', 'ש', 'מ', 'ב', 'כש', 'ול']

const PLACE_BITS = 16
const hashes = new Uint32Array(2 ** PLACE_BITS)
/** Whether any hint has a hash with these lower bits. It is small enough to be at hand always, and nearly all pairs hint at nothing. */
const FILTER_BITS = 15
const filter = new Uint8Array(2 ** FILTER_BITS)
const hints = new Uint32Array(2 ** PLACE_BITS)

for (const words of [ENGLISH, HEBREW.exact]) add(words, [''])
add(HEBREW.prefixed, PREFIXES)
for (const name of HEBREW_NAMES) for (const prefix of NAME_PREFIXES) put(wordHash(prefix + name), bitOf('name'))
for (const name of ENGLISH_NAMES) put(wordHash(name), bitOf('name'))

/** A bit for each cue, in the order of CUES. */
export function bitOf(cue: Cue): number {
  return (1 << CUES.indexOf(cue)) >>> 0
}

/** What a word or a pair hints at, by its hash: bits as `bitOf` gives them. */
export function hintsOf(hash: number): number {
  return filter[hash & (2 ** FILTER_BITS - 1)] === 1 ? hints[placeOf(hash)] ?? 0 : 0
}

/** The hash of two words side by side. */
export function pairHash(first: number, second: number): number {
  return mixed(Math.imul(first, PRIME) ^ second)
}

function add(words: CueWords, prefixes: readonly string[]): void {
  for (const cue of CUES) {
    for (const entry of (words[cue] ?? '').trim().split(/\s+/)) {
      const [first = '', second] = entry.split('_')
      if (first === '') continue
      for (const prefix of prefixes) {
        const hash = wordHash(prefix + first)
        put(second === undefined ? hash : pairHash(hash, wordHash(second)), bitOf(cue))
      }
    }
  }
}

function put(hash: number, bit: number): void {
  const place = placeOf(hash)
  hashes[place] = hash
  filter[hash & (2 ** FILTER_BITS - 1)] = 1
  hints[place] = ((hints[place] ?? 0) | bit) >>> 0
}

/** Where a hash is, or would be: at the place that its upper bits name, or the next free one. */
function placeOf(hash: number): number {
  let at = hash >>> (32 - PLACE_BITS)
  while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) % hashes.length
  return at
}
