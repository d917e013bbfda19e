/** Posts that nobody wrote: words drawn by a seeded chance, as often as words are in Hebrew and English, some of them naming a brand. */
import { postOf } from '../tests/simulate/scene.ts'
import { type Random, randomFrom } from '../tests/simulate/random.ts'
import type { Post } from '../src/connect/connector.ts'

const VOCABULARY = 20_000
const ENGLISH = { letters: 'eeeeeaaaooiinnttrrsshhllddccuummffppggwwyybbvvk', lang: 'en' }
const HEBREW = { letters: 'יייווהההללאאארררתתמממבבנששדדחחקקפפגגכצסעעזט', lang: 'he' }
const POOL = 20_000
const PERCENT = { hebrew: 40, edited: 1, deleted: 3 }

/** Brands of one trade have a word of their names in common. */
const TRADES = 100

/** A brand: two words that appear in no post but those that name it, or another of its trade. */
const brandOf = (number: number) => (number % 2 === 0 ? `Brandix${number} Moda${number % TRADES}` : `מותגון${number} חדש${number % TRADES}`)

/** `count` standing queries, one per brand, of the kinds people write. */
export function queriesOf(count: number): string[] {
  return Array.from({ length: count }, (_, number) => {
    const brand = `"${brandOf(number)}"`
    return [brand, `${brand} NOT jobs`, `${brand} OR #brand${number}`, `${brand} lang:${number % 2 === 0 ? 'en' : 'he'}`][number % 4] ?? brand
  })
}

/** A post, and whether it names a brand that somebody listens for. */
export type Synthetic = { readonly post: Post; readonly names: boolean }

/** An endless sequence of posts; one in so many names one of so many brands; some edit or take back an earlier one. */
export function syntheticPosts(seed: number, { brands, oneIn = 100 }: { readonly brands: number; readonly oneIn?: number }): () => Synthetic {
  const random = randomFrom(seed)
  const pool = [ENGLISH, HEBREW].map((language) => poolOf(random, language))
  let said = 0
  const pick = () => random.oneOf(pool[random.percent(PERCENT.hebrew) ? 1 : 0] ?? [])
  return () => {
    if (said > 1_000 && random.percent(PERCENT.deleted)) return { post: postOf({ externalId: `post-${random.between(0, said)}`, kind: 'deleted' }), names: false }
    if (said > 1_000 && random.percent(PERCENT.edited)) return { post: { ...pick(), externalId: `post-${random.between(0, said)}`, kind: 'edited' }, names: false }
    said += 1
    const post = { ...pick(), externalId: `post-${said}` }
    if (said % oneIn !== 0) return { post, names: false }
    const number = random.between(0, brands - 1)
    const lang = number % 2 === 0 ? 'en' : 'he'
    return { post: { ...post, lang, text: `${post.text} ${brandOf(number)}` }, names: true }
  }
}

/** Posts of 5 to 40 words, drawn so that few words are frequent and most are rare. */
function poolOf(random: Random, { letters, lang }: typeof ENGLISH): Post[] {
  const words = Array.from({ length: VOCABULARY }, () => (
    Array.from({ length: random.between(2, 9) }, () => random.oneOf([...letters])).join('')
  ))
  const word = () => words[Math.floor(VOCABULARY ** random.next()) - 1] ?? ''
  return Array.from({ length: POOL }, (_, number) => postOf({
    externalId: '',
    lang: random.percent(80) ? lang : null,
    text: Array.from({ length: random.between(5, 40) }, word).join(' '),
    author: { id: `author-${number % 5_000}`, handle: `author${number % 5_000}.example`, name: word(), followers: number },
    links: random.percent(20) ? [`https://site${number % 500}.example/page/${number}`] : [],
    tags: random.percent(15) ? [word()] : [],
  }))
}
