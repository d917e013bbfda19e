import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { postOf } from '../../../tests/simulate/scene.ts'
import type { Post } from '../../connect/connector.ts'
import { CUT_MARK, ID_UNITS_MAX, LINKS_MAX, MEDIA_MAX, NAME_UNITS_MAX, normalise, TAGS_MAX, TEXT_UNITS_MAX } from './normalise.ts'

const NOW = new Date('2026-05-01T12:00:00Z')
const clean = (parts: Partial<Post>) => {
  const [post] = normalise([postOf({ externalId: 'a', ...parts })], NOW)
  if (!post) throw new Error('a post was dropped')
  return post
}

describe('normalise', () => {
  test('leaves an ordinary post as it was', () => {
    const post = postOf({ externalId: 'a', text: 'שלום 👋🏽\n“so” it’s said', links: ['https://a.example/?q=1&r=ש'], tags: ['תג'], replyTo: { parent: 'p', root: 'r' } })
    expect(normalise([post], NOW)).toEqual([{ ...post, origin: null, filedBy: null }])
  })

  test('makes what cannot be stored well-formed, unit for unit', () => {
    expect(clean({ text: 'a\ud800b\0c\udc00' }).text).toBe('a\ufffdb\ufffdc\ufffd')
    expect(clean({ externalId: 'x\0' }).externalId).toBe('x\ufffd')
  })

  test('cuts a long text between characters, visibly', () => {
    const { text } = clean({ text: '👋'.repeat(TEXT_UNITS_MAX) })
    expect([text.length <= TEXT_UNITS_MAX, text.isWellFormed(), text.endsWith(`👋${CUT_MARK}`)]).toEqual([true, true, true])
  })

  test('bounds lists, names and ids', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `t${n}`)
    const post = clean({
      externalId: 'x'.repeat(9_999), tags: many, links: many.map((one) => `https://${one}.example`),
      media: many.map(() => ({ kind: 'image' as const, url: null, alt: 'x'.repeat(99_999) })),
      author: { id: 'y'.repeat(9_999), handle: 'z'.repeat(9_999), name: 'ש'.repeat(9_999), followers: 1e12 },
    })
    expect([post.tags.length, post.links.length, post.media.length]).toEqual([TAGS_MAX, LINKS_MAX, MEDIA_MAX])
    for (const id of [post.externalId, post.author.id]) expect(id.length).toBeLessThanOrEqual(ID_UNITS_MAX)
    for (const name of [post.author.handle, post.author.name ?? '']) expect(name.length).toBe(NAME_UNITS_MAX)
    expect(post.author.followers).toBe(2 ** 31 - 1)
  })

  test('keeps long ids apart, and the same every time', () => {
    const [one, two] = ['1', '2'].map((end) => clean({ externalId: 'x'.repeat(2_000) + end }).externalId)
    expect(one).not.toBe(two)
    expect(clean({ externalId: `${'x'.repeat(2_000)}1` }).externalId).toBe(one)
  })

  test.each([
    ['javascript:alert(1)', null], ['data:text/html,x', null], ['//a.example', null], ['', null], ['https://', null], ['ftp://a.example/', null],
    [' https://a.example/x ', 'https://a.example/x'], ['http://a.example', 'http://a.example'], [`https://a.example/${'x'.repeat(3_000)}`, null],
  ])('lets only web addresses through: %s', (url, expected) => {
    const post = clean({ url, links: [url, url], media: [{ kind: 'image', url, alt: null }] })
    expect([post.url, post.links, post.media[0]?.url]).toEqual([expected, expected === null ? [] : [expected], expected])
  })

  test.each([
    ['0000-01-01', NOW], ['1989-12-31', NOW], ['9999-12-31', NOW], ['2026-05-01T12:00:01Z', NOW], ['never', NOW],
    ['1990-01-01', new Date('1990-01-01')], ['2026-05-01T11:59:59Z', new Date('2026-05-01T11:59:59Z')],
  ])('takes a date that cannot be true for the moment it was heard: %s', (said, expected) => {
    expect(clean({ saidAt: new Date(said) }).saidAt).toEqual(expected)
  })

  test('fails on nothing, drops nothing and keeps the order', () => {
    const text = fc.string({ unit: 'binary' })
    const posts = fc.array(fc.record({ externalId: text, text, url: fc.option(text), saidAt: fc.option(fc.date({ noInvalidDate: false })), tags: fc.array(text), links: fc.array(fc.webUrl()) }))
    fc.assert(fc.property(posts, (some) => {
      const all = normalise(some.map((parts) => postOf(parts)), NOW)
      expect(all.length).toBe(some.length)
      for (const post of all) {
        expect(JSON.stringify(post)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        expect(post.saidAt.getTime()).toBeLessThanOrEqual(NOW.getTime())
      }
    }))
  })
})
