/**
 * Trains what tells intents (src/language/intent/model.ts). First linear models learn what other posts were labelled with (sentiment, emotion,
 * irony, asked or not…); what these make of a post of ours then helps to learn what we labelled. As all of it is linear, it is added up to one
 * row of weights for each bucket. Bounds are set on posts of ours that were held out in turn.
 */
import { wordHash } from '../../src/language/hash.ts'
import { BUCKET_BITS, type Bounds, HEADS, type Head, type KnownLang, meantBy } from '../../src/language/intent/model.ts'
import { COLUMNS } from '../../src/language/intent/signs.ts'
import { INTENTS } from '../../src/language/understanding.ts'
import type { Seed } from './examples.ts'
import {
  background, bankQuestions, calm, dangers, type Example, hebrewQuestions, type Neighbour, neighbours, ofSeed, seeds, told, topicPosts, unmarked,
  withoutMarks,
} from './intent-examples.ts'
import { BUCKETS, counted, countingOf, intentRows, SIGN_VALUE, someRows } from './intent-rows.ts'
import { balancedWeights, type Linear, type Rows, scoresOf, trainLinear, withDense } from './linear.ts'
import { quantised, type WrittenModel } from './write-weights.ts'

const COST = 0.3
const NEIGHBOUR_COST = 0.1
const NEIGHBOUR_VALUE = 0.6
const [EPOCHS, NEIGHBOUR_EPOCHS] = [10, 6]
/** How far classes of different size are balanced. */
const BALANCE = 0.5
const SEED = 1
const FOLDS = 4
/** A crisis wakes somebody up: of what is said to be one, so many at least must be. */
const CRISIS_PRECISION_MIN = 0.8
/** Of what is written to nobody, at most such a share may be called a crisis. */
const FALSE_CRISES_MAX = 0.005

/** Weights by row (bucket or column) and head, and what each head begins with. */
type Heads = { readonly weights: Float32Array; readonly bias: Float32Array }

export function intentModel(data: string): WrittenModel {
  const posts = [...seeds().train, ...dangers()]
  const all = [...posts, ...topicPosts().train]
  const near = neighbours(data)
  const examples = [
    ...all.map(ofSeed), ...background(data), ...calm(data), ...unmarked(all), ...told(), ...hebrewQuestions(data).train, ...bankQuestions(data),
  ]
  const counting = countingOf(intentRows([...all.map(({ text }) => text), ...near.flatMap(({ texts }) => texts)]))
  const learned = near.map((neighbour) => neighbourModel(neighbour, counting))
  const rows = withNeighbours(counted(intentRows(examples.map(({ text }) => text)), counting), learned)
  const bounds = boundsOn(posts, examples, heldOut(examples, rows))
  return written(folded(headsOf(examples, [...examples.keys()], rows), learned), counting, bounds)
}

function neighbourModel({ texts, labels, classes, reads }: Neighbour, counting: Float32Array): Linear {
  const others = Int32Array.from(labels, (label) => (label < 0 ? classes : label))
  return trainLinear({
    rows: counted(intentRows(texts, reads), counting), labels: others, classes, cost: NEIGHBOUR_COST,
    classWeights: balancedWeights(others, classes + 1, BALANCE), epochs: NEIGHBOUR_EPOCHS, seed: SEED,
  })
}

/** Rows with what each of these models makes of them behind their own columns. */
function withNeighbours(rows: Rows, learned: readonly Linear[]): Rows {
  const many = learned.reduce((sum, { classes }) => sum + classes, 0)
  const dense = new Float32Array(rows.count * many)
  let first = 0
  for (const model of learned) {
    const scores = scoresOf(model, rows)
    for (let row = 0; row < rows.count; row++) {
      for (let c = 0; c < model.classes; c++) dense[row * many + first + c] = NEIGHBOUR_VALUE * (scores[row * model.classes + c] ?? 0)
    }
    first += model.classes
  }
  return withDense(rows, dense, many)
}

/** All heads, each learned from those of the examples at these places that say something of it. */
function headsOf(examples: readonly Example[], places: readonly number[], rows: Rows): Heads {
  return sideBySide(HEADS.map((head) => {
    const chosen = places.filter((place) => examples[place]?.heads[head] !== undefined)
    const those = chosen.flatMap((place) => examples[place] ?? [])
    const labels = Int32Array.from(those, ({ heads }) => (heads[head] ? 0 : 1))
    const ours = labels.filter((_, at) => those[at]?.weight === 1)
    return trainLinear({
      rows: someRows(rows, chosen), labels, classes: 1, importance: those.map(({ weight }) => weight), cost: COST,
      classWeights: classWeightsOf(head, ours), epochs: EPOCHS, seed: SEED,
    })
  }))
}

/** An intent is balanced against all others as if these were as large as it on average. */
function classWeightsOf(head: Head, labels: Int32Array): number[] {
  if (!INTENTS.some((intent) => intent === head)) return balancedWeights(labels, 2, BALANCE)
  const share = labels.filter((label) => label === 0).length / labels.length
  return [(1 / INTENTS.length / share) ** BALANCE, 1]
}

function sideBySide(models: readonly Linear[]): Heads {
  const [rows, count] = [(models[0]?.weights.length ?? 0) / (models[0]?.classes ?? 1), HEADS.length]
  const weights = new Float32Array(rows * count)
  let first = 0
  for (const model of models) {
    for (let row = 0; row < rows; row++) weights.set(model.weights.subarray(row * model.classes, (row + 1) * model.classes), row * count + first)
    first += model.classes
  }
  return { weights, bias: Float32Array.from(models.flatMap(({ bias }) => [...bias])) }
}

/** Scores of each example, by a model that was shown neither it nor the same post without its mark. */
function heldOut(examples: readonly Example[], rows: Rows): Float32Array {
  const scores = new Float32Array(examples.length * HEADS.length)
  const foldOf = examples.map(({ text }) => wordHash(withoutMarks(text)) % FOLDS)
  for (let fold = 0; fold < FOLDS; fold++) {
    const [known, kept]: [number[], number[]] = [[], []]
    for (const place of examples.keys()) (foldOf[place] === fold ? kept : known).push(place)
    const ofKept = scoresOf({ classes: HEADS.length, ...headsOf(examples, known, rows) }, someRows(rows, kept))
    for (const [at, place] of kept.entries()) scores.set(ofKept.subarray(at * HEADS.length, (at + 1) * HEADS.length), place * HEADS.length)
  }
  return scores
}

/** Adds what the neighbours' models make of a bucket to what it counts itself. */
function folded({ weights, bias }: Heads, learned: readonly Linear[]): Heads {
  const count = HEADS.length
  const own = { weights: weights.slice(0, (BUCKETS + COLUMNS) * count), bias: Float32Array.from(bias) }
  let dense = BUCKETS + COLUMNS
  for (const model of learned) {
    for (let c = 0; c < model.classes; c++, dense++) {
      for (let head = 0; head < count; head++) {
        const factor = NEIGHBOUR_VALUE * (weights[dense * count + head] ?? 0)
        own.bias[head] = (own.bias[head] ?? 0) + factor * (model.bias[c] ?? 0)
        for (let row = 0; row < BUCKETS + COLUMNS; row++) {
          own.weights[row * count + head] = (own.weights[row * count + head] ?? 0) + factor * (model.weights[row * model.classes + c] ?? 0)
        }
      }
    }
  }
  return own
}

type Held = { readonly post: Seed; readonly scores: Float32Array }

/**
 * The bounds under which what is said of each language's posts is right most often; a crisis must be right as often as it has to be. Posts
 * written by topic do not count: each intent is as common in them as any other.
 */
function boundsOn(posts: readonly Seed[], examples: readonly Example[], scores: Float32Array): Bounds {
  const scoresAt = (place: number): Float32Array => scores.subarray(place * HEADS.length, (place + 1) * HEADS.length)
  const held = posts.map((post, place) => ({ post, scores: scoresAt(place) }))
  const isBackground = ({ weight, heads }: Example): boolean => weight < 1 && heads.crisis === false
  const elsewhere = examples.flatMap((example, place) => (isBackground(example) ? [{ lang: example.lang, scores: scoresAt(place) }] : []))
  const of = (lang: KnownLang): Record<Head, number> => (
    boundsFor(held.filter(({ post }) => post.lang === lang), elsewhere.filter((one) => one.lang === lang))
  )
  return { he: of('he'), en: of('en') }
}

/** Those of intents one after the other, twice, then the crisis's, then the others'. */
function boundsFor(held: readonly Held[], elsewhere: readonly Pick<Held, 'scores'>[]): Record<Head, number> {
  const bounds = Object.fromEntries(HEADS.map((head) => [head, 0])) as Record<Head, number>
  for (const intent of [...INTENTS, ...INTENTS]) {
    if (intent !== 'none') bounds[intent] = best((bound) => rightness(held, { ...bounds, [intent]: bound }) - BOUND_PRICE * bound ** 2)
  }
  bounds.crisis = best((bound) => {
    const isSaid = ({ scores }: Pick<Held, 'scores'>): boolean => meantBy(scores, { ...bounds, crisis: bound }).intent === 'crisis'
    const { said, right } = countsOf(held, isSaid, ({ intent }) => intent === 'crisis')
    const alarms = elsewhere.filter(isSaid).length
    return right / said >= CRISIS_PRECISION_MIN && alarms / elsewhere.length <= FALSE_CRISES_MAX ? right : 0
  })
  for (const [head, said] of [['asks', 'question'], ['needsAnswer', 'needsAnswer'], ['aboutStaff', 'aboutStaff']] as const) {
    bounds[head] = best((bound) => f1(countsOf(held, ({ scores }) => meantBy(scores, { ...bounds, [head]: bound })[said], (post) => post[said])))
  }
  return bounds
}

/** How right intents are: the mean of accuracy and macro-F1. */
function rightness(held: readonly Held[], bounds: Bounds[KnownLang]): number {
  const said = held.map(({ scores }) => meantBy(scores, bounds).intent)
  const hits = held.filter(({ post }, at) => said[at] === post.intent).length / held.length
  const f1s = INTENTS.map((intent) => {
    const right = held.filter(({ post }, at) => said[at] === intent && post.intent === intent).length
    return f1({ said: said.filter((one) => one === intent).length, real: held.filter(({ post }) => post.intent === intent).length, right })
  })
  return (hits + f1s.reduce((sum, one) => sum + one, 0) / f1s.length) / 2
}

type Counts = { readonly said: number; readonly real: number; readonly right: number }

function countsOf(held: readonly Held[], isSaid: (one: Held) => boolean, isReal: (post: Seed) => boolean): Counts {
  const said = held.filter(isSaid)
  return { said: said.length, real: held.filter(({ post }) => isReal(post)).length, right: said.filter(({ post }) => isReal(post)).length }
}

const f1 = ({ said, real, right }: Counts): number => (said + real === 0 ? 0 : (2 * right) / (said + real))

const BOUND_MAX = 0.8
const BOUND_STEP = 0.02
const AROUND = 4
/** What a bound costs by the square of how far it is from 0: small gains far away are chance. */
const BOUND_PRICE = 0.1

/** The middle of the bounds with the highest value; each counts as the mean of those around it, so that no single post decides. */
function best(valueOf: (bound: number) => number): number {
  const tried = Array.from({ length: 2 * BOUND_MAX / BOUND_STEP + 1 }, (_, step) => Math.round(100 * (step * BOUND_STEP - BOUND_MAX)) / 100)
  const values = tried.map(valueOf)
  const around = values.map((_, at) => {
    const near = values.slice(Math.max(0, at - AROUND), at + AROUND + 1)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
  const highest = Math.max(...around)
  const those = tried.filter((_, at) => around[at] === highest)
  return those[Math.floor(those.length / 2)] ?? 0
}

function written({ weights, bias }: Heads, counting: Float32Array, bounds: Bounds): WrittenModel {
  const count = HEADS.length
  const weigh = (row: number, head: number): number => (weights[row * count + head] ?? 0) * (counting[row] ?? 0)
  const ofHead = HEADS.map((_, head) => quantised(Float32Array.from({ length: BUCKETS }, (_, row) => weigh(row, head))))
  const buckets = new Int8Array(BUCKETS * count)
  for (const [head, { numbers }] of ofHead.entries()) for (let row = 0; row < BUCKETS; row++) buckets[row * count + head] = numbers[row] ?? 0
  return {
    name: 'intent',
    notes: { bits: BUCKET_BITS, heads: HEADS, bounds },
    arrays: {
      buckets: { type: 'int8', numbers: buckets },
      columns: { type: 'float32', numbers: weights.slice(BUCKETS * count).map((weight) => weight * SIGN_VALUE) },
      steps: { type: 'float32', numbers: Float32Array.from(ofHead, ({ scale }) => scale) },
      bias: { type: 'float32', numbers: bias },
    },
  }
}
