import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let clone = ''
let tools = ''

/** A clone with our own bin/, and an npm that only notes that it was called and links this Node. */
beforeEach(async () => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'setup-test-')))
  clone = join(home, 'a clone')
  tools = join(home, 'tools')
  await cp(fileURLToPath(new URL('../bin', import.meta.url)), join(clone, 'bin'), { recursive: true })
  await mkdir(tools)
  await mkdir(join(clone, 'src/app'), { recursive: true })
  await writeFile(join(clone, 'package.json'), '{ "type": "module" }')
  await writeFile(join(clone, 'package-lock.json'), '{}')
  await npmThat('fs.mkdirSync("node_modules/.bin", { recursive: true }); fs.symlinkSync(process.execPath, "node_modules/.bin/node")')
})
afterEach(() => rm(join(clone, '..'), { recursive: true }))

async function npmThat(installs: string): Promise<void> {
  const script = `#!${process.execPath}
    const fs = require('node:fs')
    fs.appendFileSync(${JSON.stringify(join(tools, 'calls'))}, process.argv.slice(2, 3) + ' in ' + process.cwd() + '\\n')
    console.log('npm says something')
    fs.rmSync('node_modules', { recursive: true, force: true })
    ${installs}`
  await writeFile(join(tools, 'npm'), script)
  await chmod(join(tools, 'npm'), 0o755)
}

async function calls(): Promise<string[]> {
  return (await readFile(join(tools, 'calls'), 'utf8').catch(() => '')).trim().split('\n').filter((line) => line !== '')
}

type Ended = { code: number | null; out: string; err: string }

async function node(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, { env: { PATH: tools, ...env }, cwd: tools, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, out, err }
}

const setup = (...flags: string[]) => node([join(clone, 'bin/setup'), ...flags])

describe('setup', () => {
  test('installs once, shows it on stderr only, and has nothing to do the next time', async () => {
    const first = await setup()
    expect(first).toMatchObject({ code: 0, out: '' })
    expect(first.err).toContain('installing dependencies')
    expect(first.err).toContain('npm says something')
    expect(await setup()).toEqual({ code: 0, out: '', err: '' })
    expect(await calls()).toEqual([`ci in ${clone}`])
  })

  test('installs again when the lockfile changed', async () => {
    await setup()
    await writeFile(join(clone, 'package-lock.json'), '{ "packages": {} }')
    await setup()
    expect(await calls()).toHaveLength(2)
  })

  test('says when an install failed or was cut off, and repeats it', async () => {
    await npmThat('fs.mkdirSync("node_modules/.bin", { recursive: true }); process.kill(process.pid, "SIGKILL")')
    const cut = await setup()
    expect(cut.code).toBe(1)
    expect(cut.err).toContain('npm ci failed (SIGKILL); the reason is above\n')
    await npmThat('fs.mkdirSync("node_modules/.bin", { recursive: true }); fs.symlinkSync(process.execPath, "node_modules/.bin/node")')
    expect((await setup()).code).toBe(0)
    expect(await calls()).toHaveLength(2)
  })

  test('says when the install brought no Node of our own', async () => {
    await npmThat('fs.mkdirSync("node_modules")')
    const without = await setup()
    expect(without.code).toBe(1)
    expect(without.err).toContain('install scripts switched off')
  })

  test('started twice at once installs once', async () => {
    const both = await Promise.all([setup(), setup()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(await calls()).toHaveLength(1)
  })

  test('says in one sentence that Node is too old', async () => {
    const pretend = join(tools, 'old.cjs')
    await writeFile(pretend, 'Object.defineProperty(process, "versions", { value: { node: "18.20.0" } })')
    const { code, out, err } = await node(['--require', pretend, join(clone, 'bin/setup')])
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'Heed needs Node 20 or newer to set itself up; this is Node 18.20.0.\n' })
  })

  test('without a compiler says why tests will be skipped, and on CI fails', async () => {
    await mkdir(join(clone, 'tests/peers'), { recursive: true })
    await writeFile(join(clone, 'tests/peers/package.json'), '{}')
    await writeFile(join(clone, 'tests/peers/package-lock.json'), '{}')
    await npmThat('fs.mkdirSync("node_modules/.bin", { recursive: true }); fs.mkdirSync("node_modules/node"); fs.writeFileSync("node_modules/node/package.json", "{}"); fs.symlinkSync(process.execPath, "node_modules/.bin/node")')
    expect((await setup('--for-tests')).code).toBe(0)
    const status: unknown = JSON.parse(await readFile(join(clone, 'node_modules/.cache/heed-peers.json'), 'utf8'))
    expect(status).toEqual({ available: false, reason: 'this machine has no C++ compiler', path: null })
    expect((await node([join(clone, 'bin/setup'), '--for-tests'], { CI: 'true' })).code).toBe(1)
  })
})

const main = (code: string) => writeFile(join(clone, 'src/app/main.ts'), code)

describe('heed', () => {
  test('hands over what it was given and gives back what came of it, also through a link', async () => {
    await main(`process.stdin.on('data', (data) => console.log(String(data), process.argv.slice(2), process.cwd()))
      process.stdin.on('end', () => process.exit(7))`)
    await symlink(join(clone, 'bin/heed'), join(tools, 'linked'))
    const ended = spawnSync(process.execPath, [join(tools, 'linked'), 'query', 'a b'], { input: 'שלום', cwd: tools, env: { PATH: tools }, encoding: 'utf8' })
    expect(ended).toMatchObject({ status: 7, stdout: `שלום [ 'query', 'a b' ] ${tools}\n` })
    expect(ended.stderr).toContain('installing dependencies')
  })

  test.for(['SIGINT', 'SIGTERM'] as const)('passes %s on and waits for a clean end', async (signal) => {
    await main(`process.on('${signal}', () => { console.log('draining'); process.exit(3) }); console.log('up'); setInterval(() => {}, 1000)`)
    const child = spawn(process.execPath, [join(clone, 'bin/heed')], { env: { PATH: tools }, stdio: ['ignore', 'pipe', 'ignore'] })
    const said: string[] = []
    child.stdout.on('data', (data) => {
      if (said.push(String(data).trim()) === 1) child.kill(signal)
    })
    expect(await once(child, 'close')).toEqual([3, null])
    expect(said).toEqual(['up', 'draining'])
  })

  test('ends by the signal that ended what it started', async () => {
    await main("process.kill(process.pid, 'SIGKILL')")
    const child = spawn(process.execPath, [join(clone, 'bin/heed')], { env: { PATH: tools }, stdio: 'ignore' })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  })

  test('starts nothing when the setup failed', async () => {
    await npmThat('process.exit(1)')
    await main("console.log('started')")
    expect(await node([join(clone, 'bin/heed')])).toMatchObject({ code: 1, out: '' })
  })
})
