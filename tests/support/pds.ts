/** A real personal data server of the AT Protocol, for tests that say something on a real network. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AtpAgent, RichText } from '@atproto/api'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SCRIPT = join(ROOT, 'tests/peers/pds.mjs')
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 10_000
const PASSWORD = 'correct horse battery staple'

/** Whether the server is installed here, and if not, why (`bin/setup --for-tests` writes it down). With CI=true it must be. */
export function pdsAvailable(): { readonly available: boolean; readonly reason: string | null } {
  const { available, reason } = peers()
  if (!available && process.env['CI'] === 'true') throw new Error(`The test peers are missing: ${reason}`)
  return { available, reason }
}

export type Pds = {
  /** `http://localhost:PORT`, the same after a restart. */
  readonly url: string
  /** A new account, signed in: `noa` becomes `noa.test`. */
  createAccount(name: string): Promise<AtpAgent>
  /** Deletes an account for good, as its operator. */
  deleteAccount(agent: AtpAgent): Promise<void>
  /** Stops it, does `meanwhile`, and starts it again on the same data and port. Accounts stay signed in. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** Stops it and removes its data. May be called twice. */
  stop(): Promise<void>
}

/** Starts an empty server of its own. */
export async function startPds(): Promise<Pds> {
  const { path: folder, available, reason } = peers()
  if (!available || !folder) throw new Error(`The test peers are missing: ${reason}`)
  const data = mkdtempSync(join(tmpdir(), 'heed-pds-'))
  let running = await start(folder, data, 0)
  return {
    url: running.url,
    async createAccount(name) {
      const agent = new AtpAgent({ service: running.url })
      await agent.createAccount({ handle: `${name}.test`, email: `${name}@example.com`, password: PASSWORD })
      return agent
    },
    async deleteAccount(agent) {
      const { adminPassword } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { adminPassword: string }
      const authorization = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`
      await new AtpAgent({ service: running.url }).com.atproto.admin.deleteAccount({ did: agent.assertDid }, { headers: { authorization }, encoding: 'application/json' })
    },
    async restart(meanwhile) {
      await end(running.child)
      await meanwhile?.()
      running = await start(folder, data, running.port)
    },
    async stop() {
      await end(running.child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Posts as an official client does: links, mentions and tags in the text are marked. Returns the post's `at://` address. */
export async function post(agent: AtpAgent, text: string, more: Partial<Parameters<AtpAgent['post']>[0]> = {}): Promise<string> {
  const rich = new RichText({ text })
  await rich.detectFacets(agent)
  const { uri } = await agent.post({ text: rich.text, ...(rich.facets && { facets: rich.facets }), ...more })
  return uri
}

/** Changes a post's text, as clients that offer it do. */
export async function edit(agent: AtpAgent, uri: string, text: string): Promise<void> {
  const rkey = uri.split('/').at(-1) ?? ''
  const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString() }
  await agent.com.atproto.repo.putRecord({ repo: agent.assertDid, collection: 'app.bsky.feed.post', rkey, record })
}

type Peers = { readonly available: boolean; readonly reason: string | null; readonly path: string | null }

function peers(): Peers {
  try {
    return JSON.parse(readFileSync(join(ROOT, 'node_modules/.cache/heed-peers.json'), 'utf8'))
  } catch {
    return { available: false, reason: 'bin/setup --for-tests has not run', path: null }
  }
}

type Running = { readonly child: ChildProcess; readonly url: string; readonly port: number }

function start(folder: string, data: string, port: number): Promise<Running> {
  const child = spawn(process.execPath, [SCRIPT, folder, data, String(port)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LOG_ENABLED: 'false', NODE_ENV: 'test' },
  })
  return new Promise((resolve, reject) => {
    let out = ''
    let trouble = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The personal data server did not start within ${START_TIMEOUT_MS} ms. ${trouble}`))
    }, START_TIMEOUT_MS)
    child.stderr?.on('data', (chunk) => { trouble = `${trouble}${chunk}`.slice(-2_000) })
    child.stdout?.on('data', (chunk) => {
      out += chunk
      const line = /^(\{"url".*\})\n/m.exec(out)?.[1]
      if (!line) return
      clearTimeout(timer)
      child.stdout?.removeAllListeners('data').resume()
      resolve({ child, ...JSON.parse(line) })
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The personal data server ended (${code}). ${trouble}`))
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => { child.once('exit', resolve) })
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  child.stdin?.end()
  await gone
  clearTimeout(timer)
}
