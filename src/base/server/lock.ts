import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import type { Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { folderFailure } from '../postgres/failure.ts'

const Holder = z.object({
  pid: z.int(),
  role: z.enum(['server', 'command']),
  /** Where its pages are, once they are served. */
  url: z.string().nullable(),
  /** Where its database is, once that runs. The password is in the folder's secrets, never here. */
  postgres: z.object({ host: z.string(), port: z.int(), user: z.string(), database: z.string() }).nullable(),
})

/** Who works on a data folder, as it tells whoever else wants to. */
export type Holder = z.infer<typeof Holder>

export type Lock = {
  /** Changes what others are told. */
  tell(news: Partial<Holder>): void
  release(): Promise<void>
}

const ANSWER_TIMEOUT_MS = 3000
const ATTEMPTS_MAX = 100

/**
 * Takes the lock of a data folder, made if need be, or says who has it (null: somebody who does not answer). The lock is a listening
 * unix socket: the kernel frees it however its holder ends, and a process number that was given out again means nothing.
 *
 * The file of a socket outlives its process, so the files are numbered: `lock.8` is for whoever first puts it beside a dead `lock.7`.
 * No number is used twice and the highest is never removed, so nobody can take a living lock for the dead one it replaced.
 */
export async function takeLock(folder: string, mine: Holder): Promise<Lock | { heldBy: Holder | null }> {
  const holder = { ...mine }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const taken = await withShortPath(folder, (short) => compete(short, () => JSON.stringify(holder)))
    if ('heldBy' in taken) return taken
    return { tell: (news) => void Object.assign(holder, news), release: () => close(taken) }
  } catch (error) {
    throw folderFailure(String(error), folder) ?? error
  }
}

async function compete(folder: string, answer: () => string): Promise<Server | { heldBy: Holder | null }> {
  const unnumbered = join(folder, `lock-${randomBytes(6).toString('hex')}`)
  const server = await listen(unnumbered, answer)
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const last = Math.max(0, ...await numbers(folder))
      const heldBy = last === 0 ? 'nobody' : await ask(join(folder, `lock.${last}`))
      if (heldBy !== 'nobody') {
        await close(server)
        return { heldBy }
      }
      if (await claim(folder, unnumbered, last + 1)) return server
    }
    await close(server)
    return { heldBy: null }
  } finally {
    await rm(unnumbered, { force: true })
  }
}

/** Puts a listening socket up as lock number `mine`. False when someone else was first, or is already past that number. */
async function claim(folder: string, socket: string, mine: number): Promise<boolean> {
  try {
    await link(socket, join(folder, `lock.${mine}`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  const all = await numbers(folder)
  const won = all.every((number) => number <= mine)
  for (const number of won ? all.filter((other) => other < mine) : [mine]) await rm(join(folder, `lock.${number}`), { force: true })
  return won
}

async function numbers(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? []).map(Number)
}

async function listen(path: string, answer: () => string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {}) // whoever asked went away
    socket.end(answer())
  })
  server.listen(path)
  await once(server, 'listening')
  return server.unref()
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Nobody listens at a socket that is dead or gone; whoever is connected to is alive even when it has no time to answer. */
async function ask(path: string): Promise<Holder | null | 'nobody'> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    return ['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '') ? 'nobody' : null
  }
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy())
  try {
    return Holder.parse(JSON.parse(await text(socket)))
  } catch {
    return null
  } finally {
    socket.destroy()
  }
}

/** The path of a socket has some 100 bytes at most; that of a data folder may be longer, so sockets in it are named by a short-cut. */
async function withShortPath<T>(folder: string, use: (short: string) => Promise<T>): Promise<T> {
  const shortcut = await mkdtemp(join(tmpdir(), 'lock-'))
  try {
    await symlink(resolve(folder), join(shortcut, 'to'))
    return await use(join(shortcut, 'to'))
  } finally {
    await rm(shortcut, { recursive: true, force: true })
  }
}
