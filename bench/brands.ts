import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { type Brand, brandMatcher } from '../src/language/index.ts'
import { randomFrom } from '../tests/simulate/random.ts'
import { clockUs, cpuUs, median, yardstickNs } from './engine/measure.ts'

const PER_SECOND_GOAL = 35_000
const ROUNDS = 9
const SEED = 5

/**
 * Brands found in Hebrew posts of `--data DIR` (sentiment/): posts per second of processor time on one core with few and many names, and
 * what it takes to make a list ready, beside steps of a plain hash loop. Half of the names stand in the posts.
 */
export async function bench(options: readonly string[]): Promise<readonly string[]> {
  const { values: { data } } = parseArgs({ args: [...options], options: { data: { type: 'string' } } })
  if (data === undefined) return ['brands: --data DIR is needed: a folder with sentiment/he-fb.train.jsonl.gz']
  const lines = gunzipSync(readFileSync(join(data, 'sentiment/he-fb.train.jsonl.gz'))).toString().trim().split('\n')
  const posts = lines.map((line) => (JSON.parse(line) as { readonly text: string }).text)
  return [25, 500, 5_000].map((names) => measure(posts, brandsFor(posts, names)))
}

function measure(posts: readonly string[], brands: readonly Brand[]): string {
  let { find } = brandMatcher(brands)
  const readyUs = clockUs(() => ({ find } = brandMatcher(brands)))
  const each = median(Array.from({ length: ROUNDS }, () => cpuUs(() => posts.forEach(find)) / posts.length))
  return `brands: ${brands.length.toLocaleString('en')} names: ${Math.round(1e6 / each).toLocaleString('en')} posts/s on one core (goal ≥ ${PER_SECOND_GOAL.toLocaleString('en')}), `
    + `${each.toFixed(1)} µs each, made ready in ${(readyUs / 1_000).toFixed(0)} ms; a step of a hash loop: ${yardstickNs().toFixed(2)} ns`
}

/** Brands of one name each: every other one a word of the posts, the others in nobody's. */
function brandsFor(posts: readonly string[], count: number): Brand[] {
  const words = [...new Set(posts.flatMap((post) => post.match(/[א-ת]{4,8}/g) ?? []))]
  const random = randomFrom(SEED)
  return Array.from({ length: count }, (_, n) => ({ id: `${n}`, names: [n % 2 === 0 ? random.oneOf(words) : `${random.oneOf(words)}צץ`] }))
}
