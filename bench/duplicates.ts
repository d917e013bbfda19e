import { parseArgs } from 'node:util'
import { Copies } from '../src/language/copies/copies.ts'
import { cpuUs, median, yardstickNs } from './engine/measure.ts'
import { clustered, labelledPosts, pairFigures, recallByKind } from './quality/duplicates.ts'

const PER_SECOND_GOAL = 40_000
const ROUNDS = 9

/**
 * Copies found among labelled posts of `--data DIR` (neardup/): pairs right of those said and of those there are, the share found of each
 * kind of edit, and posts per second of processor time on one core, beside two yardsticks of the same run: to join equal texts alone, and
 * steps of a plain hash loop.
 */
export async function bench(options: readonly string[]): Promise<readonly string[]> {
  const { values: { data } } = parseArgs({ args: [...options], options: { data: { type: 'string' } } })
  if (data === undefined) return ['duplicates: --data DIR is needed: a folder with neardup/neardup.dev.jsonl.gz']
  const posts = labelledPosts(data)
  const clusters = clustered(posts)
  const { precision, recall } = pairFigures(posts, clusters)
  const us = { copies: [] as number[], equal: [] as number[] }
  const yardstick: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    us.copies.push(cpuUs(() => findAll(new Copies<string>(), posts)) / posts.length)
    us.equal.push(cpuUs(() => joinEqual(posts)) / posts.length)
    yardstick.push(yardstickNs())
  }
  const each = median(us.copies)
  const kinds = [...recallByKind(posts, clusters)].toSorted((a, b) => a[1] - b[1])
  return [
    `duplicates: ${posts.length.toLocaleString('en')} posts: pair precision ${precision.toFixed(4)} (goal ≥ .985), recall ${recall.toFixed(4)} (goal ≥ .95)`,
    `duplicates: found of each edit: ${kinds.map(([kind, share]) => `${kind} ${share.toFixed(3)}`).join(', ')}`,
    `duplicates: ${Math.round(1e6 / each).toLocaleString('en')} posts/s on one core (goal ≥ ${PER_SECOND_GOAL.toLocaleString('en')}), ${each.toFixed(1)} µs each; `
    + `equal texts alone: ${median(us.equal).toFixed(2)} µs (${(each / median(us.equal)).toFixed(0)} times that); a step of a hash loop: ${median(yardstick).toFixed(2)} ns`,
  ]
}

type Post = { readonly id: string; readonly text: string }

function findAll(copies: Copies<string>, posts: readonly Post[]): void {
  for (const { id, text } of posts) copies.add(id, text)
}

/** What everybody can do: texts that are the same but for addresses, names and signs. */
function joinEqual(posts: readonly Post[]): Map<string, string> {
  const firsts = new Map<string, string>()
  for (const { id, text } of posts) {
    const plain = text.replaceAll(/https?:\/\/\S+|@\S+|^RT\b|[^\p{L}\p{N}]+/gu, ' ').toLowerCase()
    if (!firsts.has(plain)) firsts.set(plain, id)
  }
  return firsts
}
