import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import en from './messages/en.json' with { type: 'json' }
import he from './messages/he.json' with { type: 'json' }

const WEB = fileURLToPath(new URL('dist/web', import.meta.url))

/** Builds the web app into dist/web: index.html, which is never cached, and hashed assets, which always are. */
export default defineConfig({
  root: 'src/app/web',
  plugins: [react(), tailwindcss(), installable(), compressed()],
  resolve: { alias: { zod: fileURLToPath(new URL('src/base/web/no-zod.ts', import.meta.url)) } },
  build: {
    outDir: WEB,
    emptyOutDir: true,
    // Every browser of 2024 and later; `light-dark()` and `oklch()` stay as they are written.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})

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
      for (const [lang, words] of Object.entries({ en, he })) {
        this.emitFile({ type: 'asset', fileName: `manifest.${lang}.webmanifest`, source: JSON.stringify(manifest(lang, words), null, 2) })
      }
    },
    async closeBundle() {
      const assets = (await readdir(join(out, 'assets'))).filter((path) => /\.(?:js|css)$|-(?:latin|hebrew)-.*\.woff2$/.test(path)).toSorted()
      const files = [...BEGINNING, ...assets.map((path) => `/assets/${path}`)]
      const version = createHash('sha256').update(files.join('\n'))
      for (const path of ['index.html', 'before-paint.js', 'icon.svg']) version.update(await readFile(join(out, path)))
      const worker = await readFile(fileURLToPath(new URL('src/app/web/sw.js', import.meta.url)), 'utf8')
      await writeFile(join(out, 'sw.js'), worker.replace('{{version}}', version.digest('base64url').slice(0, 12)).replace("'{{files}}'", files.map((path) => `'${path}'`).join(', ')))
    },
  }
}

function manifest(lang: string, words: typeof en): object {
  const icon = (name: string, px: number, purpose: string) => ({ src: `/${name}.png`, sizes: `${px}x${px}`, type: 'image/png', purpose })
  const place = (path: string, name: string) => ({ name, url: path })
  return {
    id: '/',
    name: words['base.heed'],
    short_name: words['base.heed'],
    description: words['app.about'],
    lang,
    dir: lang === 'he' ? 'rtl' : 'ltr',
    start_url: '/today',
    scope: '/',
    display: 'standalone',
    background_color: '#f7f7f9',
    theme_color: '#f7f7f9',
    icons: [icon('icon-192', 192, 'any'), icon('icon-512', 512, 'any'), icon('icon-maskable-512', 512, 'maskable')],
    shortcuts: [place('/today', words['listen.today.title']), place('/listen', words['listen.title']), place('/clip', words['connect.clip'])],
    share_target: { action: '/clip', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  }
}
