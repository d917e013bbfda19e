import { type Random, randomFrom } from '../../tests/simulate/random.ts'
import { type Brand, FAME } from './brands.ts'
import type { Vocabulary } from './vocabulary.ts'
import { type Draw, weighted, zipf } from './words.ts'

/** Of 100 queries. */
const PERCENT = { denied: 30, oneDenied: 70, language: 12, network: 6, author: 2 }

/** Words by their rank in English: what people ask for beside a brand, what a topic is called, and what is asked for far too broadly. */
const RANKS = { context: [100, 1_500], topic: [1_500, 25_000], broad: [600, 2_500] } as const
const HEBREW_CONTEXT = [60, 1_000] as const

/** What queries are drawn from. Famous brands are listened for more often, though not as much more often as they are named. */
type Sources = {
  readonly brand: Draw<Brand>
  readonly tag: Draw<string>
  readonly context: Draw<string>
  readonly hebrewContext: Draw<string>
  readonly topic: Draw<string>
  readonly broad: Draw<string>
}

type Kind = (sources: Sources, random: Random) => string

/** The kinds of queries that people write, with their share in percent. */
const KINDS: readonly (readonly [percent: number, kind: Kind])[] = [
  [34, (sources, random) => variants(sources.brand(random), random)],
  [26, brandInContext],
  [10, closeToBrand],
  [12, ({ topic, context }, random) => `(${several(topic, random.between(1, 2), random).join(' OR ')}) AND ${context(random)}`],
  [8, ({ topic, context }, random) => `"${context(random)} ${topic(random)}" OR ("${context(random)} ${context(random)}" AND ${topic(random)})`],
  [6, ({ tag }, random) => several(tag, random.between(2, 4), random).map((tag) => `#${tag}`).join(' OR ')],
  [3, stem],
  [1, ({ broad }, random) => (random.percent(50) ? broad(random) : several(broad, 2, random).join(' AND '))],
]

/** `count` queries in the query language, 3.8 leaves on average, always the same for a seed. Some are alike, as people's are. */
export function makeQueries(vocabulary: Vocabulary, seed: number, count: number): string[] {
  const random = randomFrom(seed)
  const sources = sourcesOf(vocabulary)
  const kind = weighted(KINDS.map(([, make]) => make), KINDS.map(([percent]) => percent))
  return Array.from({ length: count }, () => narrowed(kind(random)(sources, random), sources, random))
}

function sourcesOf(vocabulary: Vocabulary): Sources {
  const english = vocabulary.words.en.list.filter((word) => /^[a-z]{3,}$/.test(word))
  const hebrew = vocabulary.words.he.list.filter((word) => /^[א-ת]{3,}$/.test(word))
  return {
    brand: zipf(vocabulary.brands.list, FAME * 2 / 3),
    tag: zipf(vocabulary.tags.list, FAME / 3),
    context: zipf(english.slice(...RANKS.context), 0.5),
    hebrewContext: zipf(hebrew.slice(...HEBREW_CONTEXT), 0.5),
    topic: zipf(english.slice(...RANKS.topic), 0.5),
    broad: zipf(english.slice(...RANKS.broad), 0.5),
  }
}

/** The query with what people add: what they do not want, in which language, where. */
function narrowed(text: string, sources: Sources, random: Random): string {
  const parts: string[] = []
  if (random.percent(PERCENT.denied)) {
    parts.push(random.percent(PERCENT.oneDenied) ? `-${sources.context(random)}` : `NOT (${several(sources.context, 2, random).join(' OR ')})`)
  }
  if (random.percent(PERCENT.language)) parts.push(`lang:${/[א-ת]/.test(text) ? 'he' : 'en'}`)
  if (random.percent(PERCENT.network)) parts.push(`network:${random.oneOf(['bluesky', 'mastodon', 'feed', 'reddit'])}`)
  if (random.percent(PERCENT.author)) parts.push(`NOT author:user${random.between(1, 50_000)}.bsky.social`)
  return parts.length === 0 ? text : [text.includes(' OR ') ? `(${text})` : text, ...parts].join(' ')
}

const written = ({ name }: Brand): string => (name.includes(' ') ? `"${name}"` : name)

/** A brand by its name and some of its other marks. */
function variants(brand: Brand, random: Random): string {
  const [label = ''] = brand.site.split('.')
  const others = [`#${brand.key}`, `@${label}`, `site:${brand.site}`, `"${brand.name} ${random.oneOf(['app', 'official', 'support'])}"`]
  const first = random.between(0, others.length - 1)
  const count = random.between(1, others.length)
  return [written(brand), ...others.slice(first), ...others.slice(0, first)].slice(0, 1 + count).join(' OR ')
}

function brandInContext(sources: Sources, random: Random): string {
  const brand = sources.brand(random)
  const contexts = several(contextOf(brand, sources), random.between(2, 3), random)
  return `${written(brand)} AND (${contexts.join(' OR ')})`
}

function closeToBrand(sources: Sources, random: Random): string {
  const brand = sources.brand(random)
  const contexts = several(contextOf(brand, sources), random.between(1, 3), random)
  const group = contexts.length === 1 ? contexts.join('') : `(${contexts.join(' OR ')})`
  return `${written(brand)} ${random.percent(80) ? 'NEAR' : 'ONEAR'}/${random.between(3, 12)} ${group}`
}

/** The beginning of a brand, or of a word that must stand with one. */
function stem(sources: Sources, random: Random): string {
  const brand = sources.brand(random)
  const [first = ''] = brand.name.split(' ')
  if (first.length > 5 && random.percent(60)) return `${first.slice(0, random.between(5, first.length - 1))}*`
  return `${written(brand)} AND ${contextOf(brand, sources)(random).slice(0, 4).padEnd(3, 'e')}*`
}

const contextOf = (brand: Brand, sources: Sources): Draw<string> => (brand.isHebrew ? sources.hebrewContext : sources.context)

/** So many different ones. */
function several(draw: Draw<string>, count: number, random: Random): string[] {
  const drawn = new Set<string>()
  while (drawn.size < count) drawn.add(draw(random))
  return [...drawn]
}
