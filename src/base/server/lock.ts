import { randomBytes } from 'node:crypto'
import { link, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import type { Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { PgConnection } from '../postgres/connection.ts'

/** Who works on a data folder, as told to whoever else wants to. Never a password: those are read from the folder's secrets. */
export type Holder = {
  pid: number
  role: 'server' | 'command'
  /** Where its pages are, once they are served. */
  url: string | null
  /** Where its database is, once that is running. */
  postgres: Omit<PgConnection, 'password'> | null
}

export type Lock = {
  /** Adds to what others are told. */
  tell(news: Partial<Holder>): void
  release(): Promise<void>
}

const ANSWER_TIMEOUT_MS = 3000
const ANSWER_BYTES_MAX = 10_000
const ATTEMPTS_MAX = 100

/**
 * Takes the lock of a data folder, or says who has it (null: it does not answer). The lock is a listening unix socket in the folder:
 * the kernel frees it however its holder ends, a number that another process got since means nothing, and the socket answers questions.
 *
 * Socket files outlive their process, so each is numbered: `lock.8` is taken by whoever first puts it beside a dead `lock.7`. A number
 * is never used twice and the highest is never removed, therefore no one can mistake a living lock for the dead one it replaced.
 */
export async function takeLock(
  folder: string,
  { passwords, ...mine }: Holder & { passwords?: never },
): Promise<{ lock: Lock } | { heldBy: Holder | null }> {
  await mkdir(folder, { recursive: true })
  return withShortPath(folder, async (short) => {
    const unnumbered = join(short, `lock-${randomBytes(6).toString('hex')}`)
    const holder = { ...mine }
    const server = await listen(unnumbered, () => holder)
    try {
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        const last = await highest(short)
        if (last > 0) {
          const answer = await ask(join(short, `lock.${last}`))
          if (answer !== 'dead') return await giveUp(server, answer)
        }
        if (await claim(short, unnumbered, last + 1)) return { lock: held(server, holder) }
      }
      throw new Error(`the lock of ${folder} changed hands ${ATTEMPTS_MAX} times while we asked for it`)
    } finally {
      await rm(unnumbered, { force: true })
    }
  })
}
