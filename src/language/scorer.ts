import type { Features } from './features.ts'
import { type Lexicon, SOUND_NUMBERS, soundOf } from './lexicon.ts'
import { ModelError, type Weights } from './weights.ts'

/** Scores texts for three classes: a linear model over hashed words and letter sequences, and over how its lexicon's words sound. */
export type Scorer = (features: Features, scores: Float64Array) => void

/** Classes a scorer tells apart. */
export const CLASSES = 3
/** Of each bucket: one weight for each class, and last how telling it is. */
export const ROW_BYTES = CLASSES + 1

// A bucket counts once in a text: when it was last counted, by the number of the block being read. One for all scorers stays near the processor.
let counted = new Int32Array()
let block = 0

/**
 * The scorer in a model file with the arrays `rows` (`ROW_BYTES` for each bucket), `bias`, `sound` (a weight for each class and number of
 * `soundOf`), `hashes` and `ratings` (a lexicon), and the notes `bits` and `gramShare`. models/train/scorer.ts trains it. Throws `ModelError`
 * when they do not fit together.
 */
export function scorerOf(weights: Weights): Scorer {
  const rows = weights.array('rows', 'int8')
  const step = weights.scale('rows')
  const bias = weights.array('bias', 'float32')
  const sound = weights.array('sound', 'float32')
  const lexicon: Lexicon = { hashes: weights.array('hashes', 'int32'), ratings: weights.array('ratings', 'int8') }
  const bits = Number(weights.notes['bits'])
  const gramShare = Number(weights.notes['gramShare'])
  const fits = rows.length === ROW_BYTES * 2 ** bits && bias.length === CLASSES && Number.isFinite(gramShare) && lexicon.ratings.length === lexicon.hashes.length
    && Number.isInteger(Math.log2(lexicon.hashes.length || 1)) && (lexicon.hashes.length === 0 || sound.length === SOUND_NUMBERS * CLASSES)
  if (!fits) throw new ModelError(`The model file ${weights.name} is of another version; install Heed anew.`)
  const shift = 32 - bits
  if (counted.length < rows.length / ROW_BYTES) counted = new Int32Array(rows.length / ROW_BYTES)
  const numbers = new Float64Array(SOUND_NUMBERS)

  const addBlock = (hashes: Uint32Array, count: number, share: number, scores: Float64Array): void => {
    block = block === 0x7fffffff ? 1 : block + 1
    let [first, second, third, squares] = [0, 0, 0, 0]
    for (let i = 0; i < count; i++) {
      const bucket = (hashes[i] ?? 0) >>> shift
      if (counted[bucket] === block) continue
      counted[bucket] = block
      const at = bucket * ROW_BYTES
      const telling = rows[at + 3] ?? 0
      first += telling * (rows[at] ?? 0)
      second += telling * (rows[at + 1] ?? 0)
      third += telling * (rows[at + 2] ?? 0)
      squares += telling * telling
    }
    if (squares === 0) return
    const scale = share * step / Math.sqrt(squares)
    scores[0] = (scores[0] ?? 0) + first * scale
    scores[1] = (scores[1] ?? 0) + second * scale
    scores[2] = (scores[2] ?? 0) + third * scale
  }

  return (features, scores) => {
    scores.set(bias)
    addBlock(features.words, features.wordCount, 1, scores)
    addBlock(features.grams, features.gramCount, gramShare, scores)
    if (lexicon.hashes.length === 0) return
    soundOf(lexicon, features, numbers)
    for (let number = 0; number < SOUND_NUMBERS; number++) {
      for (let c = 0; c < CLASSES; c++) scores[c] = (scores[c] ?? 0) + (numbers[number] ?? 0) * (sound[number * CLASSES + c] ?? 0)
    }
  }
}
