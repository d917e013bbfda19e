import { Parser } from 'htmlparser2'

/** Feeds a page names that are tried, and guesses after them. */
const NAMED_MAX = 5

/** Where feeds commonly are on sites that do not say. */
const GUESSES = ['/feed', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/feed.json'] as const

const FEED_TYPE = /^(application|text)\/((rss|atom|rdf)\+xml|feed\+json|json|xml)\b/i

/** Addresses where the feed of a web page may be, the likeliest first: those it names (`link rel=alternate`), then common ones. */
export function feedAddresses(html: string, pageUrl: string): string[] {
  let base = pageUrl
  const named: string[] = []
  const parser = new Parser({
    onopentag(name, { rel = '', href = '', type = '' }) {
      if (name === 'base' && href) base = URL.parse(href, pageUrl)?.href ?? base
      if (name === 'link' && /\balternate\b/i.test(rel) && FEED_TYPE.test(type.trim())) named.push(href)
    },
  })
  parser.end(html)
  const addresses = [
    ...named.map((href) => URL.parse(href, base)).filter((url) => url !== null && /^https?:$/.test(url.protocol)).slice(0, NAMED_MAX),
    ...GUESSES.map((path) => URL.parse(path, pageUrl)),
  ]
  return [...new Set(addresses.flatMap((url) => url?.href ?? []))]
}
