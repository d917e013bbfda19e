import { createHash } from 'node:crypto'
import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PostgresFailure } from './failure.ts'
import { giveTo } from './unprivileged.ts'

/** The port is only a part of the socket's file name; nothing listens on it. */
export const SOCKET_PORT = 5432

const SOCKET_PATH_BYTES_MAX = 103 // sockaddr_un.sun_path: 104 bytes on macOS, 108 on Linux, one of them the closing zero

/**
 * The private folder (0700, owned by `uid`) of the one socket by which the PostgreSQL of `dataDir` is reached. It stands in the
 * folder for temporary files because the path of a socket must be short, and is the same for every start on the same data.
 */
export async function openSocketFolder(dataDir: string, uid: number): Promise<string> {
  const name = `postgres-${createHash('sha256').update(`${uid}:${dataDir}`).digest('hex').slice(0, 16)}`
  const usual = join(tmpdir(), name)
  const folder = Buffer.byteLength(`${usual}/.s.PGSQL.${SOCKET_PORT}`) <= SOCKET_PATH_BYTES_MAX ? usual : join('/tmp', name)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await giveTo(uid, folder)
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) throw new PostgresFailure('socket_folder', { folder })
  return folder
}

/** Removes what a PostgreSQL that no longer runs left in its socket's folder: its lock file would be taken for a running one's. */
export async function emptySocketFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await rm(join(folder, entry), { force: true })
}
