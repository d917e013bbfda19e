import type { Post } from '../../engine/index.ts'
import { readable } from './readable.ts'
import type { MentionTable } from './tables.ts'

/** What the engine reads of a stored mention. */
export const STORED_POST_COLUMNS = [
  'network', 'form', 'author_id', 'author_handle', 'author_followers', 'text', 'lang', 'url', 'links', 'tags', 'media',
] as const
export type StoredPost = Pick<MentionTable, (typeof STORED_POST_COLUMNS)[number]>

/** A stored mention as the engine reads it: as it read the post when it was heard, in the language that was found then. */
export function storedPost(row: StoredPost): Post {
  const { network, text, lang, url, links, tags, form, media } = row
  const author = { id: row.author_id, handle: row.author_handle, name: null, followers: row.author_followers }
  return readable(network, { text, lang, url, links, tags, form, media, author }, lang)
}
