/**
 * Trains linear models over hashed features (src/language/features.ts): one squared-hinge support vector machine per class, by dual
 * coordinate descent (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM"), all classes in one pass.
 * Same examples, same options: same weights, bit for bit.
 */
import { readFeatures } from '../../src/language/features.ts'

/**
 * Examples as rows of features. Row i has the buckets `buckets[starts[i] .. splits[i]]` (words) and `[splits[i] .. starts[i + 1]]` (letter
 * sequences), each at most once, with their `values`.
 */
export type Rows = {
  /** How many columns there are: buckets, and behind them what `withDense` adds. */
  readonly width: number
  readonly count: number
  readonly starts: Int32Array
  readonly splits: Int32Array
  readonly buckets: Int32Array
  readonly values: Float32Array
}

/** Texts as rows of ones over 2^bits buckets. */
export function rowsOf(texts: readonly string[], bits: number): Rows {
  const starts = new Int32Array(texts.length + 1)
  const splits = new Int32Array(texts.length)
  const seen = new Int32Array(2 ** bits).fill(-1)
  let buckets = new Int32Array(1 << 20)
  let count = 0
  for (const [row, text] of texts.entries()) {
    const { words, wordCount, grams, gramCount } = readFeatures(text)
    if (count + wordCount + gramCount > buckets.length) buckets = grown(buckets, count + wordCount + gramCount)
    for (let i = 0; i < wordCount + gramCount; i++) {
      if (i === wordCount) splits[row] = count
      const bucket = (i < wordCount ? words[i] ?? 0 : grams[i - wordCount] ?? 0) >>> (32 - bits)
      if (seen[bucket] === row) continue
      seen[bucket] = row
      buckets[count++] = bucket
    }
    if (gramCount === 0) splits[row] = count
    starts[row + 1] = count
  }
  return { width: 2 ** bits, count: texts.length, starts, splits, buckets: buckets.slice(0, count), values: new Float32Array(count).fill(1) }
}

function grown(numbers: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, numbers.length * 2))
  larger.set(numbers)
  return larger
}

/** How telling each bucket is: 1 + ln((1 + rows) / (1 + rows it occurs in)). */
export function idfOf({ width, count, buckets }: Rows): Float32Array {
  const idf = new Float32Array(width)
  for (const bucket of buckets) idf[bucket] = (idf[bucket] ?? 0) + 1
  for (const [bucket, rows] of idf.entries()) idf[bucket] = 1 + Math.log((1 + count) / (1 + rows))
  return idf
}

const TELLING_LEAST = 0.2

/**
 * How telling each bucket is of the classes: its idf, times how far the odds of any class move with it (Wang & Manning 2012, "Baselines and
 * bigrams", there as a ratio of two classes). `smoothing` is how many rows of no class each bucket is thought to have been in besides.
 */
export function tellingOf(rows: Rows, labels: ArrayLike<number>, classes: number, smoothing: number): Float32Array {
  const { width, count, starts, buckets } = rows
  const telling = idfOf(rows)
  const inClass = new Float64Array(width * classes)
  const sizes = new Float64Array(classes)
  for (let row = 0; row < count; row++) {
    const label = labels[row] ?? 0
    sizes[label] = (sizes[label] ?? 0) + 1
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
      const at = (buckets[i] ?? 0) * classes + label
      inClass[at] = (inClass[at] ?? 0) + 1
    }
  }
  for (let bucket = 0; bucket < width; bucket++) {
    let inAll = 0
    for (let c = 0; c < classes; c++) inAll += inClass[bucket * classes + c] ?? 0
    let most = 0
    for (let c = 0; c < classes; c++) {
      const [size, rowsOfClass] = [sizes[c] ?? 0, inClass[bucket * classes + c] ?? 0]
      const inside = (rowsOfClass + smoothing * size / count) / size
      const outside = (inAll - rowsOfClass + smoothing * (1 - size / count)) / (count - size)
      most = Math.max(most, Math.abs(Math.log(inside / outside)))
    }
    telling[bucket] = (telling[bucket] ?? 0) * (TELLING_LEAST + most)
  }
  return telling
}

/** Values by how telling their buckets are; then the words of a row have length 1, and its letter sequences `gramShare`. */
export function weighRows(rows: Rows, idf: ArrayLike<number>, gramShare: number): void {
  const { count, starts, splits, buckets, values } = rows
  const weigh = (from: number, to: number, share: number): void => {
    let squares = 0
    for (let i = from; i < to; i++) squares += (idf[buckets[i] ?? 0] ?? 0) ** 2
    const scale = share / Math.sqrt(squares)
    for (let i = from; i < to; i++) values[i] = (idf[buckets[i] ?? 0] ?? 0) * scale
  }
  for (let row = 0; row < count; row++) {
    weigh(starts[row] ?? 0, splits[row] ?? 0, 1)
    weigh(splits[row] ?? 0, starts[row + 1] ?? 0, gramShare)
  }
}

/** Rows with `many` columns more, whose values are `dense[row * many + column]`. */
export function withDense(rows: Rows, dense: ArrayLike<number>, many: number): Rows {
  const total = rows.buckets.length + rows.count * many
  const [starts, buckets, values] = [new Int32Array(rows.count + 1), new Int32Array(total), new Float32Array(total)]
  const splits = Int32Array.from(rows.splits, (split, row) => split + row * many)
  let count = 0
  for (let row = 0; row < rows.count; row++) {
    const [from, to] = [rows.starts[row] ?? 0, rows.starts[row + 1] ?? 0]
    buckets.set(rows.buckets.subarray(from, to), count)
    values.set(rows.values.subarray(from, to), count)
    count += to - from
    for (let column = 0; column < many; column++, count++) {
      buckets[count] = rows.width + column
      values[count] = dense[row * many + column] ?? 0
    }
    starts[row + 1] = count
  }
  return { width: rows.width + many, count: rows.count, starts, splits, buckets, values }
}

export type Training = {
  readonly rows: Rows
  /** Of each row: its class, from 0. */
  readonly labels: ArrayLike<number>
  readonly classes: number
  /** Of each row: how much an error costs, beside `cost` and `classWeights`; 1 for all when left out. */
  readonly importance?: ArrayLike<number>
  /** C of the support vector machine. */
  readonly cost: number
  /** Of each class, how much an error on its rows costs; `balancedWeights` gives them. */
  readonly classWeights: ArrayLike<number>
  readonly epochs: number
  readonly seed: number
}

/** `weights[bucket * classes + class]`, and what each class scores before anything is read. */
export type Linear = { readonly classes: number; readonly weights: Float32Array; readonly bias: Float32Array }

/** (average size of a class / size of this class) ^ power: 1 balances in full, 0 not at all. */
export function balancedWeights(labels: ArrayLike<number>, classes: number, power = 1): number[] {
  const sizes = Array.from({ length: classes }, () => 0)
  for (let row = 0; row < labels.length; row++) sizes[labels[row] ?? 0] = (sizes[labels[row] ?? 0] ?? 0) + 1
  return sizes.map((size) => size === 0 ? 1 : (labels.length / classes / size) ** power)
}

/** Trains one against all others for each class. */
export function trainLinear({ rows, labels, classes, importance, cost, classWeights, epochs, seed }: Training): Linear {
  const { width, count, starts, buckets, values } = rows
  const weights = new Float32Array(width * classes)
  const bias = new Float32Array(classes)
  const alphas = new Float64Array(count * classes)
  const squares = squaresOf(rows)
  const order = Int32Array.from({ length: count }, (_, row) => row)
  const random = randomNumbers(seed)
  const [scores, steps] = [new Float64Array(classes), new Float64Array(classes)]
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      const [from, to, label] = [starts[row] ?? 0, starts[row + 1] ?? 0, labels[row] ?? 0]
      scores.set(bias)
      for (let i = from; i < to; i++) {
        const [at, value] = [(buckets[i] ?? 0) * classes, values[i] ?? 0]
        for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + value * (weights[at + c] ?? 0)
      }
      const slack = 1 / (2 * cost * (classWeights[label] ?? 1) * (importance ? importance[row] ?? 1 : 1))
      let moves = false
      for (let c = 0; c < classes; c++) {
        const sign = c === label ? 1 : -1
        const alpha = alphas[row * classes + c] ?? 0
        const gradient = sign * (scores[c] ?? 0) - 1 + alpha * slack
        const next = Math.max(0, alpha - gradient / ((squares[row] ?? 0) + slack))
        alphas[row * classes + c] = next
        const step = (next - alpha) * sign
        steps[c] = step
        if (step !== 0) moves = true
        bias[c] = (bias[c] ?? 0) + step
      }
      if (!moves) continue
      for (let i = from; i < to; i++) {
        const [at, value] = [(buckets[i] ?? 0) * classes, values[i] ?? 0]
        for (let c = 0; c < classes; c++) weights[at + c] = (weights[at + c] ?? 0) + value * (steps[c] ?? 0)
      }
    }
  }
  return { classes, weights, bias }
}

/** Of each row: its squared length, with 1 for the bias. */
function squaresOf({ count, starts, values }: Rows): Float64Array {
  const squares = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    let sum = 1
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) sum += (values[i] ?? 0) ** 2
    squares[row] = sum
  }
  return squares
}

/** `scores[row * classes + class]` of a model for rows that were weighed as those it was trained on. */
export function scoresOf({ classes, weights, bias }: Linear, { count, starts, buckets, values }: Rows): Float32Array {
  const scores = new Float32Array(count * classes)
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < classes; c++) {
      let score = bias[c] ?? 0
      for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) score += (values[i] ?? 0) * (weights[(buckets[i] ?? 0) * classes + c] ?? 0)
      scores[row * classes + c] = score
    }
  }
  return scores
}

/** Numbers from 0 up to but without 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Puts numbers in another order. */
export function shuffle(numbers: Int32Array, random: () => number): void {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const held = numbers[last] ?? 0
    numbers[last] = numbers[other] ?? 0
    numbers[other] = held
  }
}
