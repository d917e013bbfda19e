/** How long reads take beside one another: each kind in turn, round after round, with a yardstick between them. */
export type ReadTimes = {
  readonly p50: number
  readonly p95: number
  /** The same for each kind, the slowest last. */
  readonly kinds: readonly { readonly name: string; readonly p50: number; readonly p95: number }[]
  readonly yardstick: { readonly p50: number; readonly p95: number }
}

type Read = () => Promise<unknown>

/** Milliseconds. A first round only warms up. */
export async function readTimes(kinds: Readonly<Record<string, Read>>, yardstick: Read, rounds: number): Promise<ReadTimes> {
  const timesMs = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]))
  const yardsticksMs: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    yardsticksMs.push(await timed(yardstick))
    for (const [name, read] of Object.entries(kinds)) {
      const ms = await timed(read)
      if (round >= 0) timesMs.get(name)?.push(ms)
    }
  }
  return {
    ...percentiles([...timesMs.values()].flat()),
    kinds: [...timesMs].map(([name, of]) => ({ name, ...percentiles(of) })).toSorted((a, b) => a.p95 - b.p95),
    yardstick: percentiles(yardsticksMs),
  }
}

async function timed(work: Read): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}

const percentiles = (values: readonly number[]): { p50: number; p95: number } => ({ p50: percentile(values, 50), p95: percentile(values, 95) })

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] ?? Number.NaN
}
