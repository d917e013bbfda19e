/** A real IMAP server (Dovecot) for tests that read mailboxes: TLS, STARTTLS, IDLE, passwords and OAuth. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ImapFlow } from 'imapflow'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START_TIMEOUT_MS = 30_000
/** Of everybody. */
export const PASSWORD = 'correct-horse-battery-staple'

/** Whether there is a server here, and if not, why (`bin/setup --for-tests` writes it down). With CI=true there must be. */
export function imapAvailable(): { readonly available: boolean; readonly reason: string | null } {
  const { available, reason } = found()
  if (!available && process.env['CI'] === 'true') throw new Error(`There is no IMAP server for tests: ${reason}`)
  return { available, reason }
}

/** A line to the server that can be cut and counts what comes along it. */
export type Way = {
  /** At `localhost`. */
  readonly port: number
  /** Bytes from the server so far. */
  received(): number
  /** Drops every connection, as if a cable were pulled; new ones may be made. */
  cut(): void
  /** Drops every connection once so many more bytes have come from the server. */
  cutAfter(bytes: number): void
  /** Nobody answers there any more. May be called twice. */
  close(): Promise<void>
}

export type Imap = {
  /** The server's certificate, for `localhost`, signed by itself. */
  readonly certificate: string
  /** Somebody with an empty INBOX: any name may sign in with `PASSWORD`. */
  newUser(): string
  /** A token that signs this user in, with OAuth. */
  tokenFor(user: string): string
  /** Ways to the port that begins with TLS, and to the one that begins without. */
  way(kind?: 'tls' | 'plain'): Promise<Way>
  /** Signs in as a mail program does, on a line of its own. */
  as(user: string): Promise<ImapFlow>
  /** Puts a message into a folder, as delivery does. */
  append(user: string, message: string | Buffer, folder?: string): Promise<void>
  /** All that this user’s clients have asked so far, signing in excepted, by session. */
  asked(user: string): string[]
  /** Stops it, does `meanwhile`, and starts it again with the same mail and ports. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** Stops it and removes its mail. May be called twice. */
  stop(): Promise<void>
}

/** Starts an empty server of its own. */
export async function startImap(): Promise<Imap> {
  const { available, reason, prefix } = found()
  if (!available || !prefix) throw new Error(`There is no IMAP server for tests: ${reason}`)
  const folder = mkdtempSync(join(tmpdir(), 'heed-imap-'))
  const tokens = new Map<string, string>()
  const oauth = await serveTokens(tokens)
  const [tls, plain] = [await freePort(), await freePort()]
  const certificate = writeCertificate(folder)
  writeConfig(folder, prefix, { tls, plain, oauth: (oauth.address() as AddressInfo).port })
  let child = await start(folder, prefix)
  const as = (user: string) => signIn(user, plain)
  return {
    certificate,
    newUser: () => {
      const user = `user-${randomUUID().slice(0, 8)}@example.org`
      mkdirSync(join(folder, 'mail', user, 'asked'), { recursive: true })
      return user
    },
    tokenFor: (user) => {
      const token = randomUUID()
      tokens.set(token, user)
      return token
    },
    way: (kind = 'tls') => openWay(kind === 'tls' ? tls : plain),
    as,
    append: async (user, message, path = 'INBOX') => {
      const client = await as(user)
      await client.append(path, message)
      await client.logout()
    },
    asked: (user) => {
      const asked = join(folder, 'mail', user, 'asked')
      return readdirSync(asked).filter((name) => name.endsWith('.in')).map((name) => readFileSync(join(asked, name), 'latin1'))
    },
    restart: async (meanwhile) => {
      await end(child)
      await meanwhile?.()
      child = await start(folder, prefix)
    },
    stop: async () => {
      await end(child)
      oauth.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Found = { readonly available: boolean; readonly reason: string | null; readonly prefix: readonly string[] | null }

function found(): Found {
  try {
    return JSON.parse(readFileSync(join(ROOT, 'node_modules/.cache/heed-dovecot.json'), 'utf8'))
  } catch {
    return { available: false, reason: 'bin/setup --for-tests has not run', prefix: null }
  }
}

function writeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const { status, stderr } = spawnSync('openssl', [
    'req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-days', '3650',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
  ], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`)
  return readFileSync(certificate, 'utf8')
}

function writeConfig(folder: string, prefix: readonly string[], ports: { tls: number; plain: number; oauth: number }): void {
  const [user, group] = spawnSync('env', [...prefix, 'sh', '-c', 'id -un; id -gn'], { encoding: 'utf8' }).stdout.trim().split('\n')
  mkdirSync(join(folder, 'run'))
  writeFileSync(join(folder, 'oauth.conf'), `tokeninfo_url = http://127.0.0.1:${ports.oauth}/?access_token=\nusername_attribute = email\n`)
  writeFileSync(join(folder, 'dovecot.conf'), `
    base_dir = ${folder}/run
    state_dir = ${folder}/run
    log_path = /dev/stderr
    protocols = imap
    listen = 127.0.0.1
    default_internal_user = ${user}
    default_internal_group = ${group}
    default_login_user = ${user}
    first_valid_uid = 1
    ssl = yes
    ssl_cert = <${folder}/certificate.pem
    ssl_key = <${folder}/key.pem
    disable_plaintext_auth = no
    mail_location = maildir:~/mail
    mail_fsync = never
    rawlog_dir = ${folder}/mail/%u/asked
    auth_mechanisms = plain xoauth2 oauthbearer
    auth_failure_delay = 0
    passdb {
      driver = oauth2
      mechanisms = xoauth2 oauthbearer
      args = ${folder}/oauth.conf
    }
    passdb {
      driver = static
      mechanisms = plain
      args = password=${PASSWORD}
    }
    userdb {
      driver = static
      args = uid=${user} gid=${group} home=${folder}/mail/%u
    }
    service imap-login {
      chroot =
      inet_listener imap {
        port = ${ports.plain}
      }
      inet_listener imaps {
        port = ${ports.tls}
        ssl = yes
      }
    }
    service anvil {
      chroot =
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
    service stats {
      chroot =
    }
  `)
}

/** It lives until its standard input is closed, and so never longer than we do. */
async function start(folder: string, prefix: readonly string[]): Promise<ChildProcess> {
  const living = 'dovecot -F -c "$1" & server=$!; cat > /dev/null; kill $server; wait $server'
  const child = spawn('env', [...prefix, 'sh', '-c', living, 'sh', join(folder, 'dovecot.conf')], { stdio: ['pipe', 'ignore', 'pipe'] })
  let trouble = ''
  await new Promise<void>((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`Dovecot ${why}. ${trouble}`))
    const timer = setTimeout(() => failed('did not start in time'), START_TIMEOUT_MS)
    child.once('exit', (code) => failed(`ended (${code})`))
    createInterface({ input: child.stderr }).on('line', (line) => {
      trouble = `${trouble}\n${line}`.slice(-2_000)
      if (line.includes('starting up for imap')) resolve(clearTimeout(timer))
    })
  })
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.stdin?.end()
  await gone
}

async function signIn(user: string, port: number): Promise<ImapFlow> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: PASSWORD }, logger: false, disableAutoIdle: true })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** What Dovecot asks about a token: whose it is. */
async function serveTokens(tokens: ReadonlyMap<string, string>): Promise<HttpServer> {
  const server = createHttpServer((request, response) => {
    const email = tokens.get(new URL(request.url ?? '/', 'http://localhost').searchParams.get('access_token') ?? '')
    response.writeHead(email ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(email ? { email } : { error: 'invalid_token' }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function openWay(to: number): Promise<Way> {
  const lines = new Set<Socket>()
  let received = 0
  let left = Number.POSITIVE_INFINITY
  const cut = () => { for (const line of lines) line.destroy() }
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      lines.add(one)
      one.on('error', () => {}).on('close', () => {
        lines.delete(one)
        other.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (bytes) => {
      received += bytes.length
      left -= bytes.length
      near.write(bytes)
      if (left <= 0) {
        left = Number.POSITIVE_INFINITY
        cut()
      }
    })
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    cut,
    cutAfter: (bytes) => { left = bytes },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      cut()
    }),
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
