import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { say } from '../src/base/messages.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { newHeed } from '../tests/support/heed.ts'
import { scrollLines } from './scroll.ts'

const VIEWS = 7
const DIST = new URL('../dist/web/', import.meta.url)

/**
 * What the first screens weigh, how long somebody who is signed in waits for each (a new browser window, nothing cached), and how a list
 * of 100 000 mentions scrolls.
 */
export async function bench(): Promise<string[]> {
  await build({ logLevel: 'warn' })
  const heed = await newHeed({ HEED_REQUESTS_PER_MINUTE: '100000' })
  const browser = await openBrowser()
  try {
    const { out, err } = await heed.run('init', '--workspace', 'Bench', '--brand', 'bench', '--owner', 'bench@heed.example', '--no-sources')
    const link = /http\S+token=\S+/.exec(out)?.[0]
    if (!link) throw new Error(`heed init printed no link: ${out}${err}`)
    const { url } = await heed.up()
    const session = await signIn(browser, link)
    const lines: string[] = []
    for (const page of PAGES) lines.push(...await firstViewLines(browser, url, session, page))
    return [...lines, ...await scrollLines(heed, browser, url, session)]
  } finally {
    await browser.close()
    await heed.remove()
  }
}

/** Cookies of somebody who is signed in. */
export type Session = Awaited<ReturnType<typeof signIn>>
type View = { readonly ms: number; readonly yardstickMs: number; readonly scripts: readonly string[] }

/** The pages that are measured, and the heading that each has as soon as it has asked for everything: there is nothing yet. */
const PAGES = [['today', 'listen.today.begin'], ['listen', 'listen.nothing.begin']] as const

async function firstViewLines(browser: Browser, url: string, session: Session, [name, title]: (typeof PAGES)[number]): Promise<string[]> {
  const views: View[] = []
  for (let n = 0; n < VIEWS; n++) views.push(await firstView(browser, `${url}/${name}`, say('en', title), session))
  const sorted = views.toSorted((a, b) => a.ms - b.ms)
  const [fastest, middle] = [sorted[0], sorted[VIEWS >> 1]]
  const scripts = await weigh(middle?.scripts ?? [])
  return [
    `web: ${name}: ${scripts} kB of JavaScript, gzip (goal for the first screen, today, < 250 kB)`,
    `web: ${name}: first view ${middle?.ms.toFixed(0)} ms, at best ${fastest?.ms.toFixed(0)} ms (goal < 1000 ms); an empty answer of the server ${middle?.yardstickMs.toFixed(0)} ms`,
  ]
}

async function signIn(browser: Browser, link: string) {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: say('en', 'people.sign_in.button') }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  const state = await context.storageState()
  await context.close()
  return state
}

/** Until a page has this title. */
async function firstView(browser: Browser, url: string, title: string, storageState: Session): Promise<View> {
  const context = await browser.newContext({ storageState, locale: 'en-GB' })
  const page = await context.newPage()
  const scripts: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('.js')) scripts.push(pathname)
  })
  const yardstickFrom = performance.now()
  await page.request.get(new URL('/healthz', url).href)
  const from = performance.now()
  await page.goto(url)
  await page.getByRole('heading', { name: title }).waitFor()
  const ms = performance.now() - from
  await context.close()
  return { ms, yardstickMs: from - yardstickFrom, scripts }
}

/** Thousands of bytes of these files of the build, compressed. */
async function weigh(scripts: readonly string[]): Promise<string> {
  const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(new URL(`.${path}`, DIST))).length))
  return (sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0)
}
