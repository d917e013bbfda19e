/** Trains what src/language/scorer.ts reads: three classes, hashed words and letter sequences, and how a lexicon's words sound. */
import { readFeatures } from '../../src/language/features.ts'
import { type Lexicon, lexiconOf, SOUND_NUMBERS, soundOf } from '../../src/language/lexicon.ts'
import { CLASSES, ROW_BYTES, scorerOf } from '../../src/language/scorer.ts'
import { parseWeights } from '../../src/language/weights.ts'
import { calibrated, type Judged } from './calibrate.ts'
import { balancedWeights, type Linear, rowsOf, tellingOf, trainLinear, weighRows, withDense } from './linear.ts'
import { quantised, weightsBytes, type WrittenModel } from './write-weights.ts'

/** A text, its class, and how much it counts: as a row of its own when left out. */
export type Weighed = { readonly text: string; readonly label: number; readonly importance?: number }

export type ScorerRecipe = {
  readonly name: string
  readonly examples: readonly Weighed[]
  /** Texts that probabilities are fitted to. Each group counts as much as another. */
  readonly judges: readonly (readonly Weighed[])[]
  readonly ratings: readonly (readonly [string, number])[]
  /** Buckets are 2 to the power of this. */
  readonly bits: number
  /** How far classes are balanced, in training (`balancedWeights`) and when probabilities are fitted (`calibrated`). */
  readonly balance: number
  /** Of `tellingOf`. */
  readonly smoothing: number
  readonly cost: number
}

const GRAM_SHARE = 1
const EPOCHS = 8
const SEED = 1

/** The model, as src/language/scorer.ts and src/language/sentiment.ts read it. */
export function scorerModel({ name, examples, judges, ratings, bits, balance, smoothing, cost }: ScorerRecipe): WrittenModel {
  const texts = examples.map(({ text }) => text)
  const labels = examples.map(({ label }) => label)
  const lexicon: Lexicon = ratings.length === 0 ? { hashes: new Int32Array(), ratings: new Int8Array() } : lexiconOf(ratings)
  const rows = rowsOf(texts, bits)
  // What is told apart later are steps of one byte, so they are learned with.
  const telling = quantised(tellingOf(rows, labels, CLASSES, smoothing)).numbers
  weighRows(rows, telling, GRAM_SHARE)
  const linear = trainLinear({
    rows: withDense(rows, soundsOf(texts, lexicon), SOUND_NUMBERS),
    labels,
    classes: CLASSES,
    importance: examples.map(({ importance }) => importance ?? 1),
    cost,
    classWeights: balancedWeights(labels, CLASSES, balance),
    epochs: EPOCHS,
    seed: SEED,
  })
  const model = written(name, linear, telling, lexicon, bits)
  const score = scorerOf(parseWeights(weightsBytes(model), name, name))
  const { slope, offsets } = calibrated(judges.map((group) => group.map(({ text, label }): Judged => {
    const scores = new Float64Array(CLASSES)
    score(readFeatures(text), scores)
    return { scores, label }
  })), balance)
  return { ...model, notes: { ...model.notes, slope, offsets } }
}

function soundsOf(texts: readonly string[], lexicon: Lexicon): Float32Array {
  const sounds = new Float32Array(texts.length * SOUND_NUMBERS)
  if (lexicon.hashes.length === 0) return sounds
  const sound = new Float64Array(SOUND_NUMBERS)
  for (const [row, text] of texts.entries()) {
    soundOf(lexicon, readFeatures(text), sound)
    sounds.set(sound, row * SOUND_NUMBERS)
  }
  return sounds
}

function written(name: string, { weights, bias }: Linear, telling: Int8Array, { hashes, ratings }: Lexicon, bits: number): WrittenModel {
  const many = telling.length * CLASSES
  const { numbers, scale } = quantised(weights.subarray(0, many))
  const rows = new Int8Array(telling.length * ROW_BYTES)
  for (const [bucket, value] of telling.entries()) {
    rows.set(numbers.subarray(bucket * CLASSES, (bucket + 1) * CLASSES), bucket * ROW_BYTES)
    rows[bucket * ROW_BYTES + CLASSES] = value
  }
  return {
    name,
    notes: { bits, gramShare: GRAM_SHARE },
    arrays: {
      rows: { type: 'int8', numbers: rows, scale },
      bias: { type: 'float32', numbers: Float32Array.from(bias) },
      sound: { type: 'float32', numbers: Float32Array.from(weights.subarray(many)) },
      hashes: { type: 'int32', numbers: hashes },
      ratings: { type: 'int8', numbers: ratings },
    },
  }
}
