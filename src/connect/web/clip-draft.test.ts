import { expect, it } from 'vitest'
import { bookmarkletOf, draftOf, EMPTY_CLIP, localMoment, momentOf } from './clip-draft.ts'

it('begins with what was shared, the link also from among the words', () => {
  expect(draftOf({})).toBeNull()
  expect(draftOf({ url: 'https://a.example/1', title: 'Title', text: 'marked' })).toEqual({ ...EMPTY_CLIP, url: 'https://a.example/1', text: 'marked' })
  expect(draftOf({ title: 'Title', text: 'look at this https://a.example/1?x=1' })).toEqual({ ...EMPTY_CLIP, url: 'https://a.example/1?x=1', text: 'look at this' })
  expect(draftOf({ title: 'רק כותרת' })).toEqual({ ...EMPTY_CLIP, text: 'רק כותרת' })
})

it('makes a bookmark that is a script of one line, without spaces that a browser would cut at', () => {
  const script = bookmarkletOf('https://heed.example')
  expect(script).toMatch(/^javascript:[^\s<>"]+$/)
  expect(decodeURIComponent(script)).toContain('https://heed.example/clip?')
})

it('keeps a moment through a field for dates', () => {
  expect(momentOf(localMoment('2026-05-01T10:30:00.000Z'))).toBe('2026-05-01T10:30:00.000Z')
  expect([localMoment(null), momentOf(''), momentOf('soon')]).toEqual(['', null, null])
})
