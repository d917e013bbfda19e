import { parseArgs } from 'node:util'
import { changesLine, measureChanges } from './engine/changes.ts'
import { PEERS, type Peer } from './engine/peers.ts'
import { makePosts } from './engine/posts.ts'
import { makeQueries } from './engine/queries.ts'
import { stand, standingLines } from './engine/standing.ts'
import { type Times, agreement, measureTimes } from './engine/times.ts'
import { vocabulary } from './engine/vocabulary.ts'

/** What is owed at so many queries. Times are for a quiet run; the ratios hold on any. */
const GOALS: Readonly<Record<number, { us?: number; ahoCorasick?: number; includes?: number; regExp?: number }>> = {
  1_000: { ahoCorasick: 10, includes: 60, regExp: 1_000 },
  10_000: { us: 2.5, ahoCorasick: 50 },
  100_000: { us: 5.5, ahoCorasick: 150 },
}
const GROWTH_GOAL = 3
const SEED = { posts: 2, queries: 3 }
/** Posts the matcher has seen before anything is measured: it is compiled by then, and knows which words are rare. */
const WARM_UP_POSTS = 20_000
const CHANGES = 2_000

/**
 * The engine beside what npm offers, over the same posts: for each count of queries, the time of a post, what a query weighs, how fast one
 * comes and goes, and how long a snapshot takes to be back. Options: `--queries 1000,10000`, `--posts N`, `--rounds N`, `--peers none`.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      queries: { type: 'string', default: '100,1000,10000,100000' },
      posts: { type: 'string', default: '200000' },
      rounds: { type: 'string', default: '5' },
      peers: { type: 'string', default: 'all' },
    },
  })
  const counts = values.queries.split(',').map(Number)
  const rounds = Number(values.rounds)
  const words = vocabulary()
  const posts = makePosts(words, SEED.posts, WARM_UP_POSTS + Number(values.posts))
  const texts = makeQueries(words, SEED.queries, Math.max(...counts) + CHANGES)
  const warmUp = posts.slice(0, WARM_UP_POSTS)
  const lines: string[] = []
  const usByCount = new Map<number, number>()
  stand(texts.slice(0, 1_000), warmUp) // what is compiled and loaded once is not the first count's to pay for
  for (const count of counts) {
    const standing = stand(texts.slice(0, count), warmUp)
    const peers = values.peers === 'none' ? [] : PEERS.filter(({ queriesMax }) => count <= queriesMax)
    const times = measureTimes(standing.matcher, texts.slice(0, count), peers, posts.slice(WARM_UP_POSTS), rounds)
    usByCount.set(count, times.us)
    lines.push(...[
      timeLine(count, times),
      ...times.peers.map((peer) => peerLine(count, times, peer)),
      ...standingLines(count, standing),
      changesLine(measureChanges(standing.matcher, texts.slice(-CHANGES), warmUp, rounds)),
    ].map((line) => `engine: ${count.toLocaleString('en')} queries: ${line}`))
  }
  return [...lines, ...growthLine(usByCount)]
}

function timeLine(count: number, { us, yardstickNs, matchesPerPost, percentMatching }: Times): string {
  const goal = GOALS[count]?.us
  const steps = us * 1_000 / yardstickNs
  return `${us.toFixed(2)} µs per post${goal ? ` (goal ≤ ${goal})` : ''} = ${steps.toFixed(0)} steps of a hash loop of ${yardstickNs.toFixed(2)} ns; `
    + `${matchesPerPost.toPrecision(2)} matches per post, ${percentMatching.toFixed(1)} % of posts match`
}

function peerLine(count: number, { us }: Times, peer: Times['peers'][number]): string {
  const goal = goalOf(peer.name, count)
  return `${peer.name} ${peer.us.toFixed(1)} µs per post = ${(peer.us / us).toFixed(1)}×${goal ? ` (goal ≥ ${goal}×)` : ''}, ${agreement(peer)}`
}

function goalOf(peer: Peer['name'], count: number): number | undefined {
  const goals = GOALS[count]
  if (peer === 'RegExp') return goals?.regExp
  return peer.startsWith('includes') ? goals?.includes : goals?.ahoCorasick
}

function growthLine(usByCount: ReadonlyMap<number, number>): string[] {
  const counts = [...usByCount.keys()].toSorted((a, b) => a - b)
  const [least = 0, most = 0] = [counts[0], counts.at(-1)]
  if (counts.length < 2) return []
  const times = (usByCount.get(most) ?? 0) / (usByCount.get(least) ?? 1)
  const goal = `goal for 1,000 × more: ≤ ${GROWTH_GOAL} ×`
  return [`engine: ${most.toLocaleString('en')} queries take ${times.toFixed(1)} × the time of ${least.toLocaleString('en')} (${goal})`]
}
