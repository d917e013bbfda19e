/** Trains what src/language/scorer.ts reads: three classes, hashed words and letter sequences, and how a lexicon's words sound. */
import { readFeatures } from '../../src/language/features.ts'
import { type Lexicon, lexiconOf, SOUND_NUMBERS, soundOf } from '../../src/language/lexicon.ts'
import { CLASSES, ROW_BYTES, scorerOf } from '../../src/language/scorer.ts'
import { parseWeights } from '../../src/language/weights.ts'
import { calibrated, type Judged } from './calibrate.ts'
import { balancedWeights, type Linear, rowsOf, tellingOf, trainLinear, weighRows, withDense } from './linear.ts'
import { quantised, weightsBytes, type WrittenModel } from './write-weights.ts'

/** A text, its class, and how much it counts: as a row of its own when left out. */
export type Weighed = {
  readonly text: string
  readonly label: number
  readonly importance?: number
  /** Learned from, but from elsewhere: neither how telling buckets are nor how rare classes are is counted by it. */
  readonly isLent?: boolean
  /** Which group of judges it belongs to, from 0, when the recipe has no judges of its own. */
  readonly group?: number
}

export type ScorerRecipe = {
  readonly name: string
  readonly examples: readonly Weighed[]
  /**
   * Texts that probabilities are fitted to. Each group counts as much as another. When left out: the examples that have a group, each judged by
   * a model that learned from four fifths of the examples without it.
   */
  readonly judges?: readonly (readonly Weighed[])[]
  readonly ratings: readonly (readonly [string, number])[]
  /** Buckets are 2 to the power of this. */
  readonly bits: number
  /** How far classes are balanced in training (`balancedWeights`). */
  readonly balance: number
  /** The same when probabilities are fitted (`calibrated`); `balance` when left out. */
  readonly balanceJudged?: number
  /** Of `tellingOf`. */
  readonly smoothing: number
  readonly cost: number
}

const GRAM_SHARE = 1
const EPOCHS = 8
const SEED = 1

const FOLDS = 5

/** The model, as src/language/scorer.ts and src/language/sentiment.ts read it. */
export function scorerModel(recipe: ScorerRecipe): WrittenModel {
  const model = uncalibrated(recipe, recipe.examples)
  const judged = recipe.judges ? recipe.judges.map((group) => judgedBy(model, group)) : judgedOutOfFold(recipe)
  const { slope, offsets } = calibrated(judged, recipe.balanceJudged ?? recipe.balance)
  return { ...model, notes: { ...model.notes, slope, offsets } }
}

function uncalibrated({ name, ratings, bits, balance, smoothing, cost }: ScorerRecipe, examples: readonly Weighed[]): WrittenModel {
  const texts = examples.map(({ text }) => text)
  const labels = examples.map(({ label }) => label)
  const at = examples.filter(({ isLent }) => !isLent)
  const labelsAt = at.map(({ label }) => label)
  const lexicon: Lexicon = ratings.length === 0 ? { hashes: new Int32Array(), ratings: new Int8Array() } : lexiconOf(ratings)
  const rows = rowsOf(texts, bits)
  const rowsAt = at.length === examples.length ? rows : rowsOf(at.map(({ text }) => text), bits)
  // What is told apart later are steps of one byte, so they are learned with.
  const telling = quantised(tellingOf(rowsAt, labelsAt, CLASSES, smoothing)).numbers
  weighRows(rows, telling, GRAM_SHARE)
  const linear = trainLinear({
    rows: withDense(rows, soundsOf(texts, lexicon), SOUND_NUMBERS),
    labels,
    classes: CLASSES,
    importance: examples.map(({ importance }) => importance ?? 1),
    cost,
    classWeights: balancedWeights(labelsAt, CLASSES, balance),
    epochs: EPOCHS,
    seed: SEED,
  })
  return written(name, linear, telling, lexicon, bits)
}

function judgedBy(model: WrittenModel, texts: readonly Weighed[]): Judged[] {
  const score = scorerOf(parseWeights(weightsBytes(model), model.name, model.name))
  return texts.map(({ text, label }) => {
    const scores = new Float64Array(CLASSES)
    score(readFeatures(text), scores)
    return { scores, label }
  })
}

/** The examples of each group, by models that did not learn from them: every fifth row is held out in turn. */
function judgedOutOfFold(recipe: ScorerRecipe): Judged[][] {
  const groups: Judged[][] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = recipe.examples.filter((_, at) => at % FOLDS === fold)
    const model = uncalibrated(recipe, recipe.examples.filter((_, at) => at % FOLDS !== fold))
    for (const group of new Set(held.flatMap(({ group: of }) => of === undefined ? [] : [of]))) {
      (groups[group] ??= []).push(...judgedBy(model, held.filter((example) => example.group === group)))
    }
  }
  return groups
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
