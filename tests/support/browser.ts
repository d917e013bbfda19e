import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { sfntOf } from './sfnt.ts'

const require = createRequire(import.meta.url)
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
const PACKAGE = join(dirname(require.resolve('@sparticuz/chromium')), '..')
const UNPACK_TIMEOUT_MS = 120_000

/** Never the package's own arguments: they put everything into one process and switch the web's security off. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** For what Open Sans, which comes with the browser and knows Hebrew, has no letters for. */
const FONTS = [
  require.resolve('@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff'),
  require.resolve('@fontsource/kosugi/files/kosugi-japanese-400-normal.woff'), // with the commoner Chinese characters
  require.resolve('@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff'),
]

const run = promisify(execFile)

/** A real Chromium, unpacked at first use, whose pages look the same on every machine. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const home = await unpacked()
  return chromium.launch({ executablePath: join(home, 'chromium'), args: ARGUMENTS, env: await environment(home) })
}

/** The folder of this version's browser, libraries and fonts. Several processes may unpack at once: the first to finish wins. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  const home = join(CACHE, `chromium-${version}`)
  if (await exists(home)) return home
  await mkdir(CACHE, { recursive: true })
  const unfinished = await mkdtemp(join(CACHE, 'chromium-unfinished-'))
  await inflate(unfinished)
  await addFonts(unfinished)
  await rename(unfinished, home).catch(() => rm(unfinished, { recursive: true }))
  return home
}

/** The package unpacks into the folder for temporary files; a process of its own has its own idea of which that is. */
async function inflate(folder: string): Promise<void> {
  const script = `
    import { inflate } from ${JSON.stringify(join(PACKAGE, 'build/index.js'))}
    for (const name of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br']) await inflate(${JSON.stringify(join(PACKAGE, 'bin/'))} + name)`
  await run(process.execPath, ['--input-type=module', '--eval', script], { env: { TMPDIR: folder }, timeout: UNPACK_TIMEOUT_MS })
}

/** Fontconfig reads neither of the web's compressed formats, so the fonts are unwrapped. */
async function addFonts(folder: string): Promise<void> {
  for (const [number, font] of FONTS.entries()) {
    await writeFile(join(folder, 'fonts', `extra-${number}.ttf`), sfntOf(await readFile(font)))
  }
  await writeFile(join(folder, 'fonts.conf'), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`)
}

/** The browser's own libraries are used only where the host has none. */
async function environment(home: string): Promise<Record<string, string>> {
  const base = { PATH: ['/usr/bin', '/bin'].join(delimiter), HOME: home, TZ: 'UTC', FONTCONFIG_FILE: join(home, 'fonts.conf') }
  const hostIsEnough = await run(join(home, 'chromium'), ['--version'], { env: base }).then(() => true, () => false)
  return hostIsEnough ? base : { ...base, LD_LIBRARY_PATH: join(home, 'al2023/lib') }
}

async function exists(folder: string): Promise<boolean> {
  return readdir(folder).then(() => true, () => false)
}
