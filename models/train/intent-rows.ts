import { readFeatures } from '../../src/language/features.ts'
import { BUCKET_BITS } from '../../src/language/intent/model.ts'
import { COLUMNS, readSigns } from '../../src/language/intent/signs.ts'
import type { Rows } from './linear.ts'

/** How many buckets the rows have; the signs' columns are behind them. */
export const BUCKETS = 2 ** BUCKET_BITS
/** What a sign that is there counts, where all words of a text have length 1 together, and all its letter sequences, too. */
export const SIGN_VALUE = 0.5
/** What a word of a usual rarity counts, beside others. */
const IDF_SCALE = 1 / 6

/** Texts as the intent model reads them: a bucket that occurs twice counts twice. `reads`: whether signs are looked at. */
export function intentRows(texts: readonly string[], reads: 'words' | 'signs' = 'signs'): Rows {
  const [starts, splits] = [new Int32Array(texts.length + 1), new Int32Array(texts.length)]
  const [buckets, values]: [number[], number[]] = [[], []]
  const places = new Int32Array(BUCKETS).fill(-1)
  for (const [row, text] of texts.entries()) {
    const features = readFeatures(text)
    const from = buckets.length
    const add = (hashes: Uint32Array, count: number): void => {
      const value = 1 / Math.sqrt(count)
      for (const hash of hashes.subarray(0, count)) {
        const bucket = hash >>> (32 - BUCKET_BITS)
        const place = places[bucket] ?? -1
        if (place >= from) values[place] = (values[place] ?? 0) + value
        else {
          places[bucket] = buckets.push(bucket) - 1
          values.push(value)
        }
      }
    }
    add(features.words, features.wordCount)
    add(features.grams, features.gramCount)
    splits[row] = buckets.length
    if (reads === 'signs') {
      const { columns, count } = readSigns(text, features)
      for (const column of columns.subarray(0, count)) {
        buckets.push(BUCKETS + column)
        values.push(SIGN_VALUE)
      }
    }
    starts[row + 1] = buckets.length
  }
  return { width: BUCKETS + COLUMNS, count: texts.length, starts, splits, buckets: Int32Array.from(buckets), values: Float32Array.from(values) }
}

/** What each column counts: a bucket the more, the fewer rows it occurs in; signs all the same. */
export function countingOf({ width, count, buckets }: Rows): Float32Array {
  const counting = new Float32Array(width)
  for (const bucket of buckets) counting[bucket] = (counting[bucket] ?? 0) + 1
  for (const [bucket, rows] of counting.entries()) counting[bucket] = bucket < BUCKETS ? (1 + Math.log((1 + count) / (1 + rows))) * IDF_SCALE : 1
  return counting
}

/** Rows whose values count as `counting` says. */
export function counted(rows: Rows, counting: Float32Array): Rows {
  return { ...rows, values: rows.values.map((value, at) => value * (counting[rows.buckets[at] ?? 0] ?? 0)) }
}

/** Some of the rows, in this order. */
export function someRows(rows: Rows, chosen: readonly number[]): Rows {
  const lengths = chosen.map((row) => (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0))
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const [starts, splits] = [new Int32Array(chosen.length + 1), new Int32Array(chosen.length)]
  const [buckets, values] = [new Int32Array(total), new Float32Array(total)]
  for (const [place, row] of chosen.entries()) {
    const [from, to, at] = [rows.starts[row] ?? 0, rows.starts[row + 1] ?? 0, starts[place] ?? 0]
    buckets.set(rows.buckets.subarray(from, to), at)
    values.set(rows.values.subarray(from, to), at)
    splits[place] = at + (rows.splits[row] ?? 0) - from
    starts[place + 1] = at + to - from
  }
  return { width: rows.width, count: chosen.length, starts, splits, buckets, values }
}
