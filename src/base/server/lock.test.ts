import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Holder, Lock } from './lock.ts'
import { takeLock } from './lock.ts'

const MINE: Holder = { pid: process.pid, role: 'command', url: null, postgres: null }
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

const isMine = (taken: Lock | { heldBy: Holder | null }): taken is Lock => !('heldBy' in taken)

async function mustTake(at = folder): Promise<Lock> {
  const taken = await takeLock(at, MINE)
  if (!isMine(taken)) throw new Error('the lock is held')
  return taken
}

/** Another process that takes the lock and holds it until it is killed. */
async function holderProcess(): Promise<{ pid: number; kill(): Promise<void> }> {
  const code = `
    const { takeLock } = await import(${JSON.stringify(new URL('lock.ts', import.meta.url).href)})
    const taken = await takeLock(${JSON.stringify(folder)}, { pid: process.pid, role: 'server', url: null, postgres: null })
    console.log('heldBy' in taken ? 'held' : 'mine')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  expect(String(said).trim()).toBe('mine')
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('the lock of a data folder', () => {
  test('tells a second taker who has it and where the database is', async () => {
    const postgres = { host: '/tmp/somewhere', port: 5432, user: 'owner', database: 'heed' }
    const lock = await mustTake()
    lock.tell({ role: 'server', url: 'http://localhost:4333', postgres })
    expect(await takeLock(folder, MINE)).toEqual({ heldBy: { pid: process.pid, role: 'server', url: 'http://localhost:4333', postgres } })
    await lock.release()
  })

  test('is free again once it was released, time after time', async () => {
    for (let round = 0; round < 5; round++) await (await mustTake()).release()
    expect(await readdir(folder)).toEqual(['lock.5'])
  })

  test('is free the moment its holder is killed', async () => {
    const holder = await holderProcess()
    expect(await takeLock(folder, MINE)).toEqual({ heldBy: { pid: holder.pid, role: 'server', url: null, postgres: null } })
    await holder.kill()
    await (await mustTake()).release()
  })

  test('goes to exactly one of many who want it at once, beside a dead one', async () => {
    await (await holderProcess()).kill()
    const all = await Promise.all(Array.from({ length: 20 }, () => takeLock(folder, MINE)))
    const winners = all.filter(isMine)
    expect(winners).toHaveLength(1)
    expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toHaveLength(1)
    await winners[0]?.release()
  })

  test('is never held by two while many take and release it', async () => {
    let holders = 0
    let most = 0
    const contender = async () => {
      for (let round = 0; round < 25; round++) {
        const taken = await takeLock(folder, MINE)
        if (!isMine(taken)) continue
        most = Math.max(most, ++holders)
        await Promise.resolve()
        holders--
        await taken.release()
      }
    }
    await Promise.all(Array.from({ length: 8 }, contender))
    expect(most).toBe(1)
  })

  test('works in a folder whose path is longer than a socket’s may be', async () => {
    const deep = join(folder, 'a-folder-with-a-long-name'.repeat(4), 'and-one-more-below-it')
    const lock = await mustTake(deep)
    expect(await takeLock(deep, MINE)).toEqual({ heldBy: MINE })
    await lock.release()
  })

  test('says in one sentence that the folder cannot be one', async () => {
    await writeFile(join(folder, 'file'), '')
    const at = join(folder, 'file', 'data')
    await expect(takeLock(at, MINE)).rejects.toThrow(`The data folder ${at} cannot be written`)
  })
})
