import type { Prose } from './prose.ts'
import { SCRIPTS } from './scripts.ts'
import { buckets, bucketsOf, BUCKET_BITS, DIMENSIONS } from './sequences.ts'
import { ModelError, type Weights } from './weights.ts'

/** A language and how sure the model is of it, among those of the same script. */
export type Guess = { readonly tag: string; readonly probability: number }

/** Tells languages of one script apart by their letters; null for a script in which it knows none. */
export type LetterModel = (prose: Prose, script: number) => Guess | null

/**
 * What three or four words are likely in when they could be in many languages: often names and headlines. The prior (in log-odds) counts
 * in full up to `fades` letter sequences, and less the more there are: the model's scores are averages, which do not grow with a text.
 */
const COMMONEST = { tag: 'en', prior: 1.5, fades: 40 }

type Group = { readonly first: number; readonly tags: readonly string[] }

/**
 * The model in a file of weights. Each bucket of letter sequences stands for DIMENSIONS numbers (`rows`); their average over a text, times
 * each language's `outputs`, plus its `bias`, is the language's score (Joulin et al. 2016, "Bag of tricks for efficient text
 * classification"). Throws `ModelError` when the arrays do not fit together.
 */
export function letterModelOf(weights: Weights): LetterModel {
  const rows = weights.array('rows', 'int8')
  const outputs = weights.array('outputs', 'float32')
  const bias = weights.array('bias', 'float32')
  const step = weights.scale('rows')
  const groups = groupsOf(weights.notes['scripts'])
  const classes = groups.reduce((sum, group) => sum + (group?.tags.length ?? 0), 0)
  if (rows.length !== DIMENSIONS << BUCKET_BITS || outputs.length !== classes * DIMENSIONS || bias.length !== classes || classes === 0) {
    throw new ModelError('The model that tells languages apart does not fit this version; install Heed anew.')
  }
  const table = packed(rows)
  const sums = new Float64Array(DIMENSIONS)
  const scores = new Float64Array(classes)
  return (prose, script) => {
    const group = groups[script]
    if (!group) return null
    const { first, tags } = group
    const count = bucketsOf(prose, script)
    addRows(table, count, step, sums)
    let best = first
    for (let c = first; c < first + tags.length; c++) {
      let score = (bias[c] ?? 0) + (tags[c - first] === COMMONEST.tag ? COMMONEST.prior * Math.min(1, COMMONEST.fades / count) : 0)
      for (let k = 0; k < DIMENSIONS; k++) score += (outputs[c * DIMENSIONS + k] ?? 0) * (sums[k] ?? 0)
      scores[c] = score
      if (score > (scores[best] ?? 0)) best = c
    }
    let all = 0
    for (let c = first; c < first + tags.length; c++) all += Math.exp((scores[c] ?? 0) - (scores[best] ?? 0))
    return { tag: tags[best - first] ?? '', probability: 1 / all }
  }
}

/** By script: its tags, and the number of the first. */
function groupsOf(note: unknown): (Group | undefined)[] {
  const groups: (Group | undefined)[] = SCRIPTS.map(() => undefined)
  let first = 0
  for (const [name, tags] of Object.entries(note ?? {})) {
    const script = SCRIPTS.findIndex((each) => each.name === name)
    if (script >= 0 && Array.isArray(tags)) groups[script] = { first, tags: tags.map(String) }
    first += Array.isArray(tags) ? tags.length : 0
  }
  return groups
}

/** What makes a signed byte an unsigned one, four at once. */
const UNSIGNED = 0x80808080
/** Every other byte of four. Its sums have two bytes each to grow in, enough for ROWS_MAX. */
const EVERY_OTHER = 0x00ff00ff
const ROWS_MAX = 256

/** The rows of a model, four unsigned bytes in a number. */
function packed(rows: Int8Array): Int32Array {
  return new Int32Array(rows.buffer, rows.byteOffset, rows.length / 4).map((four) => four ^ UNSIGNED)
}

/** The average of the rows of `count` buckets, into `sums`. Two numbers are added at once: one by one took three times as long. */
function addRows(rows: Int32Array, count: number, step: number, sums: Float64Array): void {
  sums.fill(0)
  for (let from = 0; from < count; from += ROWS_MAX) {
    let a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0
    const to = Math.min(count, from + ROWS_MAX)
    for (let at = from; at < to; at++) {
      const row = (buckets[at] ?? 0) * (DIMENSIONS / 4)
      const p = rows[row] ?? 0
      const q = rows[row + 1] ?? 0
      const r = rows[row + 2] ?? 0
      const s = rows[row + 3] ?? 0
      a = (a + (p & EVERY_OTHER)) | 0
      b = (b + ((p >>> 8) & EVERY_OTHER)) | 0
      c = (c + (q & EVERY_OTHER)) | 0
      d = (d + ((q >>> 8) & EVERY_OTHER)) | 0
      e = (e + (r & EVERY_OTHER)) | 0
      f = (f + ((r >>> 8) & EVERY_OTHER)) | 0
      g = (g + (s & EVERY_OTHER)) | 0
      h = (h + ((s >>> 8) & EVERY_OTHER)) | 0
    }
    addPairs(sums, 0, a, b)
    addPairs(sums, 4, c, d)
    addPairs(sums, 8, e, f)
    addPairs(sums, 12, g, h)
  }
  for (let k = 0; k < DIMENSIONS; k++) sums[k] = ((sums[k] ?? 0) / Math.max(1, count) - 128) * step
}

function addPairs(sums: Float64Array, at: number, even: number, odd: number): void {
  sums[at] = (sums[at] ?? 0) + (even & 0xffff)
  sums[at + 1] = (sums[at + 1] ?? 0) + (odd & 0xffff)
  sums[at + 2] = (sums[at + 2] ?? 0) + (even >>> 16)
  sums[at + 3] = (sums[at + 3] ?? 0) + (odd >>> 16)
}
