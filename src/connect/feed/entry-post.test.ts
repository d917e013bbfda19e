import { expect, test } from 'vitest'
import { entryId, postsOf } from './entry-post.ts'
import type { Entry } from './read-feed.ts'

const FEED = 'https://site.example/feed'
const NOTHING: Entry = {
  id: null,
  title: { html: '' },
  body: { html: '' },
  link: null,
  author: null,
  source: null,
  date: null,
  lang: null,
  tags: [],
  enclosures: [],
}
const heard = (...entries: Partial<Entry>[]) => (
  postsOf({ title: 'A site', home: 'https://site.example', entries: entries.map((entry) => ({ ...NOTHING, ...entry })) }, FEED)
)
const texts = (...entries: Partial<Entry>[]) => heard(...entries).map(({ text }) => text)
const titled = (title: string, date: string | null = null) => ({ title: { html: title }, date })
const idOf = (entry: Partial<Entry>) => heard(entry)[0]?.externalId

test('an id holds for the host if it is made to be global, and otherwise for the feed', () => {
  const [one, two, elsewhere] = ['https://a.example/1', 'https://a.example/2', 'https://b.example/1'] as const
  expect(entryId(one, 'https://a.example/?p=1')).toBe(entryId(two, 'https://a.example/?p=1'))
  expect(entryId(one, 'tag:a.example,2026:1')).toBe(entryId(two, 'tag:a.example,2026:1'))
  expect(entryId(one, '1')).not.toBe(entryId(two, '1'))
  expect(entryId(one, 'https://a.example/?p=1')).not.toBe(entryId(elsewhere, 'https://a.example/?p=1'))
})

test('entries without ids keep their identity by link and title, or by their words', () => {
  const linked = { link: '/a', title: { html: 'T' }, body: { html: 'first' } }
  expect(idOf({ ...linked, body: { html: 'corrected' } })).toBe(idOf(linked))
  expect(idOf({ ...linked, title: { html: 'Another' } })).not.toBe(idOf(linked))
  expect(idOf({ body: { html: 'words' } })).toBe(idOf({ body: { html: 'words' } }))
  expect(idOf({ body: { html: 'words' } })).not.toBe(idOf({ body: { html: 'other words' } }))
})

test('many entries with one link, as a page of changes has, are all heard', () => {
  expect(heard({ link: '/changes', ...titled('two') }, { link: '/changes', ...titled('one') })).toHaveLength(2)
})

test('of entries that share an id the first counts', () => {
  expect(texts({ id: '1', ...titled('new') }, { id: '1', ...titled('old') })).toEqual(['new'])
})

test('dated entries are ordered by date, undated ones by their place', () => {
  const dated = texts(titled('b', '2026-11-02'), titled('c', '2026-11-03'), titled('a', '2026-11-01'))
  const undated = texts(titled('c'), titled('b', 'yesterday'), titled('a', '2026-11-03'))
  expect([dated, undated]).toEqual([['a', 'b', 'c'], ['a', 'b', 'c']])
})

test.each([
  ['Mon, 23 Nov 2026 11:00:00 +0200', '2026-11-23T09:00:00.000Z'], ['Mon, 23 Nov 2026 09:00:00 GMT', '2026-11-23T09:00:00.000Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'], ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ['soon', undefined], ['', undefined], ['2026-13-45', undefined], ['999999999-01-01', undefined],
])('the date “%s” is heard as %s', (date, expected) => {
  expect(heard({ id: '1', date })[0]?.saidAt?.toISOString()).toBe(expected)
})

test('a title that the words repeat is not said twice', () => {
  expect(texts({ title: { html: 'So it is' }, body: { html: '<p>So it is, and more</p>' } })).toEqual(['So it is, and more'])
})

test('an entry may have nothing at all', () => {
  expect(heard({})).toMatchObject([{ text: '', url: null, saidAt: null, lang: null, author: { id: 'site.example', name: 'A site' } }])
})

test('ten thousand tags, a name without end and a language of nonsense are bounded', () => {
  const [post] = heard({ tags: Array.from({ length: 10_000 }, (_, n) => `t${n}`), author: 'x'.repeat(100_000), lang: 'no language' })
  expect([post?.tags.length, post?.author.name?.length, post?.lang]).toEqual([100, 300, null])
})
