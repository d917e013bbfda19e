import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const WEB = fileURLToPath(new URL('dist/web', import.meta.url))

/** Builds the web app into dist/web: index.html, which is never cached, and hashed assets, which always are. */
export default defineConfig({
  root: 'src/app/web',
  plugins: [react(), tailwindcss(), compressed()],
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
