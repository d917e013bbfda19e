import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { identify, understand } from '../src/language/index.ts'
import { cpuUs, median, yardstickNs } from './engine/measure.ts'

const [PER_SECOND_GOAL, PER_SECOND_MOONSHOT] = [20_000, 50_000]
const ROUNDS = 9
const STARTS = 5
const POSTS_PER_LANG_MAX = 2_000
const FILES = ['en.dev', 'he-fb.dev', 'he-hebemo.dev', ...['ar', 'fr', 'de', 'hi', 'it', 'pt', 'es'].map((lang) => `umsab-${lang}.dev`)]

/** Prints, as a process of its own, how long it took to understand the first post in ms, and what understanding weighs in bytes. */
const FRESH = `
  const before = process.memoryUsage().rss
  const begun = performance.now()
  const { understand } = await import(process.argv[1])
  for (const text of ['Where is my parcel?', 'איפה החבילה שלי', '¿Dónde está mi pedido?']) understand(text)
  console.log(JSON.stringify([performance.now() - begun, process.memoryUsage().rss - before]))`

/**
 * Posts of `--data DIR` (sentiment/) understood: language, sentiment and intent, in posts per second of processor time on one core, beside
 * steps of a plain hash loop; what a start costs, and what it weighs.
 */
export async function bench(options: readonly string[]): Promise<readonly string[]> {
  const { values: { data } } = parseArgs({ args: [...options], options: { data: { type: 'string' } } })
  if (data === undefined) return ['language: --data DIR is needed: a folder with sentiment/en.dev.jsonl.gz and others']
  const posts = FILES.flatMap((name) => textsIn(join(data, `sentiment/${name}.jsonl.gz`)).slice(0, POSTS_PER_LANG_MAX))
  const stepNs = yardstickNs()
  return [
    lineOf('identify + sentiment + intent', posts, (text) => void understand(text), stepNs),
    lineOf('identify alone', posts, (text) => void identify(text), stepNs),
    lineOf('sentiment + intent in Hebrew', textsIn(join(data, 'sentiment/he-fb.dev.jsonl.gz')), (text) => void understand(text, 'he'), stepNs),
    startLine(),
  ]
}

function lineOf(what: string, posts: readonly string[], read: (text: string) => void, stepNs: number): string {
  const units = posts.reduce((sum, { length }) => sum + length, 0) / posts.length
  posts.forEach(read)
  const each = median(Array.from({ length: ROUNDS }, () => cpuUs(() => posts.forEach(read)) / posts.length))
  const goal = what.includes('+') && !what.includes('Hebrew') ? ` (goal ≥ ${PER_SECOND_GOAL}, moonshot ${PER_SECOND_MOONSHOT})` : ''
  return `language: ${what}: ${Math.round(1e6 / each)} posts/s on one core${goal}, ${each.toFixed(1)} µs each of ${units.toFixed(0)} units, `
    + `${Math.round(each * 1_000 / stepNs)} steps of a hash loop (${stepNs.toFixed(2)} ns)`
}

function startLine(): string {
  const index = new URL('../src/language/index.ts', import.meta.url).href
  const fresh = (): [number, number] => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', FRESH, index], { encoding: 'utf8' }))
  const runs = Array.from({ length: STARTS }, fresh)
  const [ms, bytes] = [median(runs.map(([each]) => each)), median(runs.map(([, each]) => each))]
  return `language: from nothing to the first posts in three languages ${ms.toFixed(0)} ms, ${(bytes / 2 ** 20).toFixed(0)} MB resident`
}

function textsIn(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString().trim().split('\n').map((line) => (JSON.parse(line) as { readonly text: string }).text)
}
