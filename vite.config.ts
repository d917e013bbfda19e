import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the web app into dist/web: index.html, which is never cached, and hashed assets, which always are. */
export default defineConfig({
  root: 'src/app/web',
  plugins: [react(), tailwindcss()],
  resolve: { alias: { zod: fileURLToPath(new URL('src/base/web/no-zod.ts', import.meta.url)) } },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    // Every browser of 2024 and later; `light-dark()` and `oklch()` stay as they are written.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
