import { join } from 'node:path'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { readConfig } from '../src/app/config.ts'
import { openInstallation } from '../src/app/installation.ts'
import { type Db, openDb, openPool } from '../src/base/server/database.ts'
import { uuidv7 } from '../src/base/server/uuid.ts'
import type { Heed } from '../tests/support/heed.ts'
import { syntheticPosts } from './synthetic-posts.ts'
import type { Session } from './web.ts'

const ROWS = 100_000
const TEXTS = 2_000
const PX_PER_FRAME = 1_500
const YARDSTICK_FRAMES = 1_000
const FRAME_MS_MAX = 50
/** How many of the rows are scrolled while every task is measured, which itself takes time. */
const TRACED_ROWS = 5_000
const LIST = ':has(> div > [role="feed"])'
const FULL_HD = { width: 1440, height: 900 }

/** How long each frame took, in milliseconds, and how many rows went by. */
type Scrolled = { readonly frames: number[]; readonly rows: number }

/** Scrolls through 100 000 stored mentions, a screen and a half with every frame, and beside it a page of nothing but text, on the same machine. */
export async function scrollLines(heed: Heed, browser: Browser, url: string, storageState: Session): Promise<string[]> {
  await storeMentions(heed, ROWS + 1_000)
  const context = await browser.newContext({ storageState, locale: 'en-GB', viewport: FULL_HD })
  const page = await context.newPage()
  await page.setContent(`<div id="plain" style="height: 900px; overflow: auto">${'<p>nothing but a line of text</p>'.repeat(20_000)}</div>`)
  const plain = await scroll(page, '#plain', { rows: Infinity, frames: YARDSTICK_FRAMES })
  await page.goto(`${url}/listen`)
  await page.getByRole('article').first().waitFor()
  const before = await heapMb(page)
  const list = await scroll(page, LIST, { rows: ROWS - TRACED_ROWS, frames: Infinity })
  const { rows, taskMs } = await traced(browser, page, () => scroll(page, LIST, { rows: ROWS, frames: Infinity }))
  const after = await heapMb(page)
  await context.close()
  return [
    `web: scrolling ${rows} mentions: longest frame ${longest(list)} ms, ${over(list)} of ${list.frames.length} over ${FRAME_MS_MAX} ms (goal 0), p99 ${p99(list)} ms; JavaScript heap ${before} MB before, ${after} MB after`,
    `web: scrolling: the last ${TRACED_ROWS} of them: longest task of the page ${taskMs.toFixed(0)} ms of processor time, whoever else was at work`,
    `web: yardstick: a page of plain text: longest frame ${longest(plain)} ms, ${over(plain)} of ${plain.frames.length} over ${FRAME_MS_MAX} ms, p99 ${p99(plain)} ms`,
  ]
}

/** Scrolls an element by as much with every frame until so many rows (by their place in the feed) or frames have gone by. */
async function scroll(page: Page, selector: string, until: { rows: number; frames: number }): Promise<Scrolled> {
  return page.evaluate(({ selector, rows, maxFrames, px }) => new Promise<Scrolled>((resolve) => {
    const scroller = document.querySelector(selector)
    const frames: number[] = []
    let [seen, last] = [0, performance.now()]
    const step = (now: number): void => {
      frames.push(now - last)
      last = now
      if (scroller) scroller.scrollTop += px
      const articles = document.getElementsByTagName('article')
      seen = Math.max(seen, Number(articles[articles.length - 1]?.getAttribute('aria-posinset') ?? 0))
      if (seen >= rows || frames.length >= maxFrames) resolve({ frames: frames.slice(1), rows: seen })
      else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  }), { selector, rows: until.rows, maxFrames: until.frames, px: PX_PER_FRAME })
}

/** Does something with a page, and tells how much processor time its longest task took: a figure that a busy machine does not change. */
async function traced<T extends object>(browser: Browser, page: Page, work: () => Promise<T>): Promise<T & { taskMs: number }> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  const done = await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.['name'] === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && mains.has(`${pid} ${tid}`))
  return { ...done, taskMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000 }
}

/** Of Chromium's trace: `tdur` is processor time in microseconds. */
type TraceEvent = { readonly name: string; readonly pid: number; readonly tid: number; readonly tdur?: number; readonly args?: Readonly<Record<string, unknown>> }

/** What the page's JavaScript keeps, in megabytes, after what can be thrown away is gone. */
async function heapMb(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return (usedSize / 1e6).toFixed(0)
}

/** Lays so many mentions of the workspace's query into the database, a minute apart, as its owner can. */
async function storeMentions(heed: Heed, rows: number): Promise<void> {
  const config = readConfig({ HEED_DATA: join(heed.folder, 'data') })
  const installation = await openInstallation(config, { role: 'command', log: () => {}, gaveUp: () => {} })
  const db = openDb(openPool(installation.owner, { max: 1, name: 'bench' }))
  try {
    await insertMentions(db, rows)
  } finally {
    await db.destroy()
    await installation.close()
  }
}

async function insertMentions(db: Db, rows: number): Promise<void> {
  const next = syntheticPosts(7, { brands: 1 })
  const posts = Array.from({ length: TEXTS }, () => next().post)
  const query = await db.selectFrom('query').select(['workspace_id', 'id']).executeTakeFirstOrThrow()
  const streamId = uuidv7(new Date())
  await sql`insert into stream (id, connector, key, settings, created_at) values (${streamId}, 'feed', ${streamId}, '{}', now())`.execute(db)
  await sql`
    insert into mention (workspace_id, id, network, external_id, stream_id, form, author_id, author_handle, author_name, text, lang, said_at, heard_at, links, tags, media, tokens)
    select ${query.workspace_id}, gen_random_uuid(), 'feed', 'bench-' || n, ${streamId}, 'post', 'author-' || n % 500, 'author' || n % 500 || '.example', 'Author ' || n % 500,
      (${posts.map(({ text }) => text ?? '')}::text[])[1 + n % ${TEXTS}], 'en', now() - n * interval '1 minute', now() - n * interval '1 minute', '{}', '{}', '[]', ''
    from generate_series(1, ${rows}) n`.execute(db)
  await sql`
    insert into mention_match (workspace_id, query_id, mention_id, said_at, spans)
    select workspace_id, ${query.id}, id, said_at, '{0,4}' from mention where workspace_id = ${query.workspace_id}`.execute(db)
}

const sorted = ({ frames }: Scrolled): number[] => frames.toSorted((a, b) => a - b)
const longest = (scrolled: Scrolled): string => (sorted(scrolled).at(-1) ?? 0).toFixed(0)
const p99 = (scrolled: Scrolled): string => (sorted(scrolled)[Math.floor(scrolled.frames.length * 0.99)] ?? 0).toFixed(0)
const over = ({ frames }: Scrolled): number => frames.filter((ms) => ms > FRAME_MS_MAX).length
