import { execFile } from 'node:child_process'

/** PostgreSQL reads many PG… and LC_… variables; what we start sees none of them, so it behaves the same everywhere. */
export const CHILD_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin', TZ: 'UTC' }

/** Runs a program to its end. `words` is all it wrote; a program that cannot be started or outlives its time has failed. */
export function run(command: readonly string[], timeoutMs: number): Promise<{ ok: boolean; words: string }> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    execFile(file, args, { env: CHILD_ENV, cwd: '/', timeout: timeoutMs, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      resolve({ ok: error === null, words: `${stdout}\n${stderr}` + (error && stderr === '' ? error.message : '') })
    })
  })
}
