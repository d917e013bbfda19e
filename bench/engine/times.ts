import type { Matcher, Post } from '../../src/engine/index.ts'
import { cpuUs, median, yardstickNs } from './measure.ts'
import type { Found, Peer } from './peers.ts'
import { understood } from './standing.ts'

/** How long a post takes, median of the rounds, and what it gives. */
export type Times = {
  readonly us: number
  readonly yardstickNs: number
  readonly matchesPerPost: number
  readonly percentMatching: number
  readonly peers: readonly PeerTimes[]
}

type PeerTimes = {
  readonly name: string
  readonly us: number
  /** Over the posts of its warming up: matches of ours, those of them that it finds too, and matches that only it finds. */
  readonly ours: number
  readonly shared: number
  readonly others: number
}

/** A slow peer gets as many posts in a round as it can do in this time. */
const PEER_ROUND_US = 400_000
const PEER_BATCH = 10
/** Posts that come together: as many as a busy stream hands over at once. */
const BATCH = 500
/** A peer is warm when it has done as much: a regular expression is compiled only when it has run a few times. */
const WARM_UP = { us: 1_000_000, posts: 300 }

/** Ours and each peer in turn, round after round, each with a yardstick of its own round. */
export function measureTimes(
  matcher: Matcher, texts: readonly string[], peers: readonly Peer[], posts: readonly Post[], rounds: number,
): Times {
  const runs = peers.map((peer) => ({ peer, ...warmedUp(peer, matcher, texts, posts), us: [] as number[] }))
  const perRound = Math.floor(posts.length / rounds)
  const us: number[] = []
  const yardsticks: number[] = []
  let matches = 0
  let matching = 0
  for (let round = 0; round < rounds; round += 1) {
    const slice = posts.slice(round * perRound, (round + 1) * perRound)
    yardsticks.push(yardstickNs())
    us.push(asTheyCome(slice, BATCH, (post) => {
      const { length } = matcher.match(post)
      matches += length
      if (length > 0) matching += 1
    }))
    for (const run of runs) run.us.push(peerUs(run.match, slice))
  }
  const posted = perRound * rounds
  return {
    us: median(us),
    yardstickNs: median(yardsticks),
    matchesPerPost: matches / posted,
    percentMatching: 100 * matching / posted,
    peers: runs.map((run) => ({ ...run, name: run.peer.name, us: median(run.us) })),
  }
}

/** Microseconds per post, over as many as the time of a round allows. */
function peerUs(match: (post: Post) => Found, posts: readonly Post[]): number {
  return asTheyCome(posts, PEER_BATCH, match, PEER_ROUND_US)
}

/** Microseconds per post, each batch of them just parsed from JSON as posts are that arrive: they are at hand, not far away in memory. */
function asTheyCome(posts: readonly Post[], batchPosts: number, match: (post: Post) => void, mostUs = Infinity): number {
  let us = 0
  let done = 0
  while (us < mostUs && done < posts.length) {
    const batch = JSON.parse(JSON.stringify(posts.slice(done, done + batchPosts))) as readonly Post[]
    us += cpuUs(() => {
      for (const post of batch) match(post)
    })
    done += batch.length
  }
  return us / done
}

/** Builds a peer and shows that it answers the same question. */
function warmedUp(peer: Peer, matcher: Matcher, texts: readonly string[], posts: readonly Post[]) {
  const match = peer.make(texts.map(understood))
  let [ours, shared, others, us] = [0, 0, 0, 0]
  for (const [at, post] of posts.entries()) {
    const own = new Set(matcher.match(post).map(({ query }) => query))
    us += cpuUs(() => {
      const found = match(post)
      const both = found.filter(({ query }) => own.has(`query-${query}`)).length
      ours += own.size
      shared += both
      others += found.length - both
    })
    if (us > WARM_UP.us && at >= WARM_UP.posts) break
  }
  return { match, ours, shared, others }
}

/** How far a peer finds what we find. */
export function agreement({ ours, shared, others }: PeerTimes): string {
  if (ours === 0) return 'nothing to find among its first posts'
  return `finds ${(100 * shared / ours).toFixed(1)} % of our ${ours} matches${others > 0 ? `, and ${others} others` : ''}`
}
