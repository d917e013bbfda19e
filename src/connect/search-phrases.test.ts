import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, parse, type Query } from '../engine/index.ts'
import { phraseWith, type Vocabulary } from './search-phrases.ts'

const vocabulary: Vocabulary = {
  network: 'net',
  words: (text) => (/[\p{L}\p{N}]/u.test(text) ? JSON.stringify(text) : null),
  mark: ({ is, value }) => (is === 'tag' ? [`#${value}`] : null),
  join: (pieces) => pieces.join(' '),
  searchesMax: 24,
  unitsMax: 300,
}
const phrase = (text: string, changes: Partial<Vocabulary> = {}) => phraseWith({ ...vocabulary, ...changes }, read(text))

function read(text: string): Query {
  const read = parse(text)
  if (!read.ok) throw new Error(`${text}: ${JSON.stringify(read.problems)}`)
  return read.query
}

describe('searches', () => {
  test.each([
    ['acme', ['"acme"', '"acme\'s"']],
    ['=acme', ['"acme"', '"acme\'s"']],
    ['acme -sofa lang:he kind:post followers:>10', ['"acme"', '"acme\'s"']],
    ['acme OR acme sofa', ['"acme"', '"acme\'s"']],
    ['#acme network:net', ['#acme']],
    ['acme network:other OR #x', ['#x']],
    ['acme* #x', ['#x']],
    ['x NEAR/3 y', ['"x" "y"', '"x" "y\'s"', '"x\'s" "y"', '"x\'s" "y\'s"']],
    ['=שופרסל', ['"שופרסל"']],
    ['🙂 #x', ['#x']],
  ])('of %s are %j, and lose nothing', (text, texts) => {
    expect(phrase(text)).toEqual({ texts, lost: [] })
  })

  test('of a Hebrew word ask for it with the prefixes it mostly has, in its own spelling', () => {
    const { texts, lost } = phrase('שלום')
    expect(texts.slice(0, 5)).toEqual(['"שלום"', '"השלום"', '"בשלום"', '"לשלום"', '"ושלום"'])
    expect(texts.length).toBe(16)
    expect(lost).toEqual([{ part: 'שלום', why: 'forms' }])
  })

  test('of a Hebrew name follow its article into the prefix, its words into one, its gershayim away', () => {
    expect(phrase('המשביר').texts).toEqual(expect.arrayContaining(['"במשביר"', '"למשביר"', '"וההמשביר"']))
    expect(phrase('"אל על"').texts).toEqual(expect.arrayContaining(['"אל על"', '"אלעל"', '"באל על"', '"באלעל"']))
    expect(phrase('צה"ל').texts).toEqual(expect.arrayContaining(['"צה״ל"', '"צהל"', '"בצהל"']))
  })

  test('name what they lose: what cannot be searched for alone, and what is too much', () => {
    expect(phrase('acme OR sofa* OR @joe')).toMatchObject({ texts: ['"acme"', '"acme\'s"'], lost: [{ part: 'sofa*', why: 'unsearchable' }, { part: '@joe', why: 'unsearchable' }] })
    expect(phrase('acme*')).toEqual({ texts: [], lost: [{ part: 'acme*', why: 'unsearchable' }] })
    expect(phrase('acme network:other')).toEqual({ texts: [], lost: [] })
    const { texts, lost } = phrase('#a OR #b OR #c OR #d', { searchesMax: 3 })
    expect([texts, lost]).toEqual([['#a', '#b', '#c'], [{ part: '#d', why: 'too_many' }]])
  })

  test('of a branch that loses something are not used where another part finds all', () => {
    expect(phrase('(acme OR sofa*) #x')).toEqual({ texts: ['#x'], lost: [] })
  })

  test('of many names give each fewer forms before they leave one out', () => {
    const { texts } = phrase(['אקמה', 'בזק', 'סלקום', 'שופרסל', 'רמי'].join(' OR '))
    expect(texts.length).toBeLessThanOrEqual(24)
    for (const name of ['אקמה', 'בזק', 'סלקום', 'שופרסל', 'רמי']) expect(texts).toEqual(expect.arrayContaining([`"${name}"`, `"ה${name}"`]))
  })

  test('are no longer than the network takes: pieces that do not fit are left out, and one that never fits cannot be searched for', () => {
    expect(phrase('=one =two =three', { unitsMax: 12 }).texts.every((text) => text.length <= 12)).toBe(true)
    expect(phrase(`"${'very '.repeat(90)}long"`)).toMatchObject({ texts: [], lost: [{ why: 'unsearchable', part: expect.stringMatching(/…$/) }] })
  })

  test('of the largest query are as few as of any other', () => {
    const terms = Array.from({ length: 1_900 }, (_, n) => ['אבגדהוזחטי', 'לחטסעפצקרש', 'בדתקרשגזנמ', 'לכרשתבגדהו'].map((letters, at) => letters.charAt(Math.floor(n / 10 ** at) % 10)).join(''))
    expect(phrase(`(${terms.slice(0, 950).join(' OR ')}) (${terms.slice(950).join(' OR ')})`).texts.length).toBe(24)
  })
})

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const wordsOf = (text: string): string[] => [...segmenter.segment(text.toLowerCase())].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)

/** The slow, obvious way: a search finds a post that has each of its pieces, words next to each other. */
function finds(text: string, said: string): boolean {
  const words = wordsOf(said)
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|#(\S+)/g)].every(([, words_, tag]) => {
    if (tag !== undefined) return said.toLowerCase().includes(`#${tag}`)
    const wanted = wordsOf(words_ ?? '')
    return words.some((_, at) => wanted.every((word, n) => words[at + n] === word))
  })
}

const NAMES = ['acme', 'sofa', 'blue', 'שופרסל', 'אקמה', 'שלום', 'בזק'] as const
const leaf = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom('"blue sofa"', '"שלום אקמה"', '#acme', 'case:Acme', '=sofa'),
)
const { query } = fc.letrec<{ query: string; inner: string }>((tie) => ({
  query: fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 3, arbitrary: tie('inner') }),
  inner: fc.oneof(
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} AND ${b})`),
    fc.tuple(tie('query'), leaf).map(([a, b]) => `(${a} AND NOT ${b})`),
    fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 6 })).map(([a, b, n]) => `(${a} NEAR/${n} ${b})`),
  ),
}))
/** With prefixes that also a name of two words is searched for with, which has two ways to be written after each. */
const spoken = fc.oneof(
  fc.constantFrom('Acme', 'ACME', 'acme\'s', 'sofa', 'blue sofa', 'Blue-Sofa', '#acme', 'and', 'the', 'לא', 'שלום אקמה'),
  fc.tuple(fc.constantFrom('', 'ה', 'ב', 'ל', 'ו', 'מ', 'ש', 'כ'), fc.constantFrom('שופרסל', 'אקמה', 'שלום', 'בזק')).map((parts) => parts.join('')),
)
const post = fc.array(spoken, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))

test('whatever a query matches is found by one of its searches', () => {
  fc.assert(fc.property(query, fc.array(post, { minLength: 20, maxLength: 20 }), (text, posts) => {
    const { texts, lost } = phrase(text, { searchesMax: 2_000 })
    expect(lost.filter(({ why }) => why !== 'forms')).toEqual([])
    const matcher = compile([{ id: 'q', query: read(text) }])
    const missed = posts.filter((said) => matcher.match({ text: said }).length > 0 && !texts.some((one) => finds(one, said)))
    expect(missed).toEqual([])
  }), { numRuns: 1_500 })
})
