import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { eld } from 'eld/large'
import { identify } from '../../src/language/index.ts'
import type { QualityRow } from './row.ts'

type Labelled = { readonly text: string; readonly lang: string; readonly kind: string }

/** How often the language of a short post is told right (`lid/lid.dev.jsonl.gz` in a folder of development data), beside eld's largest model. */
export function languageRows(folder: string): QualityRow[] {
  const lines = gunzipSync(readFileSync(join(folder, 'lid/lid.dev.jsonl.gz'))).toString().trim().split('\n')
  const posts = lines.map((line) => JSON.parse(line) as Labelled)
  const row = (metric: string, of: (post: Labelled) => boolean, goals: readonly [number, number, number] | null = null): QualityRow => {
    const those = posts.filter(of)
    const share = (tell: (text: string) => string): number => those.filter(({ text, lang }) => tell(text) === lang).length / those.length
    const [floor, goal, moonshot] = goals ?? [null, null, null]
    return { set: 'language', metric, value: share((text) => identify(text).lang), floor, goal, moonshot, published: `eld ${share((text) => eld.detect(text).language).toFixed(3)}` }
  }
  const kinds = [...new Set(posts.map(({ lang, kind }) => `${lang} ${kind}`))]
  return [
    row('all but Yiddish and und', ({ lang }) => lang !== 'yi' && lang !== 'und', [0.98, 0.99, 0.995]),
    row('Hebrew', ({ lang }) => lang === 'he', [0.995, 0.998, 0.999]),
    row('Yiddish', ({ lang }) => lang === 'yi', [0.9, 0.95, 0.98]),
    ...kinds.map((name) => row(name, ({ lang, kind }) => `${lang} ${kind}` === name)),
  ]
}
