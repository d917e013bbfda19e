import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, Visitor } from 'vite'
import { firstWords } from './src/app/first-words.ts'
import { manifests } from './src/app/web/manifest.ts'

const WEB = fileURLToPath(new URL('dist/web', import.meta.url))

const SHARED_BY_CHUNKS_MIN = 14

/** Builds the web app into dist/web: index.html, which is never cached, and hashed assets, which always are. */
export default defineConfig({
  root: 'src/app/web',
  plugins: [react(), tailwindcss(), contractsByName(), wordsInTwo(), installable(), compressed()],
  resolve: { alias: { zod: fileURLToPath(new URL('src/base/web/no-zod.ts', import.meta.url)) } },
  build: {
    outDir: WEB,
    emptyOutDir: true,
    // Every browser of 2024 and later; `light-dark()` and `oklch()` stay as they are written.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What most pages share comes as one file: eighty small ones cost a first view more than their bytes.
    rolldownOptions: {
      // The engine does nothing by being there: a page brings only what it calls.
      treeshake: { manualPureFunctions: ['endpoint', 'z'], moduleSideEffects: [{ test: /\/src\/engine\//, sideEffects: false }] },
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: SHARED_BY_CHUNKS_MIN }] } },
    },
  },
})

/** What a contract says to the server, who parses with it, and to readers of /api/docs. */
const FOR_THE_SERVER = ['about', 'input', 'output', 'letter', 'bodyBytesMax']

/** Leaves of each endpoint what the web asks of it, its name and kind; the shapes of inputs and outputs, then used by nobody, fall away. */
function contractsByName(): Plugin {
  return {
    name: 'contracts-by-name',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /[/-]contract\.ts$/ },
      handler(code) {
        const rest: string[] = []
        let from = 0
        new Visitor({
          CallExpression({ callee, arguments: [declared] }) {
            if (callee.type !== 'Identifier' || callee.name !== 'endpoint' || declared?.type !== 'ObjectExpression') return
            for (const each of declared.properties) {
              if (each.type !== 'Property' || each.key.type !== 'Identifier' || !FOR_THE_SERVER.includes(each.key.name)) continue
              rest.push(code.slice(from, each.start))
              from = each.end + (/^\s*,/.exec(code.slice(each.end))?.[0].length ?? 0)
            }
          },
        }).visit(this.parse(code))
        return { code: [...rest, code.slice(from)].join(''), map: null }
      },
    },
  }
}

/** The server writes the letters. */
const LETTER = /^(?:ask\.)?mail\./

/** Cuts the sentences of each language in two: `?first` are those of the first screen, `?rest` those of all other pages. */
function wordsInTwo(): Plugin {
  let isFirst: (key: string) => boolean = () => true
  return {
    name: 'words-in-two',
    enforce: 'pre',
    buildStart() {
      isFirst = firstWords()
    },
    transform: {
      filter: { id: /\/messages\/\w+\.json\?(?:first|rest)$/ },
      handler: (code, id) => {
        const wanted = id.endsWith('?first')
        const words = Object.entries(JSON.parse(code) as object).filter(([key]) => !LETTER.test(key) && isFirst(key) === wanted)
        return { code: `export default ${JSON.stringify(Object.fromEntries(words))}`, moduleType: 'js', map: null }
      },
    },
  }
}

/** Lays a `.br` and a `.gz` beside each script and style, so that the server need not compress them for every reader. */
function compressed(): Plugin {
  let assets = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved({ root, build }) {
      assets = resolve(root, build.outDir, 'assets')
    },
    async closeBundle() {
      for (const path of await readdir(assets)) {
        if (!/\.(js|css)$/.test(path)) continue
        const file = join(assets, path)
        const bytes = await readFile(file)
        await Promise.all([writeFile(`${file}.br`, brotliCompressSync(bytes)), writeFile(`${file}.gz`, gzipSync(bytes))])
      }
    },
  }
}

/** What lies in public/ and is needed to begin. */
const BEGINNING = ['/', '/before-paint.js', '/icon.svg']

/**
 * What makes the app installable: a manifest (W3C Web Application Manifest) in each language, and the service worker, told which
 * files this version consists of: all scripts and styles, and the letters of our two scripts.
 */
function installable(): Plugin {
  let out = ''
  return {
    name: 'installable',
    apply: 'build',
    configResolved({ root, build }) {
      out = resolve(root, build.outDir)
    },
    generateBundle() {
      for (const [fileName, manifest] of Object.entries(manifests)) this.emitFile({ type: 'asset', fileName, source: JSON.stringify(manifest, null, 2) })
    },
    async closeBundle() {
      const assets = (await readdir(join(out, 'assets'))).filter((path) => /\.(?:js|css)$|-(?:latin|hebrew)-wght-.*\.woff2$/.test(path)).toSorted()
      const files = [...BEGINNING, ...assets.map((path) => `/assets/${path}`)]
      const version = createHash('sha256').update(files.join('\n'))
      for (const path of ['index.html', 'before-paint.js', 'icon.svg']) version.update(await readFile(join(out, path)))
      const worker = await readFile(fileURLToPath(new URL('src/app/web/sw.js', import.meta.url)), 'utf8')
      await writeFile(join(out, 'sw.js'), worker.replace('{{version}}', version.digest('base64url').slice(0, 12)).replace("'{{files}}'", files.map((path) => `'${path}'`).join(', ')))
    },
  }
}
