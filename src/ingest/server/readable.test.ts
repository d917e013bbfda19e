import { expect, test } from 'vitest'
import { postOf } from '../../../tests/simulate/scene.ts'
import { normalise } from './normalise.ts'
import { labelled, languageOf, readable } from './readable.ts'

test.each([
  ['he', 'he'], ['iw', 'he'], ['he-IL', 'he'], ['en_US', 'en'], ['EN', 'en'], ['zh-Hans-CN', 'zh'], ['und', null], ['', null], [null, null], ['english', null], ['x', null], ['\0', null],
])('the label %s is read as %s', (label, expected) => {
  expect(labelled(label)).toBe(expected)
})

test('a post without a usable label is read to find its language', () => {
  const [post] = normalise([postOf({ externalId: 'a', lang: 'und', text: 'אני רוצה לומר לכם שהשירות שלכם היה נהדר' })], new Date())
  expect(post && languageOf(post)).toBe('he')
})

test('a post is read with its kind, its author’s followers and what it carries', () => {
  const image = { kind: 'image', url: 'https://network.example/a.png', alt: null } as const
  const bare = postOf({ externalId: 'a', form: 'reply', author: { id: 'ada', handle: '', name: null, followers: 7 } })
  const read = normalise([bare, { ...bare, links: ['https://shop.example'] }, { ...bare, links: ['https://shop.example'], media: [image, image] }], new Date())
    .map((post) => readable('net', post, null))
  expect(read).toMatchObject([{ kind: 'reply', followers: 7, has: [] }, { has: ['link'] }, { has: ['image', 'link'] }])
})
