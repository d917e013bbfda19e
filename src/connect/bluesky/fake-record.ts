/** Records of posts as people's apps write them, for the fake hosts. */
import { POSTS } from './event.ts'

type Feature = { readonly tag?: string; readonly uri?: string }

export type FakeRecord = {
  readonly $type: typeof POSTS
  readonly text: string
  readonly langs: readonly string[]
  readonly createdAt: string
  readonly facets?: readonly { readonly features: readonly Feature[] }[]
}

/** Of whoever `say` speaks for. */
export const AUTHOR_HANDLE = 'noa.example'

/** A post with its tags and links marked, as apps mark them. */
export function recordOf(text: string, createdAt = new Date()): FakeRecord {
  const tags = [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].slice(0, 8).map(([, tag = '']): Feature => ({ tag }))
  const links = [...text.matchAll(/https?:\/\/\S+/gu)].slice(0, 8).map(([uri]): Feature => ({ uri }))
  const features = [...tags, ...links]
  return { $type: POSTS, text, langs: ['he'], createdAt: createdAt.toISOString(), ...(features.length > 0 && { facets: features.map((feature) => ({ features: [feature] })) }) }
}
