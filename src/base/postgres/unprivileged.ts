import { lchown, lstat, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PostgresFailure } from './failure.ts'
import { run } from './run.ts'

/** A way to run PostgreSQL without being root: what to put before its command, and which user then owns its files. */
export type Unprivileged = { prefix: readonly string[]; uid: number }

const PROBE_TIMEOUT_MS = 10_000

/** We, seen from inside as someone else: nothing changes hands, and a 0700 home of ours stays passable. */
const inNamespace = (uid: number) => ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`]

/**
 * Where user namespaces are forbidden, or a folder of a third user is in the way: really someone else, keeping one of root's abilities,
 * to pass through folders that are closed to others (and, by the secure bit, to be told so when asking beforehand).
 */
const asSomeoneElse = (uid: number) => [
  'setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override',
]

/**
 * Finds how to run `program` on files in `folder`: as we are; for a user without an account (as containers have), whom initdb refuses,
 * by another name; for root, whom PostgreSQL refuses, in one of two ways. Each is tried for real. Throws `not_as_root`.
 */
export async function findUnprivileged(program: string, folder: string): Promise<Unprivileged> {
  const uid = process.getuid?.() ?? 0
  const accounts = await accountsHere()
  if (uid !== 0 && [...accounts.values()].includes(uid)) return { prefix: [], uid }
  const other = someAccount(accounts)
  const probe = ['sh', '-c', 'test -x "$1" && test -x "$2" && "$1" --version', 'sh', program, folder]
  const tried: string[] = []
  const ways = [{ prefix: inNamespace(other), uid }, uid === 0 ? { prefix: asSomeoneElse(other), uid: other } : { prefix: [], uid }]
  for (const way of ways) {
    const { ok, words } = await run([...way.prefix, ...probe], PROBE_TIMEOUT_MS)
    if (ok) return way
    tried.push(words.replaceAll(/\s+/g, ' ').trim())
  }
  throw new PostgresFailure('not_as_root', { detail: tried.join('; ') })
}

/** Everybody with an account on this machine. */
async function accountsHere(): Promise<Map<string, number>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  return new Map(lines.filter(({ length }) => length > 2).map(([name = '', , uid]) => [name, Number(uid)]))
}

/** Somebody who is not root, best of all one that nothing else runs as. initdb insists that the account exists. */
function someAccount(accounts: ReadonlyMap<string, number>): number {
  const known = ['postgres', 'daemon', 'nobody'].map((name) => accounts.get(name)).find((uid) => uid !== undefined && uid > 0)
  return known ?? [...accounts.values()].find((uid) => uid > 0) ?? 1000
}

/** Gives a folder and all in it to the user PostgreSQL runs as; the folder itself last, so that a cut is noticed. Only root can. */
export async function giveTo(uid: number, folder: string): Promise<void> {
  if ((await lstat(folder)).uid === uid) return
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, uid)
  await lchown(folder, uid, uid)
}
