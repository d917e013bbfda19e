/** Every feed format as one: RSS 0.9x and 2.0, Atom, RDF (RSS 1.0) and JSON Feed, through feedsmith. */
import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'

/** Entries read from one document; whoever lists more has not spoken to a listener. */
export const ENTRIES_MAX = 10_000

export type Feed = {
  readonly title: string | null
  /** The site's own page, as written. */
  readonly home: string | null
  /** In the document's order, mostly the newest first. */
  readonly entries: readonly Entry[]
}

/** One entry as its feed wrote it. Texts are HTML unless they say otherwise; nothing has been checked. */
export type Entry = {
  readonly id: string | null
  readonly title: Words
  readonly body: Words
  readonly link: string | null
  readonly author: string | null
  /** Whom an aggregating feed has it from. */
  readonly source: { readonly name: string | null; readonly url: string | null } | null
  readonly date: string | null
  /** Only the entry's own label: what a whole feed says of itself is too often a template's default. */
  readonly lang: string | null
  readonly tags: readonly string[]
  readonly enclosures: readonly { readonly url: string; readonly type: string | null }[]
}

export type Words = { readonly html: string } | { readonly plain: string }

/** Null if the text is no feed at all, or too broken to be read as one. */
export function readFeed(text: string): Feed | null {
  if (/^\s*<(!doctype html|html)\b/i.test(text)) return null
  try {
    const parsed = parseFeed(text, { maxItems: ENTRIES_MAX })
    if (parsed.format === 'rss') return fromRss(parsed.feed)
    if (parsed.format === 'atom') return fromAtom(parsed.feed)
    if (parsed.format === 'rdf') return fromRdf(parsed.feed)
    return fromJson(parsed.feed)
  } catch {
    return null
  }
}

const html = (text: string | undefined): Words => ({ html: text ?? '' })
const named = (names: readonly (string | undefined)[] | undefined) => (names ?? []).filter((name) => name !== undefined)

function fromRss(feed: RssFeed.Feed<string>): Feed {
  const entries = (feed.items ?? []).map((item): Entry => ({
    id: item.guid?.value ?? item.atom?.id ?? null,
    title: html(item.title),
    body: html(item.content?.encoded ?? item.description),
    link: item.link ?? (item.guid?.isPermaLink === false ? null : item.guid?.value) ?? item.atom?.links?.[0]?.href ?? null,
    author: item.dc?.creators?.[0] ?? item.authors?.[0]?.name ?? item.atom?.authors?.[0]?.name ?? item.itunes?.author ?? null,
    source: item.source ? { name: item.source.title ?? null, url: item.source.url ?? null } : null,
    date: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.dcterms?.created?.[0] ?? item.atom?.updated ?? null,
    lang: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
    tags: named([...(item.categories ?? []).map(({ name }) => name), ...(item.dc?.subjects ?? [])]),
    enclosures: (item.enclosures ?? []).flatMap(({ url, type }) => (url ? [{ url, type: type ?? null }] : [])),
  }))
  return { title: feed.title ?? null, home: feed.link ?? null, entries }
}

function fromAtom(feed: AtomFeed.Feed<string>): Feed {
  const entries = (feed.entries ?? []).map((entry): Entry => ({
    id: entry.id ?? null,
    title: words(entry.title),
    body: words(entry.content?.value ? entry.content : (entry.summary ?? { value: entry.media?.groups?.[0]?.description?.value ?? '' })),
    link: alternate(entry.links),
    author: (entry.authors ?? entry.source?.authors ?? feed.authors)?.[0]?.name ?? null,
    source: entry.source ? { name: entry.source.title?.value ?? null, url: alternate(entry.source.links) } : null,
    date: entry.published ?? entry.updated ?? entry.dc?.dates?.[0] ?? null,
    lang: entry.xml?.lang ?? entry.content?.xml?.lang ?? entry.title?.xml?.lang ?? null,
    tags: named(entry.categories?.map(({ label, term }) => label ?? term)),
    enclosures: (entry.links ?? []).flatMap(({ href, rel, type }) => (
      rel === 'enclosure' && href ? [{ url: href, type: type ?? null }] : []
    )),
  }))
  return { title: feed.title?.value ?? null, home: alternate(feed.links), entries }
}

function words(text: { value?: string; type?: string } | undefined): Words {
  return text?.type === 'text' || text?.type === 'text/plain' ? { plain: text.value ?? '' } : html(text?.value)
}

function alternate(links: readonly { rel?: string; href?: string }[] | undefined): string | null {
  return links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? null
}

function fromRdf(feed: RdfFeed.Feed<string>): Feed {
  const entries = (feed.items ?? []).map((item): Entry => ({
    id: item.rdf?.about ?? null,
    title: html(item.title),
    body: html(item.content?.encoded ?? item.description),
    link: item.link ?? null,
    author: item.dc?.creators?.[0] ?? null,
    source: null,
    date: item.dc?.dates?.[0] ?? item.dcterms?.created?.[0] ?? null,
    lang: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
    tags: named(item.dc?.subjects),
    enclosures: [],
  }))
  return { title: feed.title ?? null, home: feed.link ?? null, entries }
}

function fromJson(feed: JsonFeed.Feed<string>): Feed {
  const entries = (feed.items ?? []).map((item): Entry => ({
    id: item.id ?? null,
    title: { plain: item.title ?? '' },
    body: item.content_html === undefined ? { plain: item.content_text ?? item.summary ?? '' } : html(item.content_html),
    link: item.url ?? item.external_url ?? null,
    author: (item.authors ?? feed.authors)?.[0]?.name ?? null,
    source: null,
    date: item.date_published ?? item.date_modified ?? null,
    lang: item.language ?? null,
    tags: item.tags ?? [],
    enclosures: [
      ...named([item.image, item.banner_image]).map((url) => ({ url, type: 'image/*' })),
      ...(item.attachments ?? []).flatMap(({ url, mime_type }) => (url ? [{ url, type: mime_type ?? null }] : [])),
    ],
  }))
  return { title: feed.title ?? null, home: feed.home_page_url ?? null, entries }
}
