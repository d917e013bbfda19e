import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../base/error.ts'
import { languageOf, sentencesIn, textIn } from './read-answer.ts'

const UNITS_MAX = 50
const json = JSON.stringify
/** What is read, or why nothing is. */
const said = (words: string): string | { why: unknown } => orWhy(() => textIn(words, 'reply', UNITS_MAX))
const told = (words: string, count = 3) => orWhy(() => sentencesIn(words, count))
function orWhy<T>(read: () => T): T | { why: unknown } {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'assist.no_answer') return { why: error.details['why'] }
    throw error
  }
}

describe('one text', () => {
  it.each([
    ['alone', '{"reply":"תודה!"}'],
    ['with space around it', ' \n{"reply": "תודה!"}\r\n'],
    ['in a fence', '```json\n{"reply":"תודה!"}\n```'],
    ['among other words', 'Of course. {"reply":"תודה!"} Anything else?'],
    ['behind thoughts that hold another', '<think>{"reply":"no"}</think>\n{"reply":"תודה!"}'],
    ['with fields that nobody asked for', '{"reply":"תודה!","send":true,"to":"all"}'],
    ['of which the last counts', '{"reply":"no","reply":"תודה!"}'],
  ])('is found %s', (_how, words) => {
    expect(said(words)).toBe('תודה!')
  })

  it.each([
    ['no JSON', 'Thank you!', 'form'],
    ['JSON cut short', '{"reply":"Thank y', 'form'],
    ['JSON cut short behind a bracket', '{"reply":"Thank {you} ver', 'form'],
    ['two answers', '{"reply":"one"} {"reply":"two"}', 'form'],
    ['thoughts without an end', '<think>{"reply":"no"}, or perhaps {', 'form'],
    ['a list', '["Thank you"]', 'form'],
    ['a bare text', '"Thank you"', 'form'],
    ['null', 'null', 'form'],
    ['another field', '{"answer":"Thank you"}', 'form'],
    ['a field of another kind', '{"reply":["Thank you"]}', 'form'],
    ['nothing', '', 'form'],
    ['an empty text', '{"reply":""}', 'empty'],
    ['a text that cannot be seen', json({ reply: ' \u200b\u202e\ufeff\u0000 ' }), 'empty'],
    ['a text that is too long', json({ reply: 'x'.repeat(UNITS_MAX + 1) }), 'long'],
  ])('is not read out of %s', (_what, words, why) => {
    expect(said(words)).toEqual({ why })
  })

  it('keeps lines, joiners and emojis; bidi controls, half characters, links and addresses are gone', () => {
    expect(said(json({ reply: 'שלום\u202e,\n\tדנה\ud800' }))).toBe('שלום,\n\tדנה\ufffd')
    expect(said(json({ reply: 'می‌خواهم 👩‍👧' }))).toBe('می‌خواهم 👩‍👧')
    expect(said(json({ reply: 'see https://trick.example, me@trick.example' }))).toBe('see [link], [email]')
    expect(said(json({ reply: '<script>alert(1)</script>' }))).toBe('<script>alert(1)</script>')
  })

  it('never fails otherwise, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.json().map((inner) => `{"reply":${inner}}`)), (words) => {
      const text = said(words)
      expect(typeof text === 'string' ? text.length <= UNITS_MAX && text.isWellFormed() : ['form', 'empty', 'long'].includes(String(text.why))).toBe(true)
    }), { numRuns: 1_000 })
  })
})

describe('the sentences of a summary', () => {
  const one = (text: unknown, posts: unknown) => json({ sentences: [{ text, posts }] })

  it('stand on posts that were sent, each named once', () => {
    expect(told(one('Many wait.', [3, 1, 3]))).toEqual({ sentences: [{ text: 'Many wait.', posts: [3, 1] }], dropped: 0 })
    expect(told(one('Many wait.', [1, 999, 0, -1, 1.5, '2', null, [2], { n: 2 }, 1e308, -0]))).toEqual({ sentences: [{ text: 'Many wait.', posts: [1] }], dropped: 0 })
  })

  it.each([
    ['names none', []], ['names one that was not sent', [4]], ['names it in words', ['3']], ['names no list', 3], ['says nothing of posts', undefined], ['names an id', ['01890000-0000-7000-8000-000000000000']],
  ])('are dropped where one %s', (_what, posts) => {
    expect(told(one('Invented.', posts))).toEqual({ sentences: [], dropped: 1 })
  })

  it.each([['is empty', ' \u200b '], ['is too long', 'x'.repeat(401)], ['is no text', 5]])('are dropped where one %s', (_what, text) => {
    expect(told(one(text, [1]))).toEqual({ sentences: [], dropped: 1 })
  })

  it('are eight at most, on one line each, and what is beyond them is counted', () => {
    const many = json({ sentences: Array.from({ length: 2_000 }, (_, n) => ({ text: `line\none ${n}\u202e`, posts: [1] })) })
    expect(told(many)).toEqual({ sentences: Array.from({ length: 8 }, (_, n) => ({ text: `line one ${n}`, posts: [1] })), dropped: 1_992 })
  })

  it('that only say which mention they rest on do not rest on it', () => {
    expect(told(one('As [3] says, all is well.', []))).toEqual({ sentences: [], dropped: 1 })
  })

  it.each(['', 'null', '[]', '{}', '{"sentences":{}}', '{"sentences":"many"}', '{"sentences":[{"text":"cut", "posts":[1]}', 'Here you are.'])('are not read out of %s', (words) => {
    expect(told(words)).toEqual({ why: 'form' })
  })

  it('never stand on anything else, whatever comes', () => {
    const odd = fc.oneof(fc.json().map((inner) => `{"sentences":${inner}}`), fc.array(fc.record({ text: fc.string(), posts: fc.array(fc.anything()) }).map((each) => json(each))).map((all) => `{"sentences":[${all}]}`))
    fc.assert(fc.property(odd, fc.integer({ min: 0, max: 4 }), (words, count) => {
      const read = told(words, count)
      for (const { posts } of 'why' in read ? [] : read.sentences) expect(posts.length > 0 && posts.every((n) => n >= 1 && n <= count)).toBe(true)
    }), { numRuns: 1_000 })
  })
})

describe('the language of an answer', () => {
  it('is told, and whether it is surely another than was wanted', () => {
    expect(languageOf('תודה שכתבתם לנו, נשמח לעזור', 'he')).toEqual({ lang: 'he', isOtherLanguage: false })
    expect(languageOf('Je vous remercie beaucoup pour votre message', 'he')).toEqual({ lang: 'fr', isOtherLanguage: true })
    expect(languageOf('Je vous remercie beaucoup pour votre message', null).isOtherLanguage).toBe(false)
    for (const little of ['', '👍', '[person]', '12']) expect(languageOf(little, 'he').isOtherLanguage).toBe(false)
  })
})
