import { readFile, readdir } from 'node:fs/promises'
import { newHeed } from '../tests/support/heed.ts'

const STARTS = 5

/** A warm start to ready, and what an idle Heed weighs: PSS (proc(5), smaps_rollup) of every process, PostgreSQL's too. */
export async function bench(): Promise<string[]> {
  const heed = await newHeed()
  try {
    await (await heed.up()).end('SIGTERM') // makes the data folder and warms the caches
    const startsMs: number[] = []
    const yardsticksMs: number[] = []
    for (let n = 0; n < STARTS; n++) {
      yardsticksMs.push(await timed(async () => void await heed.run('--help')))
      let server: Awaited<ReturnType<typeof heed.up>> | undefined
      startsMs.push(await timed(async () => {
        server = await heed.up()
        await fetch(`${server.url}/readyz`)
      }))
      if (n < STARTS - 1) await server?.end('SIGTERM')
      else if (server) return [startLine(startsMs, yardsticksMs), await memoryLine(server.pid)]
    }
    return []
  } finally {
    await heed.remove()
  }
}

const startLine = (startsMs: number[], yardsticksMs: number[]): string => (
  `start: warm start to ready ${(median(startsMs) / 1000).toFixed(2)} s (goal < 3 s), ${(median(startsMs) / median(yardsticksMs)).toFixed(1)} × heed --help (${(median(yardsticksMs) / 1000).toFixed(2)} s)`
)

async function memoryLine(pid: number): Promise<string> {
  const all = await treeOf(pid)
  const byName = new Map<string, number>()
  for (const { name, pssKb } of all) byName.set(name, (byName.get(name) ?? 0) + pssKb)
  const total = all.reduce((sum, { pssKb }) => sum + pssKb, 0)
  const each = [...byName].toSorted((a, b) => b[1] - a[1]).map(([name, kb]) => `${name} ${mb(kb)}`)
  return `start: idle PSS ${mb(total)} MB of ${all.length} processes (goal < 600 MB): ${each.join(', ')}`
}

const mb = (kb: number): string => (kb / 1024).toFixed(0)

/** A process and all below it. */
async function treeOf(root: number): Promise<{ name: string; pssKb: number }[]> {
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc')) {
    const stat = /^\d+$/.test(entry) ? await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '') : ''
    const parent = /\) \S (\d+)/.exec(stat)?.[1]
    if (parent) parents.set(Number(entry), Number(parent))
  }
  const below = (pid: number): boolean => pid === root || (parents.has(pid) && below(parents.get(pid) ?? 0))
  return Promise.all([...parents.keys()].filter(below).map(async (pid) => ({
    name: (await readFile(`/proc/${pid}/comm`, 'utf8')).trim().replace('MainThread', 'node'),
    pssKb: Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
  })))
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
