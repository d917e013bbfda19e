import { describe, expect, test } from 'vitest'
import { type Commit, POSTS } from './event.ts'
import { postOf } from './post.ts'

const DID = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'
const OTHER = 'at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kabc'
const AUTHOR = { id: DID, handle: 'noa.example', name: 'נועה', followers: null }
const CID = 'bafkreiabcdef'

const commit = (record: unknown, action: Commit['action'] = 'create'): Commit => ({
  kind: 'commit', at: 1_790_000_000_000_000, did: DID, action, collection: POSTS, rkey: '3krkey', rev: '3krev', record,
})
const heard = (fields: object, action: Commit['action'] = 'create') => postOf(commit({ $type: POSTS, text: '', ...fields }, action), AUTHOR)

describe('a post of the network becomes one of ours', () => {
  test('with its author, address, language and time, as they were claimed', () => {
    expect(heard({ text: 'שלום', langs: ['he', 'en'], createdAt: '2026-11-23T10:00:00.000Z' })).toEqual({
      kind: 'said',
      externalId: `at://${DID}/app.bsky.feed.post/3krkey`,
      form: 'post',
      author: AUTHOR,
      text: 'שלום',
      lang: 'he',
      url: 'https://bsky.app/profile/noa.example/post/3krkey',
      saidAt: new Date('2026-11-23T10:00:00.000Z'),
      links: [],
      tags: [],
      media: [],
      replyTo: null,
    })
  })

  test('by an author whose name is not known yet', () => {
    expect(postOf(commit({ text: 'x' }), { ...AUTHOR, handle: '' })?.url).toBe(`https://bsky.app/profile/${DID}/post/3krkey`)
  })

  test('edited and deleted', () => {
    expect(heard({ text: 'better' }, 'update')).toMatchObject({ kind: 'edited', text: 'better' })
    expect(postOf(commit(undefined, 'delete'), AUTHOR))
      .toMatchObject({ kind: 'deleted', externalId: `at://${DID}/app.bsky.feed.post/3krkey`, text: '' })
  })

  test.each<[string, object, object | null]>([
    ['parent and root', { parent: { uri: OTHER }, root: { uri: `${OTHER}r` } }, { parent: OTHER, root: `${OTHER}r` }],
    ['no root', { parent: { uri: OTHER } }, { parent: OTHER, root: OTHER }],
    ['nothing in it', {}, null],
  ])('a reply with %s', (_, reply, replyTo) => {
    expect(heard({ reply })).toMatchObject({ form: replyTo ? 'reply' : 'post', replyTo })
  })

  test.each<[string, object, readonly string[]]>([
    ['links in the text',
      { facets: [facet({ uri: 'https://a.example' }), facet({ uri: 'https://a.example' }, { uri: 'https://b.example' })] },
      ['https://a.example', 'https://b.example']],
    ['a card', { embed: { external: { uri: 'https://card.example', title: 'Card' } } }, ['https://card.example']],
    ['a quote', { embed: { record: { uri: OTHER } } }, ['https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kabc']],
    ['a quote with a card', { embed: { record: { record: { uri: OTHER } }, media: { external: { uri: 'https://card.example' } } } },
      ['https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kabc', 'https://card.example']],
    ['a quoted list, which is no post', { embed: { record: { uri: 'at://did:plc:x/app.bsky.graph.list/1' } } }, []],
  ])('%s', (_, fields, links) => {
    expect(heard(fields)?.links).toEqual(links)
  })

  test('tags of the text, of its marks and of the post, each once and without #', () => {
    const facets = [facet({ tag: 'שירות' }), facet({ tag: 'hidden' })]
    expect(heard({ text: 'אוי #שירות, not #1 but #2good and ＃wide #שירות', facets, tags: ['extra', 'שירות'] })?.tags)
      .toEqual(['שירות', '2good', 'wide', 'hidden', 'extra'])
  })

  test('images and videos with their descriptions', () => {
    const images: object[] = [
      { alt: 'קבלה מקומטת', image: { ref: { $link: CID } } },
      { alt: '', image: { ref: { toString: () => CID } } },
      {},
    ]
    expect(heard({ embed: { images } })?.media).toEqual([
      { kind: 'image', url: `https://cdn.bsky.app/img/feed_fullsize/plain/${DID}/${CID}@jpeg`, alt: 'קבלה מקומטת' },
      { kind: 'image', url: `https://cdn.bsky.app/img/feed_fullsize/plain/${DID}/${CID}@jpeg`, alt: null },
      { kind: 'image', url: null, alt: null },
    ])
    expect(heard({ embed: { media: { video: {}, alt: 'a queue' } } })?.media).toEqual([{ kind: 'video', url: null, alt: 'a queue' }])
    expect(heard({ embed: { external: { uri: 'https://card.example', title: 'Card' } } })?.media)
      .toEqual([{ kind: 'link', url: 'https://card.example', alt: 'Card' }])
  })

  test.each<string>(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('a claimed time of %s is passed on', (createdAt) => {
    expect(heard({ createdAt })?.saidAt?.toISOString()).toBe(new Date(createdAt).toISOString())
  })
})

describe('a record that lies about its form', () => {
  test.each<unknown>([null, undefined, 7, 'text', [], {}, { text: 5 }])('%j is no post', (record) => {
    expect(postOf(commit(record), AUTHOR)).toBeNull()
  })

  test.each<object>([
    { createdAt: 'yesterday' }, { langs: 'he' }, { langs: [5] }, { langs: ['x'.repeat(1_000)] }, { reply: 'me' }, { tags: [1, null] },
    { facets: {} }, { facets: [null, { features: [null, 5, { uri: 5 }] }] },
    { embed: 5 }, { embed: { images: 'many', external: [], record: null, media: 5 } },
  ])('%j is read as if the wrong part were missing', (fields) => {
    expect(heard({ ...fields, text: 'still said' }))
      .toMatchObject({ text: 'still said', lang: null, saidAt: null, links: [], tags: [], media: [], replyTo: null })
  })

  test('lists are bounded', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => n)
    const post = heard({
      text: many.map((n) => `#tag${n}`).join(' '),
      tags: many.map((n) => `other${n}`),
      facets: many.map((n) => facet({ uri: `https://${n}.example` })),
      embed: { images: many.map(() => ({ alt: 'x' })) },
    })
    expect([post?.tags.length, post?.links.length, post?.media.length]).toEqual([200, 200, 20])
  })

  test('an attachment within an attachment without end is cut', () => {
    let embed: object = { external: { uri: 'https://deep.example' } }
    for (let depth = 0; depth < 50_000; depth += 1) embed = { media: embed }
    expect(heard({ text: 'deep', embed })).toMatchObject({ text: 'deep', links: [] })
  })
})

function facet(...features: object[]) {
  return { index: { byteStart: 0, byteEnd: 1 }, features }
}
