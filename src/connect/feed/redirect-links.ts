/** How alert and news-search feeds wrap an article's address into their own, to count clicks: where, and in which parameter. */
const WRAPPERS: readonly { readonly host: RegExp; readonly path: RegExp; readonly parameters: readonly string[] }[] = [
  { host: /(^|\.)google\.[a-z.]{2,6}$/, path: /^\/url$/, parameters: ['url', 'q'] },
  { host: /(^|\.)bing\.com$/, path: /^\/news\/apiclick\.aspx$/, parameters: ['url'] },
  { host: /(^|\.)duckduckgo\.com$/, path: /^\/l\/$/, parameters: ['uddg'] },
  { host: /(^|\.)facebook\.com$/, path: /^\/l\.php$/, parameters: ['u'] },
]

/** Parameters that name the advertisement and not the page. */
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)$/

/** Where a link leads in the end, without asking anybody; null unless it is an absolute http(s) address. */
export function unwrapped(link: string, base: string): string | null {
  const url = URL.parse(link, base)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  const wrapper = WRAPPERS.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname))
  for (const parameter of wrapper?.parameters ?? []) {
    const inner = URL.parse(url.searchParams.get(parameter) ?? '')
    if (inner && /^https?:$/.test(inner.protocol)) return withoutTracking(inner)
  }
  return withoutTracking(url)
}

function withoutTracking(url: URL): string {
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  for (const name of names) url.searchParams.delete(name)
  return url.href
}
