/**
 * The part of the third compiler that all networks share: a query becomes several searches, each of which asks for some pieces at
 * once (words, phrases, tags). What a network cannot say is left out, so searches find more than the query matches, never less,
 * but for what is named as lost.
 */
import { hebrewForms, print, type Query } from '../engine/index.ts'
import type { Lost, Searches } from './connector.ts'

/** What a network can be asked for, and how that is written. */
export type Vocabulary = {
  /** The `network` of its posts. */
  readonly network: string
  /** Asks for a word or a phrase, as a whole, in any case; null: it cannot. */
  words(text: string): string | null
  /** Asks for something a post has beside its words, in as many searches as that takes; null: it cannot. */
  mark(mark: Mark): readonly string[] | null
  /** Asks for all of these at once. */
  join(pieces: readonly string[]): string
  /** Most searches for one query. */
  readonly searchesMax: number
  /** Most UTF-16 units of one search text. */
  readonly unitsMax: number
}

type Node = Query['root']
type Words = Extract<Node, { is: 'words' }>
export type Mark = Extract<Node, { value: string }>

/** One search: pieces that are asked for at once, and the part of the query that it is for. */
type Way = { readonly pieces: readonly string[]; readonly part: Node | null }
/** How something can be searched for; null: not at all, so whatever stands beside it must do. */
type Reach = { readonly ways: readonly Way[] | null; readonly lost: readonly Loss[] }
type Loss = { readonly part: Node; readonly why: Lost['why'] }

/** So many ways to write one word, and so many searches for what must stand together; less where there is too much to ask for. */
const GENEROSITY_MAX = 16
/** Ways beyond these are not even counted: a query may have 5 000 terms. */
const WAYS_MAX = 20_000
const LOST_MAX = 20
const PART_UNITS_MAX = 200

/** A query as searches of a network. */
export function phraseWith(vocabulary: Vocabulary, query: Query): Searches {
  const { searchesMax } = vocabulary
  let generosity = GENEROSITY_MAX
  let reach = reachOf({ ...vocabulary, generosity }, query.root)
  while (generosity > 1 && (reach.ways?.length ?? 0) > searchesMax) {
    generosity /= 2
    reach = reachOf({ ...vocabulary, generosity }, query.root)
  }
  const ways = reach.ways ?? []
  const tooMany = ways.slice(searchesMax).map(({ part }): Loss => ({ part: part ?? query.root, why: 'too_many' }))
  return {
    texts: ways.slice(0, searchesMax).map(({ pieces }) => textOf(vocabulary, pieces)),
    lost: named([...reach.lost, ...tooMany]),
  }
}

type Speaker = Vocabulary & { readonly generosity: number }

function reachOf(speaker: Speaker, node: Node): Reach {
  switch (node.is) {
    case 'words':
      return ofWords(speaker, node)
    case 'and':
    case 'near':
      return ofAll(speaker, node, node.of)
    case 'or':
      return ofAny(node.of.map((each) => ({ part: each, reach: reachOf(speaker, each) })))
    case 'network':
      return node.value === speaker.network ? unsaid(node) : { ways: [], lost: [] }
    case 'not':
    case 'stem':
    case 'followers':
      return unsaid(node)
    default: {
      const pieces = speaker.mark(node)?.filter((piece) => fits(speaker, piece))
      return pieces && pieces.length > 0 ? { ways: pieces.map(alone), lost: [] } : unsaid(node)
    }
  }
}

const unsaid = (part: Node): Reach => ({ ways: null, lost: [{ part, why: 'unsearchable' }] })
const alone = (piece: string): Way => ({ pieces: [piece], part: null })
const fits = (speaker: Speaker, piece: string): boolean => speaker.join([piece]).length <= speaker.unitsMax

function ofWords(speaker: Speaker, node: Words): Reach {
  const { texts, isAll } = writingsOf(node, speaker.generosity)
  const pieces = texts.map((text) => speaker.words(text)).filter((piece) => piece !== null && fits(speaker, piece)) as string[]
  if (pieces.length === 0) return unsaid(node)
  return { ways: [...new Set(pieces)].map(alone), lost: isAll ? [] : [{ part: node, why: 'forms' }] }
}

/**
 * What must all be there: what stands first (people name the rarest thing first), narrowed by the others as far as the number of
 * searches allows. A part that cannot be searched for whole is left to the others.
 */
function ofAll(speaker: Speaker, whole: Node, parts: readonly Node[]): Reach {
  const reaches = parts.flatMap((part) => {
    const { ways, lost } = reachOf(speaker, part)
    return ways === null ? [] : [{ ways, lost }]
  })
  const safe = reaches.filter(({ lost }) => lost.every(({ why }) => why === 'forms'))
  const able = safe.length > 0 ? safe : reaches
  const first = able.find(({ ways }) => ways.length <= speaker.searchesMax || speaker.generosity > 1) ?? able.toSorted((a, b) => a.ways.length - b.ways.length)[0]
  if (!first) return unsaid(whole)
  const others = able.filter((one) => one !== first).toSorted((a, b) => a.ways.length - b.ways.length)
  return others.reduce((so, other) => {
    if (so.ways.length * other.ways.length > speaker.generosity) return so
    const ways = so.ways.flatMap(({ pieces }) => other.ways.map((way): Way => ({ pieces: [...new Set([...pieces, ...way.pieces])], part: null })))
    return { ways, lost: [...so.lost, ...other.lost] }
  }, first)
}

/** What may be there: each branch, but for those that another already finds. */
function ofAny(branches: readonly { readonly part: Node; readonly reach: Reach }[]): Reach {
  const ways = branches.flatMap(({ part, reach }) => (reach.ways ?? []).map((way): Way => ({ pieces: way.pieces, part: way.part ?? part })))
  const lost = branches.flatMap(({ reach }) => reach.lost)
  if (branches.every(({ reach }) => reach.ways === null)) return { ways: null, lost }
  const single = new Set(ways.filter(({ pieces }) => pieces.length === 1).map(({ pieces: [piece = ''] }) => piece))
  const seen = new Set<string>()
  const needed = ways.filter(({ pieces }) => {
    if (pieces.length > 1) return !pieces.some((piece) => single.has(piece))
    const [piece = ''] = pieces
    return !seen.has(piece) && seen.add(piece)
  })
  return { ways: needed.slice(0, WAYS_MAX), lost }
}

/** The text of one search; pieces that do not fit are left out, and it finds more. */
function textOf({ join, unitsMax }: Vocabulary, pieces: readonly string[]): string {
  const kept: string[] = []
  for (const piece of pieces) if (join([...kept, piece]).length <= unitsMax) kept.push(piece)
  return join(kept)
}

function named(losses: readonly Loss[]): Lost[] {
  const lost = new Map<string, Lost>()
  for (const { part, why } of losses.toSorted((a, b) => Number(a.why === 'forms') - Number(b.why === 'forms'))) {
    if (lost.size === LOST_MAX) break
    const printed = print({ root: part })
    const shown = printed.length <= PART_UNITS_MAX ? printed : `${printed.slice(0, PART_UNITS_MAX - 1).toWellFormed()}…`
    lost.set(`${why} ${shown}`, { part: shown, why })
  }
  return [...lost.values()]
}

/** What is glued to the front of a Hebrew word, the commonest first. */
const PREFIXES = ['', 'ה', 'ב', 'ל', 'ו', 'מ', 'ש', 'כ', 'וה', 'שה', 'מה', 'וב', 'ול', 'ומ', 'שב', 'של']
const HEBREW_NAME = /^[א-ת][א-ת'"׳״]*(?: [א-ת][א-ת'"׳״]*)*$/u
const LATIN_NAME = /[\p{Script=Latin}\p{N}]$/u
const POINTS = /[\u0591-\u05bd\u05bf-\u05c7]/gu
/** Most words of a Hebrew name that is also written as one word. */
const JOINED_WORDS_MAX = 4

/**
 * How a word or phrase is written where whole words are searched for, the commonest way first: in Hebrew with prefixes, with or
 * without gershayim, the words of a name also as one word; in Latin letters with a possessive s. `isAll`: there is no other way.
 */
function writingsOf({ text, how }: Words, countMax: number): { texts: string[]; isAll: boolean } {
  const name = text.replaceAll(POINTS, '').replaceAll(/[-־_\s]+/g, ' ').trim()
  if (!HEBREW_NAME.test(name)) {
    if (!LATIN_NAME.test(text)) return { texts: [text], isAll: true }
    return { texts: [text, `${text}'s`].slice(0, countMax), isAll: countMax > 1 }
  }
  const words = name.split(' ')
  const joined = words.length > 1 && words.length <= JOINED_WORDS_MAX ? [words.join('')] : []
  const names = [name, ...joined].flatMap((one) => [...new Set([one.replaceAll('"', '״'), one.replaceAll(/["״]/g, '')])])
  if (how === 'exact') return { texts: [text.replaceAll('"', '״')], isAll: true }
  const ways = names.map(writtenAfter)
  const texts = PREFIXES.flatMap((prefix) => ways.flatMap((after) => after(prefix)))
  return { texts: [...new Set(texts)].slice(0, countMax), isAll: false }
}

/** A Hebrew name after each prefix: also with its article gone into the prefix, or its first ו doubled, where that is how it is written. */
function writtenAfter(name: string): (prefix: string) => string[] {
  const bare = (name.split(' ')[0] ?? '').replaceAll(/['׳״]/g, '')
  const forms = new Set(hebrewForms(bare))
  const isForm = (word: string): boolean => forms.has(word.replaceAll(/[ךםןףץ]/g, (letter) => FINALS[letter] ?? letter))
  return (prefix) => {
    if (prefix === '') return [name]
    const ways = [[name, bare], [name.slice(1), bare.slice(1)], [`ו${name}`, `ו${bare}`]] as const
    return ways.flatMap(([whole, word]) => (isForm(prefix + word) ? [prefix + whole] : []))
  }
}
const FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }
