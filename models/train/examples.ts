/** Where examples come from: models/data, or the folder named with --data for what may not be handed on; there only if it is what it was. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { SENTIMENTS, type Understanding } from '../../src/language/understanding.ts'

const OWN = fileURLToPath(new URL('../data/', import.meta.url))
/** Lines of `sha256sum`, for files of the folder named with --data. */
const ELSEWHERE = join(OWN, 'elsewhere.sha256')

/** A text and its class, a place in `SENTIMENTS`. */
export type Example = { readonly text: string; readonly label: number }

/** Every how many rows one of ours is kept for judging: the fifth, the tenth, … */
const KEPT_EVERY = 5

/** The rows of a JSON Lines file, by its path in models/data or else in the folder `data`. Throws when it is missing or another than was used. */
export function rowsIn<Row>(data: string | undefined, path: string): Row[] {
  return contentOf(data, path).trimEnd().split('\n').map((line) => JSON.parse(line) as Row)
}

function contentOf(data: string | undefined, path: string): string {
  const own = join(OWN, path)
  const file = existsSync(own) || data === undefined ? own : join(data, path)
  const bytes = readFileSync(file)
  if (file !== own) {
    const known = readFileSync(ELSEWHERE, 'utf8').split('\n').find((line) => line.endsWith(`  ${path}`))?.slice(0, 64)
    if (createHash('sha256').update(bytes).digest('hex') !== known) throw new Error(`${file} is not the file the models were trained on.`)
  }
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** Examples of sentiment in a file like `sentiment/en.train.jsonl.gz`. */
export function sentimentIn(data: string | undefined, path: string): Example[] {
  return rowsIn<{ text: string; label: (typeof SENTIMENTS)[number] }>(data, path).map(({ text, label }) => ({ text, label: SENTIMENTS.indexOf(label) }))
}

/** A row we wrote ourselves: see models/data/README.md. */
export type Seed = Pick<Understanding, 'sentiment' | 'intent' | 'question' | 'needsAnswer' | 'aboutStaff'>
  & { readonly id: string; readonly text: string; readonly lang: 'he' | 'en'; readonly sector: string }

/** Our own rows in `seed-NAME.jsonl`: those to learn from, and those kept to judge by. */
export function seedRows(name: string): { readonly train: Seed[]; readonly dev: Seed[] } {
  const rows = rowsIn<Seed>(undefined, `seed-${name}.jsonl`)
  const isKept = (_: Seed, at: number): boolean => (at + 1) % KEPT_EVERY === 0
  return { train: rows.filter((row, at) => !isKept(row, at)), dev: rows.filter(isKept) }
}

/** What our own rows say of sentiment. */
export function seedSentiment(seeds: readonly Seed[]): Example[] {
  return seeds.map(({ text, sentiment }) => ({ text, label: SENTIMENTS.indexOf(sentiment) }))
}

/** Words and their ratings in a `lexicon-*.tsv`: `word`, tabulator, rating; lines that begin with # tell where they are from. */
export function ratingsIn(path: string): [string, number][] {
  return contentOf(undefined, path).trimEnd().split('\n').filter((line) => !line.startsWith('#')).map((line) => {
    const [word = '', rating] = line.split('\t')
    return [word, Number(rating)]
  })
}
