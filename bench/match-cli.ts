import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median } from './engine/measure.ts'
import { makePosts } from './engine/posts.ts'
import { makeQueries } from './engine/queries.ts'
import { vocabulary } from './engine/vocabulary.ts'

const SEED = { posts: 4, queries: 3 }
const PER_SECOND_GOAL = 80_000
const ROUNDS = 5
/** The share of the posts by which a process is at full speed: all is compiled and loaded that posts need. */
const WARM_UP_SHARE = 0.1
const MATCH = [fileURLToPath(new URL('../src/app/main.ts', import.meta.url)), 'match', '--queries']
const YARDSTICK = fileURLToPath(new URL('engine/copy-ids.ts', import.meta.url))
/** Has a process say at its end what processor time all of its threads took. */
const TELL = `data:text/javascript,${encodeURIComponent("process.on('exit', () => console.error('cpu', JSON.stringify(process.cpuUsage())))")}`

/**
 * `heed match` as a process of its own, from file to file: posts per second of processor time, reading and writing JSON included, beside
 * a process that reads the same file and writes only ids. What it takes to start, to read the queries and to come to full speed is told
 * apart: it is what the first tenth of the posts takes. Options: `--queries N`, `--posts N`.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({
    args: [...options],
    options: { queries: { type: 'string', default: '10000' }, posts: { type: 'string', default: '200000' } },
  })
  const [queries, posts] = [Number(values.queries), Number(values.posts)]
  const folder = await mkdtemp(join(tmpdir(), 'heed-bench-'))
  try {
    const files = await writeFiles(folder, queries, posts)
    const seconds = { first: [] as number[], all: [] as number[], yardstick: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      seconds.first.push(await cpuSeconds([...MATCH, files.queries], files.first, files.out))
      seconds.all.push(await cpuSeconds([...MATCH, files.queries], files.posts, files.out))
      seconds.yardstick.push(await cpuSeconds([YARDSTICK], files.posts, files.ids))
    }
    const first = Math.ceil(posts * WARM_UP_SHARE)
    const us = (median(seconds.all) - median(seconds.first)) / (posts - first) * 1e6
    const yardstickUs = median(seconds.yardstick) / posts * 1e6
    const { size } = await stat(files.posts)
    return [
      `match-cli: ${queries.toLocaleString('en')} queries, ${posts.toLocaleString('en')} posts of ${(size / posts).toFixed(0)} bytes: `
      + `${Math.round(1e6 / us).toLocaleString('en')} posts per CPU-second (goal ≥ ${PER_SECOND_GOAL.toLocaleString('en')}), ${us.toFixed(1)} µs each; `
      + `only reading, JSON.parse and writing ids: ${yardstickUs.toFixed(1)} µs; `
      + `to start, read the queries and the first ${first.toLocaleString('en')} posts: ${median(seconds.first).toFixed(2)} s`,
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeFiles(folder: string, queries: number, posts: number) {
  const words = vocabulary()
  const fileOf = (name: string) => join(folder, `${name}.jsonl`)
  const files = { queries: fileOf('queries'), posts: fileOf('posts'), first: fileOf('first'), out: fileOf('out'), ids: fileOf('ids') }
  const asked = makeQueries(words, SEED.queries, queries).map((query, id) => `${JSON.stringify({ id, query })}\n`)
  await writeFile(files.queries, asked.join(''))
  const lines = makePosts(words, SEED.posts, posts).map((post, at) => `${JSON.stringify({ id: `post-${at}`, ...post })}\n`)
  await pipeline(lines.slice(0, Math.ceil(posts * WARM_UP_SHARE)), createWriteStream(files.first))
  await pipeline(lines, createWriteStream(files.posts))
  return files
}

/** Processor time of a process that reads one file and writes another. Throws what it complained about. */
async function cpuSeconds(args: readonly string[], from: string, to: string): Promise<number> {
  await using input = await open(from)
  await using output = await open(to, 'w')
  const child = spawn(process.execPath, ['--import', TELL, ...args], { stdio: [input.fd, output.fd, 'pipe'] })
  const { stderr } = child
  if (!stderr) throw new Error('invariant broken: a pipe was asked for')
  const [said, [code]] = await Promise.all([text(stderr), once(child, 'exit') as Promise<[number | null]>])
  const told = /^cpu (.*)$/m.exec(said)?.[1]
  if (code !== 0 || told === undefined) throw new Error(said)
  const { user, system } = JSON.parse(told) as NodeJS.CpuUsage
  return (user + system) / 1e6
}
