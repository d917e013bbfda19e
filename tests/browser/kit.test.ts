import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'

let folder: string
let server: PreviewServer
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-kit-'))
  await build({ mode: 'kit', logLevel: 'error', build: { outDir: folder } })
  server = await preview({ logLevel: 'error', build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

/** The kit, four times each part: in both languages and both themes. */
async function kit(width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`${server.resolvedUrls?.local[0]}kit`)
  await page.locator('[dir=rtl]').getByRole('button', { name: 'להודיע' }).first().waitFor()
  return page
}

it('axe finds nothing on any part, in both directions and themes', async () => {
  const page = await kit(1440)
  expect(await foundByAxe(page)).toEqual([])
  await page.context().close()
})

it('every part fits a phone', async () => {
  const page = await kit(375)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await page.context().close()
})

it('is not in what people are served', async () => {
  expect((await readdir('dist/web/assets')).filter((name) => name.startsWith('kit'))).toEqual([])
})
