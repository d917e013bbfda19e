import { beforeEach, describe, expect, test } from 'vitest'
import { addQuery, postOf, streamHeardBy } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import type { Post } from '../../connect/connector.ts'
import { hash, newStage, NOW, type Stage } from './stage.test-support.ts'
import { StreamMoved, type StoreStep } from './store.ts'

const scene = useScene()
let stage: Stage
let { hear, mentions, matches, facts, listenAnew, network } = {} as Stage

beforeEach(async () => {
  stage = await newStage(scene)
  ;({ hear, mentions, matches, facts, listenAnew, network } = stage)
})

describe('storing a batch', () => {
  test('makes one mention per workspace that listens for the post, with matches, one fact and the new cursor', async () => {
    const stored = await hear([postOf({ externalId: 'a', text: 'who will heed us' }), postOf({ externalId: 'b', text: 'nothing' }), postOf({ externalId: 'c', text: 'an other thing' })])
    expect(stored).toMatchObject({ heard: 3, edited: 0, deleted: 0 })
    expect((await mentions()).map(({ external_id, text, lang }) => [external_id, text, lang])).toEqual([['a', 'who will heed us', 'en']])
    expect((await mentions(stage.other)).map(({ external_id }) => external_id)).toEqual(['a', 'c'])
    expect(await matches()).toEqual([{ query_id: stage.queryId, spans: [9, 13] }])
    expect([await facts(), await facts(stage.other)]).toEqual([['heard 1'], ['heard 2']])
    const stream = await scene.db.selectFrom('stream').selectAll().where('id', '=', stage.streamId).executeTakeFirstOrThrow()
    expect(stream).toMatchObject({ cursor: { at: stored.at }, heard_until: NOW, state: 'listening', posts_heard: '3', last_event_at: NOW })
  })

  test('a repeat changes nothing and is no news', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed' }), postOf({ externalId: 'a', text: 'heed' })])
    const before = await mentions()
    expect(await hear([postOf({ externalId: 'a', text: 'heed' })])).toMatchObject({ heard: 0, edited: 0, deleted: 0 })
    expect([await mentions(), await facts()]).toEqual([before, ['heard 1']])
  })

  test('a batch that does not follow the stream’s cursor stores nothing', async () => {
    await hear([])
    await expect(hear([postOf({ externalId: 'a', text: 'heed' })], { from: { at: -1 } })).rejects.toBeInstanceOf(StreamMoved)
    expect(await mentions()).toEqual([])
  })

  test.each(['opened', 'advanced', 'said', 'edited', 'deleted', 'recorded'] as const)('a crash after “%s” leaves nothing behind', async (deadly) => {
    const posts = [postOf({ externalId: 'a', text: 'heed' }), postOf({ externalId: 'b', kind: 'edited', text: 'heed' }), postOf({ externalId: 'c', kind: 'deleted' })]
    const crash = new Error('the process died')
    const die = (step: StoreStep) => {
      if (step === deadly) throw crash
    }
    await expect(hear(posts, { passed: die })).rejects.toBe(crash)
    const stream = await scene.db.selectFrom('stream').select(['cursor', 'posts_heard']).where('id', '=', stage.streamId).executeTakeFirstOrThrow()
    expect([await mentions(), await facts(), stream]).toEqual([[], [], { cursor: null, posts_heard: '0' }])
    await hear(posts)
    expect((await mentions()).map(({ external_id }) => external_id)).toEqual(['a', 'b'])
  })

  test('a workspace hears only the streams it subscribes to', async () => {
    stage.standing.replaceSubscriptions([{ workspaceId: stage.other, streamId: stage.streamId }])
    await hear([postOf({ externalId: 'a', text: 'heed' })])
    expect([(await mentions()).length, (await mentions(stage.other)).length]).toEqual([0, 1])
  })

  test('what is said to the company itself is heard whether or not a query matches, with where it was said and who filed it', async () => {
    stage.standing.replaceSubscriptions([{ workspaceId: stage.workspaceId, streamId: stage.streamId, hearsAll: true }])
    await hear([postOf({ externalId: 'a', text: 'no brand in it', origin: ' Guest,book\n', filedBy: 'a clerk' }), postOf({ externalId: 'b', text: 'heed' })])
    expect(await mentions()).toMatchObject([{ origin: 'Guest book', place: 'Guest book', filed_by: 'a clerk' }, { origin: null, place: stage.network, filed_by: null }])
    expect([(await stage.matches()).length, await facts()]).toEqual([1, ['heard 2']])
  })

  test('a fact names a bounded number of mentions and counts all', async () => {
    await hear(Array.from({ length: 300 }, (_, i) => postOf({ externalId: `${i}`, text: 'heed' })))
    const { data } = await scene.db.selectFrom('fact').select('data').where('workspace_id', '=', stage.workspaceId).executeTakeFirstOrThrow()
    expect(data).toMatchObject({ count: 300, mentionIds: { length: 200 } })
  })

  test('a query that was added takes effect with the next batch', async () => {
    await addQuery(scene.db, stage.workspaceId, 'later')
    await hear([postOf({ externalId: 'a', text: 'later' })])
    await listenAnew()
    await hear([postOf({ externalId: 'b', text: 'later' })])
    expect((await mentions()).map(({ external_id }) => external_id)).toEqual(['b'])
  })
})

describe('an edit', () => {
  test('changes words, search and matches', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed this' })])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'now do heed' })])
    expect(await mentions()).toMatchObject([{ text: 'now do heed', edited_at: NOW, tokens: expect.stringContaining("'now'") }])
    expect(await matches()).toEqual([{ query_id: stage.queryId, spans: [7, 11] }])
    expect(await facts()).toEqual(['heard 1', 'edited 1'])
  })

  test('that says the same is no news', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed', tags: ['x'], media: [{ kind: 'image', url: null, alt: 'cat' }] })])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'heed', tags: ['x'], media: [{ kind: 'image', url: null, alt: 'cat' }] })])
    expect(await facts()).toEqual(['heard 1'])
  })

  test('makes a post a mention when it matches only now', async () => {
    await hear([postOf({ externalId: 'a', text: 'nothing' })])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'heed' })])
    expect([(await mentions()).length, await facts()]).toEqual([1, ['heard 1']])
  })

  test('that matches no more leaves the mention without matches', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed' })])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'nothing' })])
    expect([await mentions(), await matches(), await facts()]).toMatchObject([[{ text: 'nothing' }], [], ['heard 1', 'edited 1']])
  })

  test('heard before its post is not undone by it', async () => {
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'heed twice' }), postOf({ externalId: 'b', kind: 'edited', text: 'nothing' })])
    await hear([postOf({ externalId: 'a', text: 'heed once' }), postOf({ externalId: 'b', text: 'heed' })])
    expect((await mentions()).map(({ external_id, text }) => [external_id, text])).toEqual([['a', 'heed twice']])
  })

  test('heard on one stream keeps no other from telling of the post', async () => {
    const second = await streamHeardBy(scene.db, network, [])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'nothing' })])
    stage.standing.replaceSubscriptions([{ workspaceId: stage.workspaceId, streamId: second }])
    await hear([postOf({ externalId: 'a', text: 'heed' })], { streamId: second })
    expect((await mentions()).length).toBe(1)
  })
})

describe('a deletion', () => {
  test('takes the words away and says so', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed', links: ['https://a.example'], tags: ['t'], media: [{ kind: 'image', url: null, alt: 'x' }] })])
    await hear([postOf({ externalId: 'a', kind: 'deleted' })])
    expect(await mentions()).toMatchObject([{ text: '', url: null, links: [], tags: [], media: [], tokens: '', deleted_at: NOW, external_id: 'a' }])
    expect(await matches()).toEqual([{ query_id: stage.queryId, spans: [] }])
    expect(await facts()).toEqual(['heard 1', 'deleted 1'])
  })

  test('reaches workspaces that no longer listen', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed' })])
    stage.standing.replaceSubscriptions([{ workspaceId: stage.other, streamId: stage.streamId }])
    await hear([postOf({ externalId: 'a', kind: 'deleted' })])
    expect(await mentions()).toMatchObject([{ text: '', deleted_at: NOW }])
  })

  test('heard before its post, its edit, or both is not undone by them', async () => {
    await hear([postOf({ externalId: 'a', kind: 'deleted' })])
    await hear([postOf({ externalId: 'a', text: 'heed' }), postOf({ externalId: 'a', kind: 'edited', text: 'heed again' })])
    expect([await mentions(), await facts()]).toEqual([[], []])
  })

  test('is not undone by a rewind, and is news only once', async () => {
    const story = [postOf({ externalId: 'a', text: 'heed' }), postOf({ externalId: 'a', kind: 'edited', text: 'heed!' })]
    await hear(story)
    await hear([postOf({ externalId: 'a', kind: 'deleted' })])
    await hear([...story, postOf({ externalId: 'a', kind: 'deleted' })])
    await hear(story)
    expect([await mentions(), await facts()]).toMatchObject([[{ text: '' }], ['heard 1', 'edited 1', 'deleted 1']])
  })

  test('in the same batch as its post leaves nothing', async () => {
    await hear([postOf({ externalId: 'a', text: 'heed' }), postOf({ externalId: 'a', kind: 'deleted' })])
    expect(await mentions()).toEqual([])
  })

  test('heard on one stream holds for the others of its network', async () => {
    const second = await streamHeardBy(scene.db, network, [])
    stage.standing.replaceSubscriptions([stage.streamId, second].map((streamId) => ({ workspaceId: stage.workspaceId, streamId })))
    await Promise.all([
      hear([postOf({ externalId: 'a', kind: 'deleted' })], { streamId: second }),
      hear([postOf({ externalId: 'a', text: 'heed' })]),
    ])
    expect((await mentions()).map(({ text }) => text).join('')).toBe('')
  })
})

describe('what must not come back', () => {
  test('a forgotten post makes no mention, not even edited', async () => {
    await scene.db.insertInto('forgotten_post').values({ workspace_id: stage.workspaceId, network, id_hash: hash(network, 'a'), forgotten_at: NOW }).execute()
    await hear([postOf({ externalId: 'a', text: 'heed' })])
    await hear([postOf({ externalId: 'a', kind: 'edited', text: 'heed!' })])
    expect([(await mentions()).length, (await mentions(stage.other)).length]).toEqual([0, 1])
  })

  test('whoever a block list hides is stored, hidden and no news', async () => {
    const blockId = '0190aaaa-0000-7000-8000-000000000001'
    await scene.db.insertInto('block').values({ workspace_id: stage.workspaceId, id: blockId, kind: 'author', value: '@Ada.example', created_by: null, created_at: NOW }).execute()
    await listenAnew()
    await hear([postOf({ externalId: 'a', text: 'heed' })])
    expect([await mentions(), await facts(), await facts(stage.other)]).toMatchObject([[{ blocked_by: blockId }], [], ['heard 1']])
  })
})

describe('hostile posts are stored', () => {
  test.each([
    ['lone surrogates and NUL', { text: 'heed \ud800 a \0 b \udc00', author: { id: '\ud800', handle: '\0', name: '\udfff', followers: Number.NaN } }],
    ['a text of 1 MB', { text: `heed ${'א'.repeat(1_000_000)}` }],
    ['1 MB of different words', { text: `heed ${Array.from({ length: 150_000 }, (_, i) => i.toString(36)).join(' ')}` }],
    ['10 000 hashtags', { text: `heed ${'#x '.repeat(10_000)}`, tags: Array.from({ length: 10_000 }, (_, i) => `tag${i}\0`) }],
    ['a date in the year 0', { text: 'heed', saidAt: new Date('0000-01-01T00:00:00Z') }],
    ['a date in the year 9999', { text: 'heed', saidAt: new Date('9999-12-31T00:00:00Z') }],
    ['no date', { text: 'heed', saidAt: null }],
    ['an unusable date', { text: 'heed', saidAt: new Date(Number.NaN) }],
    ['an id and a handle of 100 000 units', { externalId: '😀'.repeat(50_000), text: 'heed', author: { id: 'x'.repeat(100_000), handle: 'ש'.repeat(100_000), name: null, followers: -1 } }],
    ['a word of 90 000 letters, backslashes and quotes', { text: `heed ${'x'.repeat(90_000)} \\ ' '' \\' {}` }],
    ['links that are none', { text: 'heed', url: 'javascript:alert(1)', links: ['data:text/html,x', '//', 'https://', `https://a.example/${'x'.repeat(5_000)}`] }],
  ] satisfies [string, Partial<Post>][])('%s', async (_, parts) => {
    await hear([postOf({ externalId: 'hostile', ...parts }), postOf({ externalId: 'plain', text: 'heed' })])
    const stored = await mentions()
    expect(stored.length).toBe(2)
    for (const { said_at, text } of stored) {
      expect(said_at.getTime()).toBeLessThanOrEqual(NOW.getTime())
      expect(text.length).toBeLessThanOrEqual(100_000)
    }
  })
})
