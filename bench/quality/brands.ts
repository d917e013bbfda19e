import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Brand, brandMatcher } from '../../src/language/index.ts'
import type { QualityRow } from './row.ts'

type Labelled = { readonly text: string; readonly brands: readonly Brand[]; readonly expect: readonly string[]; readonly cls: string; readonly src: string }

/** How many of the brands found are meant, and how many of those meant are found (`brand/brand.dev.jsonl.gz` in a folder of development data). */
export function brandRows(folder: string): QualityRow[] {
  const lines = gunzipSync(readFileSync(join(folder, 'brand/brand.dev.jsonl.gz'))).toString().trim().split('\n')
  const posts = lines.map((line) => JSON.parse(line) as Labelled).map((post) => ({ ...post, found: brandMatcher(post.brands).find(post.text).map(({ id }) => id) }))
  const rows = (set: string, of: (post: Labelled) => boolean): QualityRow[] => {
    const those = posts.filter(of)
    const right = those.reduce((sum, { found, expect }) => sum + found.filter((id) => expect.includes(id)).length, 0)
    const [said, meant] = [those.reduce((sum, { found }) => sum + found.length, 0), those.reduce((sum, { expect }) => sum + expect.length, 0)]
    return [
      { set, metric: 'precision', value: right / said, floor: 0.98, goal: 0.995, moonshot: 1, published: '' },
      { set, metric: 'recall', value: right / meant, floor: 0.98, goal: 0.99, moonshot: 0.998, published: '' },
    ]
  }
  return [...rows('brands, written cases', ({ src }) => src === 'authored'), ...rows('brands, real posts', ({ src }) => src !== 'authored')]
}
