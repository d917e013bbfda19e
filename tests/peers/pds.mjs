/**
 * A real personal data server of the AT Protocol, for tests: `node pds.mjs PEERS DATA [PORT]`.
 * PEERS is the folder where this package's dependencies are installed; DATA keeps accounts, posts and keys, so that a second
 * start with the same DATA and PORT is a restart. Prints one line `{"url":…,"port":…}` when ready; lives until stdin closes.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startDirectory } from './plc.mjs'

const [peers, data, wantedPort = '0'] = process.argv.slice(2)
if (!peers || !data) throw new Error('usage: node pds.mjs PEERS DATA [PORT]')
const from = createRequire(join(peers, 'package.json'))
const load = (name) => import(pathToFileURL(from.resolve(name)).href)
const { PDS } = await load('@atproto/pds')

mkdirSync(join(data, 'blobs'), { recursive: true })
const secrets = keptSecrets(join(data, 'secrets.json'))
const directory = await startDirectory(await load('@did-plc/lib'), join(data, 'plc.jsonl'))
const port = Number(wantedPort) || (await freePort())
const server = await PDS.fromEnv({
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: data,
  blobstoreDiskLocation: join(data, 'blobs'),
  didPlcUrl: directory.url,
  serviceHandleDomains: ['.test'],
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:example:invalid',
  modServiceUrl: 'https://moderator.invalid',
  modServiceDid: 'did:example:invalid',
  inviteRequired: false,
  disableSsrfProtection: true,
  ...secrets,
})
await server.start()
process.stdout.write(`${JSON.stringify({ url: `http://localhost:${port}`, port })}\n`)

process.stdin.resume()
process.stdin.on('end', async () => {
  await server.destroy()
  await directory.close()
  process.exit(0)
})

/** The same keys at every start of the same DATA: sessions and signatures stay valid. */
function keptSecrets(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    const made = {
      jwtSecret: randomBytes(16).toString('hex'),
      adminPassword: randomBytes(16).toString('hex'),
      plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
    }
    writeFileSync(path, JSON.stringify(made))
    return made
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(free))
    })
  })
}
