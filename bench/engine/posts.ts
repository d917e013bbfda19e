import { type Random, randomFrom } from '../../tests/simulate/random.ts'
import type { Post } from '../../src/engine/index.ts'
import type { Brand, Brands } from './brands.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Language } from './words.ts'

/** Of 100 posts; of 100 tokens of a post; of 100 times that a brand is named. */
const PERCENT = {
  hebrew: 10, foreign: 12, unknownLanguage: 3, reply: 30, repost: 10, image: 20, video: 4,
  brand: 1.2, tag: 0.8, link: 0.5, emoji: 1.5, number: 1.6, handle: 0.7, typo: 1, loud: 1, prefixed: 15, comma: 6, stop: 7,
  hebrewBrand: 60, prefixedBrand: 35, smallBrand: 30,
}
const FOREIGN: readonly Language[] = ['ar', 'es', 'ja', 'zh', 'ko', 'fr']
const WITHOUT_SPACES: readonly Language[] = ['ja', 'zh']
const NETWORKS = ['bluesky', 'bluesky', 'bluesky', 'bluesky', 'bluesky', 'bluesky', 'mastodon', 'mastodon', 'feed', 'reddit'] as const
const AUTHORS = 50_000
const PREFIXES = ['ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ', 'וה', 'שה', 'וב', 'כש', 'מה']
const EMOJI = ['😀', '😂', '❤️', '🔥', '👍', '🙏', '😭', '🎉', '👀', '👩‍💻', '🇮🇱', '✨']

/** `count` posts of 165 UTF-16 units on average, a tenth in Hebrew, an eighth in six other languages. Always the same for a seed. */
export function makePosts({ words, brands, tags }: Vocabulary, seed: number, count: number): Post[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => flat(postOf({ words, brands, tags }, random)))
}

/** As posts come from a network: read from JSON, each string in one piece. */
const flat = (post: Post): Post => JSON.parse(JSON.stringify(post)) as Post

function postOf(vocabulary: Vocabulary, random: Random): Post {
  const language = languageOf(random)
  const text = textOf(vocabulary, language, random)
  const author = `user${random.between(1, AUTHORS)}.bsky.social`
  return {
    text,
    lang: random.percent(PERCENT.unknownLanguage) ? null : language,
    network: random.oneOf(NETWORKS),
    author,
    url: `https://bsky.app/profile/${author}/post/${random.between(1, 1e9).toString(36)}`,
    kind: random.percent(PERCENT.reply) ? 'reply' : random.percent(PERCENT.repost) ? 'repost' : 'post',
    links: /https:\S+/.exec(text)?.slice(0, 1) ?? [],
    followers: Math.floor(10 ** (random.next() * 5)),
    has: [...(random.percent(PERCENT.image) ? ['image'] : []), ...(random.percent(PERCENT.video) ? ['video'] : [])],
  }
}

function languageOf(random: Random): Language {
  const at = random.next() * 100
  if (at < PERCENT.hebrew) return 'he'
  return at < PERCENT.hebrew + PERCENT.foreign ? random.oneOf(FOREIGN) : 'en'
}

/** Most posts are short and a few are ten times as long: lengths are spread as exponents of chance. */
function tokensOf(random: Random, language: Language): number {
  const spread = 0.25 + 1.5 * random.next() * (0.35 + random.next())
  return Math.max(3, Math.round(spread * (WITHOUT_SPACES.includes(language) ? 35 : 36.5)))
}

function textOf(vocabulary: Vocabulary, language: Language, random: Random): string {
  const glue = WITHOUT_SPACES.includes(language) ? '' : ' '
  const tokens = tokensOf(random, language)
  let text = ''
  let begins = true
  for (let n = 0; n < tokens; n += 1) {
    const token = tokenOf(vocabulary, language, random)
    const isMark = /^(?:[#@]|https)/.test(token)
    if (text !== '') text += isMark ? ' ' : glue
    text += begins && language === 'en' && !isMark ? token.charAt(0).toUpperCase() + token.slice(1) : token
    if (isMark && glue === '') text += ' '
    begins = !isMark && random.percent(PERCENT.stop)
    if (begins) text += random.oneOf(['.', '.', '!', '?', '…'])
    else if (!isMark && random.percent(PERCENT.comma)) text += ','
  }
  return text
}

/** What else than a word may stand in a post, by its share. */
const RARE: readonly (readonly [percent: number, token: (vocabulary: Vocabulary, language: Language, random: Random) => string])[] = [
  [PERCENT.brand, ({ brands }, language, random) => mention(language === 'he' ? brandInHebrew(brands, random) : brands.draw(random), random)],
  [PERCENT.tag, ({ tags }, _, random) => `#${tags.draw(random)}`],
  [PERCENT.link, (_, __, random) => `https://site${random.between(1, 20_000)}.example/${random.between(1, 1e6)}`],
  [PERCENT.emoji, (_, __, random) => random.oneOf(EMOJI)],
  [PERCENT.number, (_, __, random) => String(random.between(1, random.oneOf([10, 100, 2030, 100_000])))],
  [PERCENT.handle, (_, __, random) => `@user${random.between(1, AUTHORS)}.bsky.social`],
]

function tokenOf(vocabulary: Vocabulary, language: Language, random: Random): string {
  let at = random.next() * 100
  for (const [percent, token] of RARE) {
    if (at < percent) return token(vocabulary, language, random)
    at -= percent
  }
  const word = vocabulary.words[language].draw(random)
  if (language === 'he') return random.percent(PERCENT.prefixed) ? random.oneOf(PREFIXES) + word : word
  if (random.percent(PERCENT.typo)) return word.slice(0, 2) + random.oneOf([...'aeiourstn']) + word.slice(2)
  return random.percent(PERCENT.loud) ? word.toUpperCase() : word
}

const brandInHebrew = (brands: Brands, random: Random): Brand => (random.percent(PERCENT.hebrewBrand) ? brands.drawHebrew : brands.draw)(random)

/** A brand as people name it: by its name, its tag, its handle or its site. */
function mention(brand: Brand, random: Random): string {
  const at = random.next()
  if (at < 0.55 && brand.isHebrew) return random.percent(PERCENT.prefixedBrand) ? random.oneOf(PREFIXES) + brand.name : brand.name
  if (at < 0.55) return random.percent(PERCENT.smallBrand) ? brand.name.toLowerCase() : brand.name
  if (at < 0.75) return `#${brand.key}`
  const [label = ''] = brand.site.split('.')
  if (at < 0.9) return `@${label}.bsky.social`
  return `https://www.${brand.site}/${random.between(1, 5_000)}`
}
