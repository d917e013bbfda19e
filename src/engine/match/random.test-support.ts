import * as fc from 'fast-check'
import type { Post } from '../index.ts'
import { ATTACHMENTS, KINDS, type Node, type Stem, type Words } from '../query/query.ts'

const HEBREW_NAMES = [
  'שופרסל', 'ויזה', 'וולט', 'המשביר', 'הוט', 'צה"ל', 'ש"ס', "ג'ירף", 'חמאס', 'בנט', 'סלקום', 'מקס', 'ממשלה', 'אל על', 'קוקה קולה', 'א',
]
const LATIN_NAMES = ['ikea', 'h&m', 'coca cola', "mcdonald's", 'nestlé', 'go', 'Straße', 'IKEA store']
const OTHER_NAMES = ['日本', '東京都', '東 京', '삼성', 'москва', 'Ёлка тут', 'شركة', 'أحمد على', 'کتاب', '٢٠٢٦', '🍎', '❤️ 🍎']
const NAMES = [...HEBREW_NAMES, ...LATIN_NAMES, ...OTHER_NAMES]
/** Names that stand in many posts, so that NEAR finds pairs, and pairs of pairs. */
const COMMON_NAMES = ['שופרסל', 'אל על', 'ikea', '東京']
const STEMS = ['שופר', 'ויז', 'משב', 'ממש', 'צה"ל', 'ike', 'Nest', 'STO', 'stras', 'h&m', 'моск', 'شرك', 'كتا', 'א\u05b0לע']
const PREFIXES = ['', '', '', 'ב', 'ל', 'ה', 'ו', 'מה', 'וב', 'שב', 'כש', 'ושמה', 'לכשב', 'הב', 'מש', 'בו', 'ב"', "ל'", 'וה"', 'םם', 'אב']
const GLUES = [' ', ' ', ' ', '-', '־', '_', '. ', ', ', "'", '"', '', '/', '\n', ' "', '! ', '\u200f ', '🍎', '\0', '\ud800', '、', ' x y ']
const EXTRAS = [
  '#ikea', '#שופרסל', '#בשופרסל', '@ikea', '@ikea.bsky.social', 'https://www.ikea.com/il', 'joe@ikea.com', 'בIKEA', 'x#ikea', 'ם', 'ו', '12',
  'ikea.com/il/sofas?x=1', '(https://IKEA.com/il/)', '(ikea.com/il_(x))', 'http://www.ikea.com/IL', 'shop.ikea.com/il.', 'ＩＫＥＡ', 'Ikea', 'İKEA', 'شركه', 'كتاب',
  'ikeas', 'nestling', 'שופרסלים', 'מוסקבה', 'московский', '東', '京都', '东京', 'کتابها', 'Strasse', 'Nestle',
]

const from = <T>(values: readonly T[]) => fc.constantFrom(...values)

/** A name as people spoil it: case, final letters, points, missing or wrong quotation marks, drawn-out letters, missing spaces. */
const spoiled = (names: readonly string[]) => fc.tuple(from(names), from(PREFIXES), fc.integer({ min: 0, max: 15 }), from(GLUES)).map(([name, prefix, how, glue]) => {
  const isHebrew = /[א-ת]/.test(name)
  const whole = (isHebrew ? prefix : '') + name.replaceAll(' ', how % 2 ? ' ' : glue)
  if (how === 2) return whole.toUpperCase()
  if (how === 3) return whole.replaceAll(/["']/g, '')
  if (how === 4) return whole.replaceAll(/["']/g, '״')
  if (how === 5) return whole.replace(/^(..)/su, '$1"')
  if (how === 6) return whole.replace(/^(..)/su, "$1'")
  if (how === 7) return whole.replaceAll(/[א-ת]/g, '$&\u05b0')
  if (how === 8) return whole.replace(/(.)$/u, '$1$1$1$1')
  if (how === 9) return whole.normalize('NFD') + 'ם'
  if (how === 10) return whole.replace('מ', 'ם').replace('ם', 'ם')
  if (how === 11) return whole.replaceAll(/[\u0621-\u064a]/g, '$&\u064e').replace('ك', 'ك\u0640')
  return whole
})
const piece = fc.tuple(
  fc.oneof({ weight: 3, arbitrary: spoiled(NAMES) }, { weight: 3, arbitrary: spoiled(COMMON_NAMES) }, { weight: 1, arbitrary: from(EXTRAS) }),
  from(GLUES),
)

/** A post that may hold what a random query asks for. */
export const randomPost: fc.Arbitrary<Post> = fc.record({
  text: fc.array(piece, { maxLength: 12, size: 'max' }).map((parts) => parts.flat().join('')),
  lang: from([undefined, null, 'he', 'en-US']),
  network: from(['bluesky', 'feeds']),
  author: from(['joe.bsky.social', 'ikea', null]),
  tags: from([[], ['ikea'], ['שופרסל']]),
  links: from([[], [], ['https://shop.ikea.com/x'], ['https://ikea.com/il/sofas/9#top']]),
  url: from([undefined, null, 'https://www.ikea.com/il?post=1', 'https://feeds.example/ikea.com']),
  kind: from([undefined, null, ...KINDS]),
  has: from([undefined, [], ['link'], ['image', 'video']]),
  followers: from([undefined, null, 0, 199, 200, 201, 1_000_000]),
})

/** A language for a post that does not say its own. */
export const randomLanguage = from(['he', 'en', null])

const hows = from(['folded', 'folded', 'folded', 'folded', 'cased', 'exact'] as const)
const words = (texts: readonly string[]) => fc.tuple(from(texts), hows).map(([text, how]): Words => ({ is: 'words', text, how }))
const anyWords = words([...NAMES, 'Ikea', 'NESTLÉ', 'بشركة', 'strasse', 'Strasse'])
const stem = from(STEMS).map((text): Stem => ({ is: 'stem', text }))
const mark = from<Node>([
  { is: 'tag', value: 'ikea' }, { is: 'tag', value: 'שופרסל' }, { is: 'handle', value: 'ikea' }, { is: 'handle', value: 'ikea.bsky.social' },
  { is: 'site', value: 'ikea.com' }, { is: 'site', value: 'feeds.example' }, { is: 'author', value: 'joe' },
  { is: 'url', value: 'ikea.com' }, { is: 'url', value: 'ikea.com/il' }, { is: 'url', value: 'ikea.com/il/sofas' }, { is: 'url', value: 'ikea.com/IL' },
  { is: 'url', value: 'ikea.com/il_(x)' },
])
const filter: fc.Arbitrary<Node> = fc.oneof(
  from<Node>([{ is: 'lang', value: 'he' }, { is: 'lang', value: 'en' }, { is: 'network', value: 'bluesky' }]),
  from(KINDS).map((value): Node => ({ is: 'kind', value })),
  from(ATTACHMENTS).map((value): Node => ({ is: 'has', value })),
  from(['>', '>=', '<', '<='] as const).map((sign): Node => ({ is: 'followers', sign, than: 200 })),
)

const { near } = fc.letrec<{ near: Node; group: Node }>((tie) => ({
  near: fc.record({ ordered: fc.boolean(), within: from([1, 2, 3, 5, 8, 20, 100]), of: fc.tuple(tie('group'), tie('group')) })
    .map((pair): Node => ({ is: 'near', ...pair })),
  group: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 1, arbitrary: anyWords },
    { weight: 4, arbitrary: words(COMMON_NAMES) },
    { weight: 2, arbitrary: stem },
    { weight: 2, arbitrary: fc.array(tie('group'), { minLength: 2, maxLength: 3 }).map((of): Node => ({ is: 'or', of })) },
    { weight: 1, arbitrary: tie('near') },
  ),
}))

/** A query, built and not yet written. It may hold what a parsed one never does: NOT NOT, AND in AND, nothing to be found by. */
export const { randomQuery } = fc.letrec<{ randomQuery: Node }>((tie) => ({
  randomQuery: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: anyWords },
    { weight: 2, arbitrary: stem },
    { weight: 3, arbitrary: near },
    { weight: 2, arbitrary: mark },
    { weight: 1, arbitrary: filter },
    { weight: 2, arbitrary: fc.array(tie('randomQuery'), { minLength: 2, maxLength: 3 }).map((of): Node => ({ is: 'and', of })) },
    { weight: 2, arbitrary: fc.array(tie('randomQuery'), { minLength: 2, maxLength: 3 }).map((of): Node => ({ is: 'or', of })) },
    { weight: 1, arbitrary: tie('randomQuery').map((of): Node => ({ is: 'not', of })) },
  ),
}))

/** A query as a person could write it: with more brackets and quotation marks than it needs. */
export function written(node: Node): string {
  switch (node.is) {
    case 'words':
      return `${{ folded: '', cased: 'case:', exact: '=' }[node.how]}"${node.text}"`
    case 'stem':
      return `${node.text}*`
    case 'near':
      return node.of.map((part) => `(${written(part)})`).join(` ${node.ordered ? 'O' : ''}NEAR/${node.within} `)
    case 'not':
      return `-(${written(node.of)})`
    case 'and':
    case 'or':
      return `(${node.of.map(written).join(node.is === 'or' ? ' OR ' : ' ')})`
    case 'followers':
      return `followers:${node.sign}${node.than}`
    case 'tag':
      return `#${node.value}`
    case 'handle':
      return `@${node.value}`
    default:
      return `${node.is}:${node.value}`
  }
}
