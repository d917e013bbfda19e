import { type LetterModel, letterModelOf } from './letter-model.ts'
import { readModel } from './models.ts'
import { hasSeveralWords, hasWord, type Prose, readProse } from './prose.ts'
import { HAN, HEBREW, HIRAGANA, KATAKANA, LATIN, SCRIPTS } from './scripts.ts'
import { isPointedYiddish } from './yiddish.ts'

/** A language (ISO 639-1, or `und` when it cannot be told) and how sure we are, from 0 to 1. */
export type Identified = { readonly lang: string; readonly confidence: number }

const UNDETERMINED: Identified = { lang: 'und', confidence: 0 }
/** Japanese mixes kana with Han: from this share of kana on, Han letters are counted with them. */
const KANA_SHARE_MIN = 0.1
/** Hebrew posts are full of Latin names: from this share of Hebrew letters on, a mixed text is written in Hebrew. */
const HEBREW_SHARE_MIN = 0.35
/** What a letter of a Latin name counts in that share. */
const NAME_LETTER = 0.25
/** Yiddish without points must be this probable, and several words: single ones are too often Hebrew, too. */
const YIDDISH_MIN = 0.55

let loaded: LetterModel | undefined

/** Read when a text first needs it: it takes some milliseconds. Throws `ModelError` when its file is not what it should be. */
export const letterModel = (): LetterModel => (loaded ??= letterModelOf(readModel('language')))

/**
 * The language of a short post: by its script where that decides, otherwise by its letter sequences. Links, addresses and @mentions are
 * not read. A text without two letters side by side is `und` (unless a Hebrew word is spelled out letter by letter), and so is Hebrew in
 * Latin letters; Hindi in Latin letters is `hi`.
 */
export function identify(text: string): Identified {
  const prose = readProse(text)
  if (!hasWord(prose)) return UNDETERMINED
  const { script, share } = writingOf(prose)
  const lang = SCRIPTS[script]?.lang
  if (lang) return { lang, confidence: share }
  if (script === HEBREW && isPointedYiddish(text)) return { lang: 'yi', confidence: share }
  const guessed = letterModel()(prose, script)
  if (!guessed || guessed.tag === 'he-Latn') return UNDETERMINED
  const { tag, probability } = guessed
  if (tag === 'yi' && (probability < YIDDISH_MIN || !hasSeveralWords(prose))) return { lang: 'he', confidence: share / 2 }
  return { lang: tag.slice(0, 2), confidence: share * probability }
}

const lettersIn = new Int32Array(SCRIPTS.length)

/** The script that a text is written in, and what share of its letters are of it. */
function writingOf({ starts, scripts, names, count }: Prose): { readonly script: number; readonly share: number } {
  lettersIn.fill(0)
  let inNames = 0
  for (let word = 0; word < count; word++) {
    const script = scripts[word] ?? 0
    const length = (starts[word + 1] ?? 0) - (starts[word] ?? 0)
    lettersIn[script] = (lettersIn[script] ?? 0) + length
    if (names[word] === 1 && script === LATIN) inNames += length
  }
  const letters = starts[count] ?? 0
  const of = (script: number): number => (lettersIn[script] ?? 0) / letters
  const kana = of(HIRAGANA) + of(KATAKANA)
  if (kana >= KANA_SHARE_MIN && kana + of(HAN) > 0.5) return { script: HIRAGANA, share: kana + of(HAN) }
  const hebrew = lettersIn[HEBREW] ?? 0
  if (hebrew > 0 && hebrew >= HEBREW_SHARE_MIN * (letters - inNames * (1 - NAME_LETTER))) return { script: HEBREW, share: hebrew / letters }
  let main = 0
  for (let script = 1; script < lettersIn.length; script++) if ((lettersIn[script] ?? 0) > (lettersIn[main] ?? 0)) main = script
  return { script: main, share: of(main) }
}
