import { describe, expect, test } from 'vitest'
import { compile, narrow, parse, tokens, type Post, type Query } from '../index.ts'
import { OVERFLOW } from './need.ts'
import { SPANS_MAX } from './run.ts'

function query(text: string): Query {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '))
  return parsed.query
}

function matches(text: string, post: Post): boolean {
  return compile([{ id: 'q', query: query(text) }]).match(post).length === 1
}

function marked(text: string, post: Post): string[] {
  const [match] = compile([{ id: 'q', query: query(text) }]).match(post)
  return match?.spans.map(([start, end]) => post.text.slice(start, end)) ?? []
}

describe('words and operators', () => {
  test.each([
    ['ikea', 'I love IKEA!', true],
    ['ikea', 'ikeas likea bikeaxle', false],
    ['nestle', 'Nestlé and NESTLE', true],
    ['straße', 'STRASSE', true],
    ['ikea', '𝐈𝐊𝐄𝐀 sale', true],
    ['ikea', 'ＩＫＥＡ', true],
    ['nike', "Nike's new shoe", true],
    ["mcdonald's", 'at McDonald’s', true],
    ['H&M', 'at H&M today', true],
    ['H&M', 'H and M', false],
    ['booking.com', 'via booking.com.', true],
    ['"new york"', 'New York, new-york', true],
    ['"new york"', 'york new', false],
    ['a b', 'b and a', true],
    ['a b', 'only a', false],
    ['a OR b', 'only b', true],
    ['a OR b c', 'only a', true],
    ['(a OR b) c', 'only a', false],
    ['a -b', 'a alone', true],
    ['a -b', 'a with b', false],
    ['a NOT (b OR c)', 'a with c', false],
    ['or and not', 'not and or', true],
    ['=Apple', 'an apple', false],
    ['=Apple', 'an Apple', true],
    ['="Apple Store"', 'the Apple  Store', true],
    ['شركة', 'الشركه شركه', true],
    ['أحمد', 'احمد', true],
    ['東京', '私は東京に住む', true],
    ['東京', '東。京', false],
    ['ไทย', 'ประเทศไทย', true],
    ['🍎', 'an 🍎 a day', true],
    ['٢٠٢٦', 'in 2026', true],
  ])('%s on "%s": %s', (text, post, expected) => {
    expect(matches(text, { text: post })).toBe(expected)
  })
})

describe('marks and fields', () => {
  const post: Post = {
    text: 'See #קוקה_קולה and @Shop.bsky.social at https://www.shop.co.il/a?b, mail joe@mail.example',
    lang: 'en-US',
    network: 'bluesky',
    author: 'Dana.example.com',
    url: 'https://bsky.app/x',
    links: ['https://news.example/1'],
    tags: ['Sale'],
  }
  test.each([
    ['#קוקה_קולה', true], ['#קוקה', false], ['#sale', true], ['"קוקה קולה"', true],
    ['@shop', true], ['@shop.bsky.social', true], ['@bsky', false], ['@mail', false], ['@mail.example', false],
    ['site:shop.co.il', true], ['site:www.shop.co.il', true], ['site:https://shop.co.il/other', true], ['site:op.co.il', false],
    ['site:news.example', true], ['site:bsky.app', true], ['site:bsky.social', false],
    ['author:dana', true], ['author:@dana.example.com', true], ['author:shop', false],
    ['see lang:en', true], ['see lang:he', false], ['see -lang:he', true],
    ['see network:Bluesky', true], ['see network:feeds', false],
  ])('%s: %s', (text, expected) => {
    expect(matches(text, post)).toBe(expected)
  })

  test('marks what is in the text, and nothing for what is only attached to the post', () => {
    expect(marked('#קוקה_קולה @shop site:shop.co.il', post)).toEqual(['#קוקה_קולה', '@Shop.bsky.social', 'shop.co.il'])
    expect(marked('#sale author:dana', post)).toEqual([])
  })
})

test('marks every positive place once, merged, and nothing that is denied', () => {
  expect(marked('"ikea store" OR ikea OR (sofa -bed) OR lamp', { text: 'IKEA store: sofa, bed, ikea' })).toEqual(['IKEA store', 'ikea'])
})

describe('the language of a post', () => {
  const texts = { he: 'ikea lang:he', not: 'ikea -lang:he', any: 'ikea OR sofa' }
  const entries = Object.entries(texts).map(([id, text]) => ({ id, query: query(text) }))
  test('is asked for once, and only when a query hangs on it', () => {
    let asked = 0
    const language = () => {
      asked++
      return 'he'
    }
    const matcher = compile(entries)
    expect(matcher.match({ text: 'IKEA' }, { language }).map(({ query }) => query)).toEqual(['he', 'any'])
    expect(asked).toBe(1)
    matcher.match({ text: 'IKEA', lang: 'he' }, { language })
    matcher.match({ text: 'something else' }, { language })
    expect(compile([{ id: 'q', query: query('a OR (b lang:he)') }]).match({ text: 'a b' }, { language })).toHaveLength(1)
    expect(asked).toBe(1)
  })
  test('counts as none when nobody can tell', () => {
    expect(compile(entries).match({ text: 'IKEA' }).map(({ query }) => query)).toEqual(['not', 'any'])
  })
})

test('queries come and go, are replaced by id and reported in the order they were added', () => {
  const matcher = compile([{ id: 'b', query: query('sofa') }, { id: 'a', query: query('ikea') }])
  matcher.add('c', query('#ikea'))
  expect(matcher.match({ text: 'sofa #ikea' }).map(({ query }) => query)).toEqual(['b', 'a', 'c'])
  matcher.remove('a')
  matcher.remove('unknown')
  matcher.add('b', query('lamp'))
  expect(matcher.match({ text: 'sofa #ikea' }).map(({ query }) => query)).toEqual(['c'])
  expect(matcher.size).toBe(2)
})

describe('bad input', () => {
  test.each([
    ['lone surrogates and NUL', `\ud800\0ikea\udc00 \0`], ['a megabyte', `${'word '.repeat(200_000)}ikea`],
    ['ten thousand hashtags', `${'#tag '.repeat(10_000)}ikea`], ['a million quotation marks', `${'"'.repeat(1_000_000)} ikea`],
    ['a million points on one letter', `א${'\u05b0'.repeat(1_000_000)} ikea`], ['a million dots and ats', `${'a.@'.repeat(300_000)} ikea`],
    ['one endless word', `${'א"'.repeat(500_000)} ikea`],
  ])('%s: the word is still found, in its place', (_, text) => {
    const [match] = compile([{ id: 'q', query: query('ikea -(#none OR @none OR site:none.example)') }]).match({ text })
    expect(match?.spans.map(([start, end]) => text.slice(start, end))).toEqual(['ikea'])
  })

  test('a word that stands everywhere is marked only so often', () => {
    expect(marked('a', { text: 'a '.repeat(100_000) })).toHaveLength(SPANS_MAX)
  })
})

describe('what a stored index holds', () => {
  test('folded words, Hebrew words without each prefix they may carry, and marks under their signs', () => {
    const post = { text: 'ובשופרסל Café #מבצע @a.b https://x.co.il', author: 'joe', tags: ['Deal'] }
    const words = 'ובשופרסל בשופרסל שופרסל ופרסל cafe מבצע בצע צע a b https x co il'
    const marks = '#מבצע #deal @a.b @a site:x.co.il site:co.il url:x.co.il author:joe'
    expect(tokens(post).toSorted()).toEqual(`${words} ${marks}`.split(' ').toSorted())
  })

  test('nothing longer than 64 units, and a sign instead of a list without end', () => {
    expect(tokens({ text: 'x'.repeat(1_000) })).toEqual(['x'.repeat(64)])
    const many = tokens({ text: Array.from({ length: 100_000 }, (_, i) => `w${i}`).join(' ') })
    expect(many.at(-1)).toBe(OVERFLOW)
    expect(many.length).toBeLessThan(30_000)
  })

  test('narrowing asks for all of AND, any of OR, nothing of NOT and filters, and lets overflowing posts through', () => {
    expect(narrow(query('ikea (sofa OR bed) -lamp lang:he'))).toEqual({ any: [{ all: ['ikea', { any: ['sofa', 'bed'] }] }, OVERFLOW] })
    expect(narrow(query('"אל על"'))).toEqual({ any: [{ all: [{ any: ['אל', 'אלעל'] }, { any: ['אלעל', 'על'] }] }, OVERFLOW] })
    expect(narrow(query('המשביר'))).toEqual({ any: [{ any: ['המשביר', 'משביר'] }, OVERFLOW] })
  })
})
