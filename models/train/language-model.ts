/**
 * Trains what tells languages apart by their letters (src/language/letter-model.ts): averaged numbers of hashed letter sequences, learned
 * together with a softmax over the languages of a script by stochastic gradient descent (Joulin et al. 2016). Same text, same bytes.
 */
import { readProse } from '../../src/language/prose.ts'
import { SCRIPTS } from '../../src/language/scripts.ts'
import { BUCKET_BITS, buckets, bucketsOf, DIMENSIONS } from '../../src/language/sequences.ts'
import { type Known, knownText } from './language-text.ts'
import { randomNumbers, shuffle } from './linear.ts'
import { quantised, type WrittenModel } from './write-weights.ts'

/** What is told apart in each script; a tag with a script is a language in another script than its own. */
const GROUPS = Object.entries({
  Latin: 'en es pt fr de it nl ca ro sv da no fi is et lv lt pl cs sk sl hr sr hu sq tr az eu id ms tl vi yo ku hi-Latn he-Latn',
  Hebrew: 'he yi',
  Arabic: 'ar fa ur ku-Arab',
  Cyrillic: 'ru uk be bg sr mk kk',
  Devanagari: 'hi mr',
}).map(([name, tags]) => ({ name, script: SCRIPTS.findIndex((script) => script.name === name), tags: tags.split(' ') }))

/** How much more (or less) often than others a language is met where Heed listens: it is that likely before a text is read. */
const SHARES: Readonly<Record<string, number>> = {
  en: 6, he: 10, ru: 3, ar: 3, es: 2.5, pt: 2.5, fr: 2.5, de: 2.5, it: 2.5, nl: 2, yi: 4, uk: 1.5, tr: 1.5, pl: 1.5, fa: 1.5, ur: 1.5, 'hi-Latn': 1.5,
  id: 1.3, sr: 0.7, mk: 0.7, kk: 0.7, 'he-Latn': 0.7, is: 0.6, et: 0.6, sq: 0.6, tl: 0.5, yo: 0.5, az: 0.5, eu: 0.5, ku: 0.5, ms: 0.5, 'ku-Arab': 0.5,
}
const EXAMPLES_PER_SHARE = 8_000
const EPOCHS = 10
const RATE = 0.3
/** How much slower than weights each class's bias learns: it is a habit, not a sign. */
const BIAS_RATE = 0.1
/** This part of an example's letter sequences is left out each time, so that the others learn to do without: short posts have few. */
const LEFT_OUT = 0.5
/** Nothing is left out of what has fewer. */
const SEQUENCES_MIN = 8
const SEED = 7

/** Examples one after the other: the buckets of each, its class, and its script's first class and the one after its last. */
type Examples = { buckets: Uint16Array; readonly starts: number[]; readonly classes: number[]; readonly groups: (readonly [number, number])[] }
type Learned = { readonly rows: Float32Array<ArrayBuffer>; readonly outputs: Float32Array<ArrayBuffer>; readonly bias: Float32Array<ArrayBuffer> }

/** The model, from the posts in the folder `data` and the text in models/data. */
export function languageModel(data: string): WrittenModel {
  const random = randomNumbers(SEED)
  const { rows, outputs, bias } = learn(examplesOf(knownText(data), random), random)
  const scripts = Object.fromEntries(GROUPS.map(({ name, tags }) => [name, tags]))
  return {
    name: 'language',
    notes: { scripts },
    arrays: { rows: quantised(rows), outputs: { type: 'float32', numbers: outputs }, bias: { type: 'float32', numbers: bias } },
  }
}

function examplesOf(known: ReadonlyMap<string, Known>, random: () => number): Examples {
  const examples: Examples = { buckets: new Uint16Array(1 << 24), starts: [0], classes: [], groups: [] }
  let first = 0
  let filled = 0
  for (const { script, tags } of GROUPS) {
    for (const [place, tag] of tags.entries()) {
      const text = known.get(tag)
      if (!text) throw new Error(`There is no text in ${tag}.`)
      for (let left = Math.round(EXAMPLES_PER_SHARE * (SHARES[tag] ?? 1)); left > 0; left--) {
        const count = bucketsOf(readProse(pieceOf(text, random)), script)
        if (count === 0) continue
        if (filled + count > examples.buckets.length) examples.buckets = grown(examples.buckets)
        examples.buckets.set(buckets.subarray(0, count), filled)
        filled += count
        examples.starts.push(filled)
        examples.classes.push(first + place)
        examples.groups.push([first, first + tags.length])
      }
    }
    first += tags.length
  }
  return examples
}

function grown(numbers: Uint16Array): Uint16Array {
  const larger = new Uint16Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** A post or a piece of one, a piece of a sentence, or words that are as common in it as they are in the language. */
function pieceOf({ posts, sentences, words }: Known, random: () => number): string {
  const kind = random()
  if (posts.length > 0 && kind < 0.75) {
    const post = anyOf(posts, random)
    return kind < 0.45 ? post : kind < 0.6 ? cut(post, 1, 4, random) : cut(post, 3, 10, random)
  }
  if (sentences.length > 0 && (kind > 0.9 || words.length === 0)) return cut(anyOf(sentences, random), 2, 14, random)
  const count = 1 + Math.floor(random() ** 1.7 * 14)
  return words.length === 0 ? cut(anyOf(posts, random), 1, 10, random) : Array.from({ length: count }, () => commonOf(words, random)).join(' ')
}

const anyOf = (texts: readonly string[], random: () => number): string => texts[Math.floor(random() * texts.length)] ?? ''

/** A word, the commoner the earlier it stands: the n-th about 1/n as often as the first (Zipf's law), the first few less. */
function commonOf(words: readonly string[], random: () => number): string {
  const flat = 8
  return words[Math.min(words.length - 1, Math.floor(flat * ((words.length + flat) / flat) ** random() - flat))] ?? ''
}

function cut(text: string, fewest: number, most: number, random: () => number): string {
  const words = text.split(/\s+/)
  const count = fewest + Math.floor(random() * (most - fewest + 1))
  const from = Math.floor(random() * Math.max(1, words.length - count + 1))
  return words.slice(from, from + count).join(' ')
}

function learn(examples: Examples, random: () => number): Learned {
  const { classes } = examples
  const count = GROUPS.reduce((sum, { tags }) => sum + tags.length, 0)
  const learned: Learned = { rows: new Float32Array(DIMENSIONS << BUCKET_BITS), outputs: new Float32Array(count * DIMENSIONS), bias: new Float32Array(count) }
  for (let i = 0; i < learned.rows.length; i++) learned.rows[i] = (random() * 2 - 1) / DIMENSIONS
  const order = Int32Array.from(classes, (_, example) => example)
  const steps = EPOCHS * order.length
  const learnOne = learner(examples, learned, random)
  for (let step = 0; step < steps; step++) {
    const place = step % order.length
    if (place === 0) shuffle(order, random)
    learnOne(order[place] ?? 0, RATE * (1 - step / steps))
  }
  return learned
}

function learner({ buckets, starts, classes, groups }: Examples, learned: Learned, random: () => number): (example: number, rate: number) => void {
  const { rows, outputs, bias } = learned
  const [average, change, scores] = [new Float64Array(DIMENSIONS), new Float64Array(DIMENSIONS), new Float64Array(bias.length)]
  const kept = new Int32Array(1 << 16)
  return (example, rate) => {
    const [from, to] = [starts[example] ?? 0, starts[example + 1] ?? 0]
    const [first, end] = groups[example] ?? [0, 0]
    average.fill(0)
    let count = 0
    for (let at = from; at < to; at++) {
      if (to - from > SEQUENCES_MIN && random() < LEFT_OUT) continue
      const row = (buckets[at] ?? 0) * DIMENSIONS
      kept[count++] = row
      for (let k = 0; k < DIMENSIONS; k++) average[k] = (average[k] ?? 0) + (rows[row + k] ?? 0)
    }
    for (let k = 0; k < DIMENSIONS; k++) average[k] = (average[k] ?? 0) / Math.max(1, count)
    let highest = -Infinity
    for (let c = first; c < end; c++) {
      let score = bias[c] ?? 0
      for (let k = 0; k < DIMENSIONS; k++) score += (outputs[c * DIMENSIONS + k] ?? 0) * (average[k] ?? 0)
      scores[c] = score
      highest = Math.max(highest, score)
    }
    let all = 0
    for (let c = first; c < end; c++) all += scores[c] = Math.exp((scores[c] ?? 0) - highest)
    change.fill(0)
    for (let c = first; c < end; c++) {
      const step = rate * ((c === classes[example] ? 1 : 0) - (scores[c] ?? 0) / all)
      bias[c] = (bias[c] ?? 0) + step * BIAS_RATE
      for (let k = 0; k < DIMENSIONS; k++) {
        change[k] = (change[k] ?? 0) + step * (outputs[c * DIMENSIONS + k] ?? 0)
        outputs[c * DIMENSIONS + k] = (outputs[c * DIMENSIONS + k] ?? 0) + step * (average[k] ?? 0)
      }
    }
    for (let at = 0; at < count; at++) {
      const row = kept[at] ?? 0
      for (let k = 0; k < DIMENSIONS; k++) rows[row + k] = (rows[row + k] ?? 0) + (change[k] ?? 0)
    }
  }
}
