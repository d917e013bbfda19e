import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { FakeNetwork } from '../fake-network.ts'
import { startFakeServer } from '../fake-server.ts'
import { entryId } from './entry-post.ts'

/** What any other path may answer. */
type FakePage = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export type FakeFeedServer = FakeNetwork<{ url: string }> & {
  /** Without a slash at the end. */
  readonly origin: string
  /** Puts something at a path; a function answers as it likes. */
  put(path: string, page: FakePage | ((response: ServerResponse) => void)): void
  /** Every request so far, the oldest first. */
  readonly requests: readonly { readonly path: string; readonly headers: Readonly<Record<string, unknown>>; readonly status: number }[]
}

/** A site with an RSS feed at `/news.xml`, where nobody would guess it: with ETags, the newest first, an entry a minute. */
export async function openFakeFeedServer(): Promise<FakeFeedServer> {
  const entries: { guid: string; text: string; at: Date }[] = []
  const pages = new Map<string, FakePage | ((response: ServerResponse) => void)>()
  const requests: { readonly path: string; readonly headers: Readonly<Record<string, unknown>>; readonly status: number }[] = []
  const server = await startFakeServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers, get status() { return response.statusCode } })
    const page = path === '/news.xml' && !pages.has(path) ? { body: rss(entries) } : pages.get(path)
    if (typeof page === 'function') return page(response)
    if (!page) return response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>Nothing here</body></html>')
    const body = page.body ?? ''
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    return response.writeHead(page.status ?? 200, { 'content-type': 'application/rss+xml', etag, ...page.headers }).end(body)
  })
  const url = `${server.url}/news.xml`
  pages.set('/page-without-feed', { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>A page</title><p>Hello</p>' })
  return {
    origin: server.url,
    settings: { url },
    wrong: [{ url: `${server.url}/page-without-feed` }, { url: `${server.url}/nothing` }, { url: 'http://127.0.0.1:1/feed.xml' }],
    requests,
    put: (path, page) => { pages.set(path, page) },
    say: async (text) => {
      const guid = `entry-${entries.length + 1}`
      entries.push({ guid, text, at: new Date(Date.UTC(2026, 10, 23, 9, entries.length)) })
      return entryId(url, guid)
    },
    edit: async (id, text) => {
      const entry = entries.find(({ guid }) => entryId(url, guid) === id)
      if (entry) entry.text = text
    },
    failNext: server.failNext,
    close: server.close,
  }
}

function rss(entries: readonly { guid: string; text: string; at: Date }[]): string {
  const items = entries.toReversed().map(({ guid, text, at }) => (
    `<item><guid isPermaLink="false">${guid}</guid><pubDate>${at.toUTCString()}</pubDate>
    <description>${escaped(escaped(text))}</description></item>`
  ))
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>A paper</title>${items.join('\n')}</channel></rss>`
}

/** Twice: once because a description is HTML, once because a feed is XML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
