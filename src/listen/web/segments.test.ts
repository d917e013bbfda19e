import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, segments, type Span, spansWithin } from './segments.ts'

const marked = (text: string, spans: readonly Span[]) =>
  segments(text, spans)
    .map((piece) => (piece.matched ? `[${piece.text}]` : piece.text))
    .join('')

const anySpans = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 })), { maxLength: 8 })

describe('segments', () => {
  it('marks what matched, with the letters in front of a Hebrew name or without', () => {
    expect(marked('קניתי בקומרה אתמול', [[7, 12]])).toBe('קניתי ב[קומרה] אתמול')
  })

  it('marks once what two queries matched', () => {
    expect(marked('good old kumara', [[0, 8], [5, 15]])).toBe('[good old kumara]')
    expect(marked('ab', [[1, 2], [0, 1]])).toBe('[ab]')
  })

  it('never splits a letter of two units', () => {
    expect(marked('a👍b', [[0, 2]])).toBe('[a👍]b')
    expect(marked('a👍b', [[2, 4]])).toBe('a[👍b]')
  })

  it('adds up to the text, whatever the spans', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), anySpans, (text, spans) => {
        const pieces = segments(text, spans)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text.isWellFormed())).toBe(true)
      }),
    )
  })
})

describe('excerpt', () => {
  it('is the whole of a short text', () => {
    expect(excerpt('short', [[0, 5]])).toEqual([0, 5])
  })

  it('begins where a long text begins, and ends between words', () => {
    const text = 'words and words '.repeat(200)
    const [start, end] = excerpt(text, [[6, 9]])
    expect(start).toBe(0)
    expect(text.slice(0, end)).toMatch(/ $/)
  })

  it('shows the first match, however late it comes', () => {
    const text = `${'words and words '.repeat(200)}kumara${' and more words'.repeat(200)}`
    const part = excerpt(text, [[3200, 3206]])
    expect(marked(text.slice(...part), spansWithin([[3200, 3206]], part))).toContain('[kumara]')
  })

  it('splits no letter', () => {
    const text = '👍'.repeat(2000)
    const [start, end] = excerpt(text, [[2000, 2002]])
    expect(text.slice(start, end).isWellFormed()).toBe(true)
  })
})
