import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Copies } from '../../src/language/copies/copies.ts'
import type { QualityRow } from './row.ts'

/** A post of the set: `gold` is its true cluster, `kind` how it was edited. */
export type Labelled = { readonly id: string; readonly text: string; readonly gold: string; readonly kind: string }

/** Pairs that are said to be copies and are, of all said (precision) and of all there are (recall). */
export type PairFigures = { readonly precision: number; readonly recall: number }

/** What was said of each post, in their order: the id of its first. */
export type Clustering = readonly string[]

/** Reads `neardup/neardup.dev.jsonl.gz` of a folder of development data. */
export function labelledPosts(folder: string): Labelled[] {
  const lines = gunzipSync(readFileSync(join(folder, 'neardup/neardup.dev.jsonl.gz'))).toString().trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Labelled)
}

export function clustered(posts: readonly Labelled[]): Clustering {
  const copies = new Copies<string>()
  return posts.map(({ id, text }) => copies.add(id, text))
}

export function pairFigures(posts: readonly Labelled[], clusters: Clustering): PairFigures {
  const right = pairsOf(posts.map(({ gold }, at) => `${gold} ${clusters[at]}`))
  return { precision: right / pairsOf(clusters), recall: right / pairsOf(posts.map(({ gold }) => gold)) }
}

/** Of the pairs of an unchanged post with one of each kind of edit, the share that was found. */
export function recallByKind(posts: readonly Labelled[], clusters: Clustering): Map<string, number> {
  const bases = new Map(posts.flatMap(({ gold, kind }, at) => (kind === 'base' ? [[gold, clusters[at]] as const] : [])))
  const edits = posts.flatMap(({ gold, kind }, at) => (kind === 'base' || !bases.has(gold) ? [] : [{ kind, found: bases.get(gold) === clusters[at] }]))
  return new Map([...Map.groupBy(edits, ({ kind }) => kind)].map(([kind, of]) => [kind, of.filter(({ found }) => found).length / of.length]))
}

function pairsOf(groups: readonly string[]): number {
  return [...Map.groupBy(groups, (group) => group).values()].reduce((sum, { length }) => sum + length * (length - 1) / 2, 0)
}

/** The same as rows. */
export function duplicateRows(folder: string): QualityRow[] {
  const posts = labelledPosts(folder)
  const { precision, recall } = pairFigures(posts, clustered(posts))
  return [
    { set: 'copies', metric: 'precision', value: precision, floor: 0.97, goal: 0.985, moonshot: 0.995, published: '' },
    { set: 'copies', metric: 'recall', value: recall, floor: 0.9, goal: 0.95, moonshot: 0.98, published: '' },
  ]
}
