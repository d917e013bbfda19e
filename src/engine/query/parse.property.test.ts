import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, CHARACTERS_MAX, parse } from '../index.ts'
import { randomQuery, written } from '../match/random.test-support.ts'
import { checkText } from './check-text.test-support.ts'
import { hostileText } from './hostile.test-support.ts'

test('printing a query and reading it again gives the same query', () => {
  let understood = 0
  fc.assert(fc.property(randomQuery, (query) => {
    if (checkText(written(query))) understood++
  }), { numRuns: 500 })
  expect(understood).toBeGreaterThan(200)
})

test('any text is understood and prints back to itself, or is refused with problems inside it; its pieces leave nothing out', () => {
  let understood = 0
  fc.assert(fc.property(hostileText, (text) => {
    if (!checkText(text)) return
    understood++
    const parsed = parse(text)
    if (parsed.ok) compile([{ id: 'q', query: parsed.query }]).match({ text })
  }), { numRuns: 5_000 })
  expect(understood).toBeGreaterThan(500)
})

test('the work grows with the text alone, however it is built', () => {
  const units = [
    '"', "'", 'א"', '״ ', '-', '(', ')', ' !', '(!', '*', 'a* ', 'a:', 'a', '!', '\u200f', '@a.', '#', '「', '"a"~5', 'NOT ', 'a NEAR/3 ', 'a NEAR NOT ', 'site:.', 'url:/', 'www.',
    'a OR ', '(a OR b) ', '((a b) OR c) ', 'א\u05b0', '\ud800', '=', 'case:"', 'url:(', 'lang:', 'a://', ' AND', 'NEAR', '\0', '\u05b0',
  ]
  const nested = (inner: string, around: string) => '('.repeat(199) + inner.repeat(3_000) + around.repeat(199)
  const texts = [nested('a ', ' x)'), nested('a OR ', 'a OR b)'), nested('!', ' NEAR a)'), `site:${'www.'.repeat(3_000)}`, `url:${'@'.repeat(9_000)}`]
  for (const unit of units) texts.push(unit.repeat(Math.floor(CHARACTERS_MAX / unit.length)), `a${unit.repeat(3_000)}`, `url:a.example${unit.repeat(2_000)}b`)
  for (const text of texts) expect(() => checkText(text)).not.toThrow()
})
