/** What the network calls `app.bsky.feed.post` becomes a post of ours. Source: https://docs.bsky.app/docs/advanced-guides/posts */
import type { Author, Media, Post } from '../connector.ts'
import { type Commit, POSTS } from './event.ts'
import { fieldsOf, itemsOf, textOf } from './record.ts'

/** Of a post's own lists; the network itself allows four images and eight tags. */
const FACETS_MAX = 500
const FEATURES_MAX = 10
const IMAGES_MAX = 20
const LINKS_MAX = 200
const TAGS_MAX = 200
const LANG_LENGTH_MAX = 35

/** Null for a record that is no post, such as one without a text. */
export function postOf(commit: Commit, author: Author): Post | null {
  const { did, rkey, action } = commit
  const externalId = `at://${did}/${POSTS}/${rkey}`
  const bare = { externalId, author, url: pageOf(author.handle || did, rkey) }
  if (action === 'delete') return { ...bare, ...NOTHING, kind: 'deleted' }
  const record = fieldsOf(commit.record)
  if (typeof record['text'] !== 'string') return null
  const replyTo = replyOf(record['reply'])
  const embedded = partsOf(record['embed'])
  const features = itemsOf(record['facets'], FACETS_MAX).flatMap((facet) => itemsOf(facet['features'], FEATURES_MAX))
  return {
    ...bare,
    kind: action === 'create' ? 'said' : 'edited',
    form: replyTo ? 'reply' : 'post',
    text: record['text'],
    lang: langOf(record['langs']),
    saidAt: dateOf(record['createdAt']),
    links: unique([...features.map(({ uri }) => uri), ...embedded.links], LINKS_MAX),
    tags: unique([...tagsIn(record['text']), ...features.map(({ tag }) => tag), ...tagList(record['tags'])], TAGS_MAX),
    media: embedded.media(did),
    replyTo,
  }
}

const NOTHING = { form: 'post', text: '', lang: null, saidAt: null, links: [], tags: [], media: [], replyTo: null } as const

function pageOf(who: string, rkey: string): string {
  return `https://bsky.app/profile/${who}/post/${rkey}`
}

function replyOf(reply: unknown): Post['replyTo'] {
  const parent = textOf(fieldsOf(fieldsOf(reply)['parent'])['uri'])
  if (!parent) return null
  return { parent, root: textOf(fieldsOf(fieldsOf(reply)['root'])['uri']) ?? parent }
}

type Parts = { readonly links: readonly (string | null)[]; readonly media: (did: string) => Media[] }

/** What is attached: images, a video, a link, another post, or another post with one of these. `within`: the last of these. */
function partsOf(embed: unknown, within = false): Parts {
  const { images, external, video, alt, record, media } = fieldsOf(embed)
  const inner = media && !within ? partsOf(media, true) : { links: [], media: () => [] }
  const card = fieldsOf(external)
  const link = textOf(card['uri'])
  const quoted = fieldsOf(record)
  return {
    links: [link, quotedPage(textOf(quoted['uri']) ?? textOf(fieldsOf(quoted['record'])['uri'])), ...inner.links],
    media: (did) => [
      ...itemsOf(images, IMAGES_MAX)
        .map((item) => ({ kind: 'image', url: imageUrl(did, item['image']), alt: textOf(item['alt']) }) as const),
      ...(video ? [{ kind: 'video', url: null, alt: textOf(alt) } as const] : []),
      ...(link ? [{ kind: 'link', url: link, alt: textOf(card['title']) } as const] : []),
      ...inner.media(did),
    ],
  }
}

function quotedPage(uri: string | null): string | null {
  const [, did, rkey] = /^at:\/\/([^/\s]+)\/app\.bsky\.feed\.post\/([^/\s]+)$/.exec(uri ?? '') ?? []
  return did && rkey ? pageOf(did, rkey) : null
}

/** Where Bluesky shows the image. `ref` is `{ $link }` in JSON and a content id in the binary form. */
function imageUrl(did: string, image: unknown): string | null {
  const { ref } = fieldsOf(image)
  const cid = textOf(fieldsOf(ref)['$link']) ?? (typeof ref === 'object' && ref !== null ? String(ref) : '')
  return /^[a-z0-9]+$/i.test(cid) ? `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg` : null
}

function tagsIn(text: string): string[] {
  const tags: string[] = []
  for (const [, tag = ''] of text.matchAll(/[#＃]([\p{L}\p{M}\p{N}_]*[\p{L}_][\p{L}\p{M}\p{N}_]*)/gu)) {
    if (tags.push(tag) === TAGS_MAX) break
  }
  return tags
}

function tagList(tags: unknown): readonly unknown[] {
  return Array.isArray(tags) ? tags.slice(0, TAGS_MAX) : []
}

function unique(values: readonly unknown[], countMax: number): string[] {
  return [...new Set(values.map(textOf).filter((value) => value !== null))].slice(0, countMax)
}

function langOf(langs: unknown): string | null {
  const lang = Array.isArray(langs) ? textOf(langs[0]) : null
  return lang && lang.length <= LANG_LENGTH_MAX ? lang : null
}

/** As claimed, however unlikely. */
function dateOf(value: unknown): Date | null {
  const date = new Date(textOf(value) ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}
