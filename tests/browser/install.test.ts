import { once } from 'node:events'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { visit } from '../support/visit.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const WITH_WORKER = { serviceWorkers: 'allow' } as const

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner('Lantern')
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Waits until the worker has all files and answers for this page. */
async function underWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => { navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }) })
  })
}
const inside = (page: Page) => page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()

describe('the manifest', () => {
  it.each([['en-GB', 'en', 'ltr'], ['he-IL', 'he', 'rtl']])('of a browser in %s says in its language what a phone needs to install the app', async (locale, lang, dir) => {
    const page = await (await browser.newContext({ locale })).newPage()
    await page.goto(`${origin}/sign-in`)
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    const response = await fetch(origin + href)
    expect(response.headers.get('content-type')).toContain('application/manifest+json')
    const manifest = await response.json()
    expect(manifest).toMatchObject({ id: '/', name: 'Heed', lang, dir, start_url: '/today', scope: '/', display: 'standalone' })
    expect(manifest.share_target).toEqual({ action: '/clip', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } })
    expect(manifest.icons.map((icon: { sizes: string; purpose: string }) => `${icon.sizes} ${icon.purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable'])
    for (const { src, sizes } of manifest.icons) expect(await pngSize(origin + src)).toBe(sizes)
    const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href')
    expect(await pngSize(origin + touch)).toBe('180x180')
    await page.context().close()
  })
})

/** Width and height as a PNG's first chunk says them. */
async function pngSize(url: string): Promise<string> {
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  return bytes.toString('latin1', 1, 4) === 'PNG' ? `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}` : 'no PNG'
}

describe('without a network', () => {
  it('the app starts, says in the person’s language that Heed cannot be reached, and goes on when it can', async () => {
    const page = await visit(browser, origin, owner, '/today', { ...WITH_WORKER, locale: 'he-IL' })
    await underWorker(page)
    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('אין קשר לשרת של Heed').waitFor()
    expect(await page.evaluate(async () => fetch('/api/people.me').then(() => 'an answer', () => 'no answer'))).toBe('no answer')
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'היום' }).waitFor()
    await page.context().close()
  })

  it('nothing that the API has answered is kept', async () => {
    const page = await visit(browser, origin, owner, '/today', WITH_WORKER)
    await underWorker(page)
    await inside(page)
    const kept = await page.evaluate(async () => {
      const names = await caches.keys()
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return requests.flat().map(({ url }) => new URL(url).pathname)
    })
    expect(kept).toContain('/')
    expect(kept.filter((path) => path.startsWith('/api/'))).toEqual([])
    await page.context().close()
  })
})

describe('a new version', () => {
  let folder: string
  let server: Server
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heed-web-'))
    await cp('dist/web', folder, { recursive: true })
    server = serve(folder, world)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  afterAll(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })

  it('is told to whoever has the app open, and takes nothing away from the page they are on', async () => {
    const page = await visit(browser, url, owner, '/today', WITH_WORKER)
    await underWorker(page)
    await page.reload() // the first worker of all is no new version
    await inside(page)
    const [part = ''] = (await readdir(join(folder, 'assets'))).filter((name) => /^shortcuts-.*\.js$/.test(name))
    await rm(join(folder, 'assets', part))
    const worker = await readFile(join(folder, 'sw.js'), 'utf8')
    await writeFile(join(folder, 'sw.js'), worker.replace(/VERSION = '/, "VERSION = 'next ").replace(`'/assets/${part}', `, ''))
    await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update() })
    await page.getByText('A new version of Heed is ready.').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect((await fetch(`${url}/assets/${part}`)).status).toBe(404)
    await page.context().close()
  })
})

it('a part of the app that is gone makes the page load anew, once, where there is no worker', async () => {
  const page = await visit(browser, origin, owner, '/today')
  await inside(page)
  // Gone until the page has loaded anew, however often it is asked for: as a preload and as an import.
  await page.route('**/assets/shortcuts-*.js', (route) => route.fulfill({ status: 404 }))
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('?')])
  await page.unroute('**/assets/shortcuts-*.js')
  await inside(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  expect((await fetch(`${origin}/assets/gone.js`)).status).toBe(404)
  await page.context().close()
})

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' }

/** Serves a folder as Heed serves its built app, and lets the world answer the API. */
function serve(folder: string, { app }: World): Server {
  return createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname
    if (path.startsWith('/api/')) {
      const answer = await app.inject({ method: 'GET', url: request.url ?? '/', headers: request.headers })
      response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) }).end(answer.rawPayload)
      return
    }
    const file = await readFile(join(folder, path)).catch(() => null)
    if (file) response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file)
    else if (path.startsWith('/assets/')) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(await readFile(join(folder, 'index.html')))
  })
}
