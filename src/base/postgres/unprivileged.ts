import { lchown, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PostgresFailure } from './failure.ts'
import { run } from './run.ts'

/** A way to run PostgreSQL without being root: what to put before its command, and which user then owns its files. */
export type Unprivileged = { prefix: readonly string[]; uid: number }

const STRANGER = 64_333 // a user id that no account has
const PROBE_TIMEOUT_MS = 10_000

/** Root seen from inside as user 1000: nothing is chowned, no account is needed, and a 0700 home stays passable. */
const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000']

/** Where user namespaces are forbidden: another user that keeps one of root's abilities, to pass through folders closed to it. */
const OTHER_USER = [
  'setpriv', `--reuid=${STRANGER}`, `--regid=${STRANGER}`, '--clear-groups',
  '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override',
]

/**
 * Finds how to run `program` on files in `folder`: as we are, or, for root, which PostgreSQL refuses, in one of two ways,
 * each tried for real. Throws `not_as_root` when neither works.
 */
export async function findUnprivileged(program: string, folder: string): Promise<Unprivileged> {
  const uid = process.getuid?.() ?? 0
  if (uid !== 0) return { prefix: [], uid }
  const probe = ['sh', '-c', 'test -x "$1" && test -x "$2"', 'sh', program, folder]
  const inNamespace = await run([...NAMESPACE, ...probe], PROBE_TIMEOUT_MS)
  if (inNamespace.ok) return { prefix: NAMESPACE, uid: 0 }
  const asOther = await run([...OTHER_USER, ...probe], PROBE_TIMEOUT_MS)
  if (asOther.ok) return { prefix: OTHER_USER, uid: STRANGER }
  throw new PostgresFailure('not_as_root', { detail: `${inNamespace.words} ${asOther.words}`.replaceAll(/\s+/g, ' ').trim() })
}

/** Gives a folder and all in it to the user PostgreSQL runs as; the folder itself last, so that a cut is noticed. Only root can. */
export async function giveTo(uid: number, folder: string): Promise<void> {
  if ((await lstat(folder)).uid === uid) return
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, uid)
  await lchown(folder, uid, uid)
}
