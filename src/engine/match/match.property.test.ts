import { deepEqual, ok } from 'node:assert/strict'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, narrow, parse, print, tokens, type Need, type Post } from '../index.ts'
import { referenceMatch, type Asked } from './reference.test-support.ts'

const HEBREW_NAMES = [
  'שופרסל', 'ויזה', 'וולט', 'המשביר', 'הוט', 'צה"ל', 'ש"ס', "ג'ירף", 'חמאס', 'בנט', 'סלקום', 'מקס', 'ממשלה', 'אל על', 'קוקה קולה', 'א',
]
const LATIN_NAMES = ['ikea', 'h&m', 'coca cola', "mcdonald's", 'nestlé', 'go', '日本', 'москва', 'شركة']
const PREFIXES = ['', '', '', 'ב', 'ל', 'ה', 'ו', 'מה', 'וב', 'שב', 'כש', 'ושמה', 'לכשב', 'הב', 'מש', 'בו', 'ב"', "ל'", 'וה"', 'םם', 'אב']
const GLUES = [' ', ' ', ' ', '-', '־', '_', '. ', ', ', "'", '"', '', '/', '\n', ' "', '! ', '\u200f ', '🍎', '\0', '\ud800']

const from = <T>(values: readonly T[]) => fc.constantFrom(...values)

/** A name as people spoil it: case, final letters, points, missing or wrong quotation marks, drawn-out letters, missing spaces. */
const spoiling = fc.tuple(from([...HEBREW_NAMES, ...LATIN_NAMES]), from(PREFIXES), fc.integer({ min: 0, max: 11 }), from(GLUES))
const spoiled = spoiling.map(([name, prefix, how, glue]) => {
  const whole = prefix + name.replaceAll(' ', how % 2 ? ' ' : glue)
  if (how === 2) return whole.toUpperCase()
  if (how === 3) return whole.replaceAll(/["']/g, '')
  if (how === 4) return whole.replaceAll(/["']/g, '״')
  if (how === 5) return whole.replace(/^(..)/su, '$1"')
  if (how === 6) return whole.replace(/^(..)/su, "$1'")
  if (how === 7) return whole.replaceAll(/[א-ת]/g, '$&\u05b0')
  if (how === 8) return whole.replace(/(.)$/u, '$1$1$1$1')
  if (how === 9) return whole.normalize('NFD') + 'ם'
  if (how === 10) return whole.replace('מ', 'ם').replace('ם', 'ם')
  return whole
})
const extra = from([
  '#ikea', '#שופרסל', '#בשופרסל', '@ikea', '@ikea.bsky.social', 'https://www.ikea.com/il', 'joe@ikea.com', 'בIKEA',
  'x#ikea', 'ם', 'ו', '12',
])
const piece = fc.tuple(fc.oneof({ weight: 3, arbitrary: spoiled }, extra), from(GLUES))
const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.flat().join(''))
const post = fc.record({
  text,
  lang: from([undefined, null, 'he', 'en-US']),
  network: from(['bluesky', 'feeds']),
  author: from(['joe.bsky.social', 'ikea']),
  tags: from([[], ['ikea'], ['שופרסל']]),
  links: from([[], ['https://shop.ikea.com/x']]),
})

const word = from([...HEBREW_NAMES, ...LATIN_NAMES]).map((name): Asked => ({ is: 'words', name }))
const mark = from<Asked>([
  { is: 'tag', value: 'ikea' }, { is: 'tag', value: 'שופרסל' }, { is: 'handle', value: 'ikea' },
  { is: 'handle', value: 'ikea.bsky.social' },
  { is: 'site', value: 'ikea.com' }, { is: 'author', value: 'joe' },
])
const filter = from<Asked>([{ is: 'lang', value: 'he' }, { is: 'lang', value: 'en' }, { is: 'network', value: 'bluesky' }])
const { asked } = fc.letrec<{ asked: Asked }>((tie) => ({
  asked: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: word },
    { weight: 2, arbitrary: mark },
    { weight: 1, arbitrary: filter },
    { weight: 2, arbitrary: fc.record({ is: from(['and', 'or'] as const), of: fc.array(tie('asked'), { minLength: 2, maxLength: 3 }) }) },
    { weight: 1, arbitrary: tie('asked').map((of): Asked => ({ is: 'not', of })) },
  ),
}))

const SIGNS = { tag: '#', handle: '@', site: 'site:', author: 'author:', lang: 'lang:', network: 'network:' }

function written(asked: Asked): string {
  if (asked.is === 'words') return `"${asked.name}"`
  if (asked.is === 'not') return `-(${written(asked.of)})`
  if (asked.is === 'and' || asked.is === 'or') return `(${asked.of.map(written).join(asked.is === 'or' ? ' OR ' : ' ')})`
  return SIGNS[asked.is] + asked.value
}

function satisfied(need: Need, held: ReadonlySet<string>): boolean {
  if (typeof need === 'string') return held.has(need)
  return 'all' in need ? need.all.every((part) => satisfied(part, held)) : need.any.some((part) => satisfied(part, held))
}

test('the matcher agrees with a slow, obvious reference on ids and places, and narrowing loses no match', () => {
  let pairs = 0
  let matched = 0
  const check = (post: Post, all: readonly Asked[], spoken: string | null) => {
    const entries = all.flatMap((asked, i) => {
      const parsed = parse(written(asked))
      return parsed.ok ? [{ id: String(i), query: parsed.query, asked }] : []
    })
    const found = new Map(compile(entries).match(post, { language: () => spoken }).map(({ query, spans }) => [query, spans]))
    const held = new Set(tokens(post))
    for (const { id, asked, query } of entries) {
      pairs++
      const expected = referenceMatch(asked, post, spoken)
      deepEqual(found.get(id) ?? null, expected, `${print(query)} on ${JSON.stringify(post.text)}`)
      if (!expected) continue
      matched++
      ok(satisfied(narrow(query), held), `narrowing ${print(query)} on ${JSON.stringify(post.text)}`)
    }
  }
  const runs = fc.property(post, fc.array(asked, { minLength: 12, maxLength: 12 }), from(['he', 'en', null]), check)
  fc.assert(runs, { numRuns: 600, seed: 20261123 })
  fc.assert(runs, { numRuns: 100 })
  expect(pairs).toBeGreaterThan(4_000)
  expect(matched).toBeGreaterThan(400)
})

test('printing a query and reading it again gives the same query', () => {
  let read = 0
  fc.assert(fc.property(asked, (asked) => {
    const parsed = parse(written(asked))
    if (!parsed.ok) return
    read++
    deepEqual(parse(print(parsed.query)), parsed)
  }), { numRuns: 300 })
  expect(read).toBeGreaterThan(100)
})

test('any text is either understood and prints back to itself, or refused with problems inside it', () => {
  const pieces = from([...`"'() -#@=*:.`, 'a', 'שלום', 'צה"ל', ' AND ', ' OR ', 'NOT ', 'lang:', 'x:', '״', '“', '日', '\0', '\ud800'])
  const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')))
  let understood = 0
  fc.assert(fc.property(hostile, (text) => {
    const parsed = parse(text)
    if (!parsed.ok) {
      ok(parsed.problems.length > 0)
      return parsed.problems.every(({ from, to }) => 0 <= from && from <= to && to <= text.length)
    }
    understood++
    deepEqual(parse(print(parsed.query)), parsed)
    compile([{ id: 'q', query: parsed.query }]).match({ text })
    return true
  }), { numRuns: 2_000 })
  expect(understood).toBeGreaterThan(100)
})
