import { simulate, type Story } from './simulate.ts'
import type { Scene } from './scene.ts'

/** Stories at once: they share nothing but the database. */
const AT_ONCE = 4

/** Lives through `runs` stories from seed `first` on. `told` is one line that says what they went through. */
export async function simulateMany(scene: Scene, first: number, runs: number): Promise<{ problems: string[]; told: string }> {
  const stories: Story[] = []
  let next = first
  const since = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < first + runs) stories.push(await simulate(scene, next++))
  }))
  const sums: Record<string, number> = {}
  for (const { counts } of stories) for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count
  const counted = Object.entries(sums).map(([name, sum]) => `${sum} ${name}`).join(', ')
  const problems = stories.flatMap((story) => story.problems)
  return { problems, told: `simulate: seeds ${first} to ${first + runs - 1} in ${((performance.now() - since) / 1_000).toFixed(1)} s: ${counted}; ${problems.length} problems` }
}
