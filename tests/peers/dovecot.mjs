/**
 * Finds a real IMAP server for tests: `node dovecot.mjs FOLDER STATUS`. Dovecot on the PATH is taken as it is; otherwise Debian's packages
 * are downloaded and unpacked into FOLDER, which needs no root. Writes what it found to the file STATUS, as one line of JSON:
 * `{ available, reason, prefix }`. Dovecot knows its own paths by heart, so `prefix` is what goes before every command of it: unpacked, it is
 * seen in /usr by itself alone, through a mount that ends with it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PACKAGES = ['dovecot-core', 'dovecot-imapd']
const TIMEOUT_MS = 300_000
/** Nobody: Dovecot does not want to serve mail as root. */
const UID = 65_534

const [folder, status] = process.argv.slice(2).map((path) => resolve(path))
if (!folder || !status) throw new Error('usage: node dovecot.mjs FOLDER STATUS')
const found = find()
writeFileSync(status, `${JSON.stringify(found)}\n`)
if (!found.available) {
  process.stderr.write(`heed: tests that need an IMAP server will be skipped: ${found.reason}\n`)
  if (process.env.CI === 'true') process.exitCode = 1
}

function find() {
  try {
    const prefix = works(asNobody()) ? asNobody() : unpacked()
    return { available: true, reason: null, prefix }
  } catch (error) {
    return { available: false, reason: error.message, prefix: null }
  }
}

/** As we are; for root, as nobody. */
function asNobody() {
  return process.getuid() === 0 ? ['unshare', '--user', `--map-user=${UID}`, `--map-group=${UID}`] : []
}

function works(prefix) {
  return ['dovecot --version', 'test -x /usr/lib/dovecot/imap'].every((command) => run([...prefix, 'sh', '-c', command]).status === 0)
}

function unpacked() {
  for (const tool of ['apt-get', 'dpkg-deb', 'unshare']) {
    if (run(['sh', '-c', `command -v ${tool}`]).status !== 0) throw new Error(`there is no dovecot on this machine, and no ${tool} to get one`)
  }
  const [debs, root] = [join(folder, 'debs'), join(folder, 'root')]
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(debs, { recursive: true })
  download(debs, PACKAGES)
  download(debs, missingLibraries(debs))
  for (const deb of readdirSync(debs)) must(['dpkg-deb', '-x', join(debs, deb), root])
  const mount = `mount -t overlay overlay -o "lowerdir=$1/usr:/usr" /usr && shift && exec unshare --user --map-user=${UID} --map-group=${UID} "$@"`
  const prefix = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh', root]
  if (!works(prefix)) throw new Error(`dovecot was unpacked, but cannot be run here: ${run([...prefix, 'dovecot', '--version']).stderr.trim()}`)
  return prefix
}

/** Where the machine has no lists of packages, or old ones, they are fetched: into our folder, unless we are root. */
function download(debs, names) {
  if (names.length === 0) return
  const own = process.getuid() === 0 ? [] : ['-o', `Dir::State::lists=${mkdir('lists')}`, '-o', `Dir::Cache=${mkdir('cache')}`]
  const get = ['apt-get', '-qq', '-o', 'APT::Sandbox::User=root', 'download', ...names]
  if (run(get, debs).status === 0) return
  must(['apt-get', '-qq', ...own, 'update'])
  must([...get.slice(0, 1), ...own, ...get.slice(1)], debs)
}

function mkdir(name) {
  const made = join(folder, name)
  mkdirSync(join(made, 'partial'), { recursive: true })
  return made
}

/** The libraries that the packages name and this machine has not. */
function missingLibraries(debs) {
  const named = readdirSync(debs).flatMap((deb) => must(['dpkg-deb', '-f', join(debs, deb), 'Depends']).split(','))
  const libraries = new Set(named.map((one) => one.trim().split(/[ (:|]/)[0]).filter((name) => name.startsWith('lib') && !name.endsWith('-runtime')))
  return [...libraries].filter((name) => !run(['dpkg-query', '-W', '-f=${Status}', name]).stdout.includes('install ok installed'))
}

function must(command, cwd) {
  const { status: code, stdout, stderr, error } = run(command, cwd)
  if (code !== 0) throw new Error(`${command[0]} failed: ${(error?.message ?? stderr).trim().split('\n').at(-1)}`)
  return stdout
}

function run([file, ...args], cwd = folder) {
  mkdirSync(cwd, { recursive: true })
  return spawnSync(file, args, { cwd, encoding: 'utf8', timeout: TIMEOUT_MS })
}
