import { Parser } from 'htmlparser2'
import { z } from 'zod'

/** What a page says of itself; empty where it does not. */
export type PageWords = {
  readonly title: string
  readonly description: string
  readonly author: string
  /** The site’s name. */
  readonly site: string
  readonly saidAt: Date | null
  /** Its own address, if it names one. */
  readonly canonical: string | null
}

const FIELD_UNITS_MAX = 5_000
const SCRIPTS_MAX = 20
const SCRIPT_UNITS_MAX = 200_000
const NODES_MAX = 200

/** Reads the head of a page: JSON-LD (schema.org) first, then Open Graph, then plain HTML. Never throws: a page may say anything. */
export function pageWords(html: string): PageWords {
  const { metas, title, canonical, scripts } = headOf(html)
  const linked = scripts.flatMap(nodesIn).find(({ type }) => type) ?? NOTHING
  const meta = (...names: string[]): string => names.map((name) => metas.get(name)).find((value) => value) ?? ''
  return {
    title: tidy(linked.headline || meta('og:title', 'twitter:title') || title),
    description: tidy(linked.body || meta('og:description', 'twitter:description', 'description') || linked.description),
    author: tidy(linked.author || nameOnly(meta('author', 'article:author', 'twitter:creator'))),
    site: tidy(meta('og:site_name')),
    saidAt: dateOf(linked.date || meta('article:published_time', 'og:published_time', 'date', 'pubdate')),
    canonical: canonical ?? (meta('og:url') || null),
  }
}

type Head = { metas: ReadonlyMap<string, string>; title: string; canonical: string | null; scripts: readonly string[] }

function headOf(html: string): Head {
  const metas = new Map<string, string>()
  const scripts: string[] = []
  let title = ''
  let canonical: string | null = null
  let within: 'title' | 'script' | null = null
  const parser = new Parser({
    onopentag(name, { property, name: named, content, rel, href, type }) {
      const key = (property ?? named ?? '').toLowerCase()
      if (name === 'meta' && content && !metas.has(key)) metas.set(key, content.slice(0, FIELD_UNITS_MAX))
      if (name === 'link' && /^canonical$/i.test(rel ?? '') && href) canonical ??= href
      within = null
      if (name === 'title' && title === '') within = 'title'
      if (name === 'script' && /^application\/ld\+json\b/i.test(type ?? '') && scripts.length < SCRIPTS_MAX) {
        within = 'script'
        scripts.push('')
      }
    },
    ontext(text) {
      if (within === 'title') title = (title + text).slice(0, FIELD_UNITS_MAX)
      const script = scripts.at(-1)
      if (within === 'script' && script !== undefined && script.length < SCRIPT_UNITS_MAX) scripts[scripts.length - 1] = script + text
    },
    onclosetag() {
      within = null
    },
  })
  parser.end(html)
  return { metas, title, canonical, scripts }
}

type Node = { type: boolean; headline: string; description: string; body: string; author: string; date: string }

const NOTHING: Node = { type: false, headline: '', description: '', body: '', author: '', date: '' }
const SAID = /^(?:(?:News|Blog|Social|Tech|Report)?\w*(?:Article|Posting)|Review|Comment|Question|Answer)$/

const Text = z.string().max(SCRIPT_UNITS_MAX).catch('')
const Author = z.unknown().transform(nameIn)
const Linked = z.object({
  '@type': z.union([z.string(), z.array(z.string()).transform((types) => types.find((type) => SAID.test(type)) ?? '')]).catch(''),
  headline: Text, name: Text, description: Text, articleBody: Text, reviewBody: Text, text: Text, author: Author, datePublished: Text,
})

/** Things said, of all that a script of JSON-LD describes. */
function nodesIn(script: string): Node[] {
  const found: Node[] = []
  const waiting: unknown[] = [jsonOf(script)]
  for (let seen = 0; waiting.length > 0 && seen < NODES_MAX; seen += 1) {
    const one = waiting.shift()
    if (Array.isArray(one)) waiting.push(...one.slice(0, NODES_MAX))
    else if (typeof one === 'object' && one !== null) {
      if ('@graph' in one) waiting.push(one['@graph'])
      const { data } = Linked.safeParse(one)
      if (data && SAID.test(data['@type'])) found.push(asNode(data))
    }
  }
  return found
}

/** A name, an object with one, or the first of several. */
function nameIn(author: unknown): string {
  const one: unknown = Array.isArray(author) ? author[0] : author
  if (typeof one === 'string') return one
  return typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? one.name : ''
}

function asNode({ headline, name, description, articleBody, reviewBody, text, author, datePublished }: z.output<typeof Linked>): Node {
  return { type: true, headline: headline || name, description, body: articleBody || reviewBody || text, author, date: datePublished }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, FIELD_UNITS_MAX).toWellFormed()

/** An author’s page is no name. */
const nameOnly = (text: string): string => (/^https?:/i.test(text) ? '' : text)

function dateOf(text: string): Date | null {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? null : date
}
