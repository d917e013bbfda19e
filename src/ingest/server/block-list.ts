import { compile, type Matcher } from '../../engine/index.ts'
import { stand } from './stand.ts'
import type { BlockTable } from './tables.ts'
import { languageOf, readable, type Readable } from './readable.ts'

/** Whom and what one workspace does not want to hear, ready to be asked about posts. */
export type BlockList = {
  /** The entry that hides this post, or null. */
  hiding(network: string, post: Readable): string | null
}

/** Makes a block list ready. Words that can no longer be read as a query hide nothing. */
export function blockList(rows: readonly Pick<BlockTable, 'id' | 'kind' | 'value'>[]): BlockList {
  const authors = new Map<string, string>()
  const sites = new Map<string, string>()
  const words: Matcher = compile([])
  for (const { id, kind, value } of rows) {
    if (kind === 'author') authors.set(authorKey(value), id)
    else if (kind === 'site') sites.set(value.toLowerCase(), id)
    else stand(words, id, value)
  }
  return {
    hiding(network, post) {
      const byAuthor = authors.get(authorKey(post.author.id)) ?? authors.get(authorKey(post.author.handle))
      if (byAuthor !== undefined) return byAuthor
      if (sites.size > 0) {
        for (const site of sitesOf(post)) if (sites.has(site)) return sites.get(site) ?? null
      }
      if (words.size === 0) return null
      return words.match(readable(network, post, null), { language: () => languageOf(post) })[0]?.query ?? null
    },
  }
}

/** An author's handle or id as it is compared: `@Name.Example` is `name.example`. */
export function authorKey(value: string): string {
  return value.trim().replace(/^@/, '').toLowerCase()
}

/** The hosts a post links to or comes from, and all domains above them. */
function* sitesOf({ url, links }: Readable): Generator<string> {
  for (const link of url === null ? links : [url, ...links]) {
    const labels = URL.parse(link)?.hostname.split('.') ?? []
    for (let from = 0; from < labels.length - 1; from += 1) yield labels.slice(from).join('.')
  }
}
