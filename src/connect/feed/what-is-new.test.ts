import { expect, test } from 'vitest'
import { postsOf } from './entry-post.ts'
import { readFeed } from './read-feed.ts'
import { Cursor, whatIsNew } from './what-is-new.ts'

const NOON = new Date('2026-11-23T12:00:00Z')
const LATER = new Date('2026-11-23T12:05:00Z')
const TAG = { etag: '"1"', lastModified: null }

/** Entries named 0 … n, the oldest first; `words` says what each reads now. */
function entries(numbers: readonly number[], words = 'says') {
  const items = numbers.toReversed().map((n) => ({ id: String(n), title: `${n} ${words}` }))
  const feed = readFeed(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items }))
  return feed ? postsOf(feed, 'https://site.example/feed') : []
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)
const poll = (posts: ReturnType<typeof entries>, before: Cursor | null, at = LATER) => [...whatIsNew(posts, before, TAG, at)]
const after = (posts: ReturnType<typeof entries>) => poll(posts, null, NOON).at(-1)?.cursor ?? null

test('what was heard before is not said again', () => {
  const [batch, ...more] = poll(entries(range(0, 5)), after(entries(range(0, 3))))
  expect([batch?.posts.map(({ text }) => text), more]).toEqual([['3 says', '4 says'], []])
})

test('nothing new is one empty batch, heard until now', () => {
  expect(poll(entries([1]), after(entries([1])))).toMatchObject([{ posts: [], heardUntil: LATER }])
})

test('other words under the same id are an edit, once', () => {
  const [edited] = poll(entries([1], 'repeats'), after(entries([1])))
  expect(edited?.posts).toMatchObject([{ kind: 'edited', text: '1 repeats' }])
  expect(poll(entries([1], 'repeats'), edited?.cursor ?? null)).toMatchObject([{ posts: [] }])
})

test('ten thousand entries come in bounded batches, and a crash between them costs a repeat, never a gap', () => {
  const all = entries(range(0, 10_000))
  const batches = poll(all, null)
  expect(Math.max(...batches.map(({ posts }) => posts.length))).toBeLessThanOrEqual(1_000)
  expect(batches.flatMap(({ posts }) => posts)).toEqual(all)
  const third = batches[2]?.cursor ?? null
  expect([third?.etag, third?.heardAt, batches.at(-1)?.cursor.etag]).toEqual([null, '1970-01-01T00:00:00.000Z', '"1"'])
  expect(poll(all, third).flatMap(({ posts }) => posts)).toEqual(all.slice(1_500))
  expect(Cursor.safeParse(batches.at(-1)?.cursor).success).toBe(true)
})

test('when nothing of the last visit is left, more may have passed', () => {
  const [batch] = poll(entries(range(10, 13)), after(entries(range(0, 3))))
  expect(batch?.missed).toMatchObject({ from: NOON, until: LATER, why: expect.stringContaining('.') })
})

test.each([
  ['on a first visit', entries([1]), null],
  ['when one entry is still there', entries(range(2, 9)), after(entries(range(0, 3)))],
  ['when the feed is empty now', entries([]), after(entries([1]))],
  ['when the feed was empty before', entries([1]), after(entries([]))],
])('nothing is said to be missed %s', (_, posts, before) => {
  expect(poll(posts, before).map(({ missed }) => missed)).toEqual([undefined])
})

test('an entry that left and comes back is not new', () => {
  const gone = poll(entries(range(1, 5)), after(entries(range(0, 5)))).at(-1)?.cursor ?? null
  expect(poll(entries(range(0, 5)), gone)).toMatchObject([{ posts: [] }])
})

test('what is remembered is bounded, however long a feed is followed', () => {
  let cursor: Cursor | null = null
  for (let day = 0; day < 50; day += 1) cursor = poll(entries(range(day * 99, day * 99 + 100)), cursor).at(-1)?.cursor ?? null
  expect(cursor?.seen.length).toBeLessThanOrEqual(1_200)
})

test('our clock set back does not unsay what was heard', () => {
  const [batch] = poll(entries([9]), after(entries([1])), new Date('2026-11-23T11:00:00Z'))
  expect([batch?.heardUntil, batch?.cursor.heardAt, batch?.missed?.until]).toEqual([NOON, NOON.toISOString(), NOON])
})
