import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url))

/** What a command printed and how it ended. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** A running `heed up`, as a process of its own. */
export type Running = {
  readonly url: string
  /** The link it printed: while nobody has begun, that of the first visit. */
  readonly link: string
  readonly pid: number
  /** What it has said on its standard error so far. */
  said(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>
}

/** An installation in a folder of its own: runs commands and servers on it as a person would. */
export type Heed = {
  readonly folder: string
  readonly port: number
  run(...args: string[]): Promise<Ended>
  /** The same, with this on its standard input. */
  runWith(input: string | Uint8Array, ...args: string[]): Promise<Ended>
  up(): Promise<Running>
  remove(): Promise<void>
}

/** An empty installation. Sources may be on this machine. */
export async function newHeed(settings: Record<string, string> = {}): Promise<Heed> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-'))
  const port = await freePort()
  const env = { PATH: process.env['PATH'], HEED_DATA: join(folder, 'data'), HEED_PORT: String(port), HEED_ALLOW_PRIVATE: '1', ...settings }
  const start = (args: readonly string[], input: string | Uint8Array = '') => {
    const child = spawn(process.execPath, [MAIN, ...args], { env, cwd: folder, stdio: 'pipe' })
    child.stdin.on('error', () => undefined).end(input) // not everything reads it
    return child
  }
  const runWith: Heed['runWith'] = async (input, ...args) => {
    const child = start(args, input)
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
    return { code, out, err }
  }
  const servers = new Set<Running>()
  return {
    folder,
    port,
    run: (...args) => runWith('', ...args),
    runWith,
    up: async () => {
      const child = start(['up'])
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (words: string) => { said += words })
      const err = once(child.stderr, 'end').then(() => said)
      const ended = once(child, 'exit') as Promise<[number | null]>
      const lines = createInterface({ input: child.stdout })
      const [line] = await Promise.race([once(lines, 'line') as Promise<[string]>, ended.then(async () => { throw new Error(await err) })])
      const link = /http\S+/.exec(line)?.[0] ?? ''
      const running: Running = {
        url: new URL(link).origin,
        link,
        pid: child.pid ?? 0,
        said: () => said,
        end: async (signal) => {
          child.kill(signal)
          const [code] = await ended
          servers.delete(running)
          return { code, out: line, err: await err }
        },
      }
      servers.add(running)
      return running
    },
    remove: async () => {
      await Promise.all([...servers].map((server) => server.end('SIGTERM')))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
