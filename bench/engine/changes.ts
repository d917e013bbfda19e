import type { Matcher, Post } from '../../src/engine/index.ts'
import { clockUs, median, percentile } from './measure.ts'
import { understood } from './standing.ts'

/** How fast queries come and go while posts are matched: microseconds on the clock. */
export type Changes = {
  readonly add: { readonly p50: number; readonly p99: number }
  readonly remove: { readonly p50: number; readonly p99: number }
  /** The longest that one step (a change, or the match of a post) took: the median of the rounds. */
  readonly pause: number
  /** The same of steps that only count: what this machine does to anybody just now. */
  readonly yardstickPause: number
}

const GOAL = { addP99: 80, removeP99: 15 }
const COUNTED = 2_000

/** Adds queries to a matcher and takes them away again, with a post between any two, round after round. */
export function measureChanges(matcher: Matcher, texts: readonly string[], posts: readonly Post[], rounds: number): Changes {
  const entries = texts.map((text, at) => ({ id: `change-${at}`, query: understood(text) }))
  const adds: number[][] = []
  const removes: number[][] = []
  const pauses: number[] = []
  const yardsticks: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const matches: number[] = []
    const between = (at: number) => {
      const post = posts[at % posts.length]
      if (post) matches.push(clockUs(() => void matcher.match(post)))
    }
    const added = entries.map(({ id, query }, at) => {
      between(at)
      return clockUs(() => matcher.add(id, query))
    })
    const removed = entries.map(({ id }, at) => {
      between(entries.length + at)
      return clockUs(() => matcher.remove(id))
    })
    if (round < 0) continue // the first only warms up
    adds.push(added)
    removes.push(removed)
    pauses.push(Math.max(...added, ...removed, ...matches))
    yardsticks.push(Math.max(...Array.from({ length: 4 * entries.length }, () => clockUs(count))))
  }
  const of = (times: readonly number[][]) => ({ p50: median(times.map(median)), p99: median(times.map((each) => percentile(each, 99))) })
  return { add: of(adds), remove: of(removes), pause: median(pauses), yardstickPause: median(yardsticks) }
}

/** As long as the match of a post takes. */
function count(): void {
  let counted = 0
  while (counted < COUNTED) counted += 1
}

/** The figures with what is owed. */
export function changesLine({ add, remove, pause, yardstickPause }: Changes): string {
  return `add p50 ${add.p50.toFixed(1)}, p99 ${add.p99.toFixed(1)} µs (goal p99 ≤ ${GOAL.addP99}); `
    + `remove p50 ${remove.p50.toFixed(1)}, p99 ${remove.p99.toFixed(1)} µs (goal p99 ≤ ${GOAL.removeP99}); `
    + `longest pause ${(pause / 1_000).toFixed(2)} ms (of a loop that only counts: ${(yardstickPause / 1_000).toFixed(2)} ms)`
}
