import { describe, expect, test } from 'vitest'
import { CHARACTERS_MAX, NESTING_MAX, parse, PHRASE_WORDS_MAX, print, PROBLEM_CODES, TERMS_MAX } from '../index.ts'

function printed(text: string): string {
  const parsed = parse(text)
  return parsed.ok ? print(parsed.query) : parsed.problems.map(({ code, from, to }) => `${code}@${from}-${to}`).join(' ')
}

describe('a query prints the way it was understood', () => {
  test.each([
    ['ikea', 'ikea'],
    ['  ikea   sofa ', 'ikea AND sofa'],
    ['a b OR c d', 'a AND b OR c AND d'],
    ['a (b OR c)', 'a AND (b OR c)'],
    ['a (b c)', 'a AND b AND c'],
    ['a -b', 'a AND NOT b'],
    ['a NOT NOT b', 'a AND b'],
    ['a -(b c)', 'a AND NOT (b AND c)'],
    ['"ikea"', 'ikea'],
    ['"coca   cola"', '"coca cola"'],
    ['“coca cola”', '"coca cola"'],
    ['coca-cola', 'coca-cola'],
    ['"AND"', '"AND"'],
    ['or', 'or'],
    ['"-a" "#b" "lang:he"', '"-a" AND "#b" AND "lang:he"'],
    ['צה"ל', 'צה"ל'],
    ['"צה"ל ניצח"', '"צה"ל ניצח"'],
    ['ל"מגה" (ב"הארץ")', 'ל"מגה AND ב"הארץ'],
    ['=IKEA ="Apple Store"', '=IKEA AND ="Apple Store"'],
    ['#Sale #בְּרָכָה', '#sale AND #ברכה'],
    ['@Shop.bsky.social', '@shop.bsky.social'],
    ['a lang:iw', 'a AND lang:he'],
    ['a LANG:he-IL', 'a AND lang:he'],
    ['site:https://www.Shop.co.il/x', 'site:shop.co.il'],
    ['author:@Dana network:"Blue Sky"', 'author:dana AND network:"blue sky"'],
    ['12:30', '12:30'],
    ['\u200fשלום\u200f (עולם)', 'שלום AND עולם'],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected)
    expect(printed(expected)).toBe(expected)
  })
})

describe('what cannot be used is refused with its place', () => {
  test.each([
    ['', 'empty@0-0'],
    ['  ', 'empty@0-2'],
    ['a AND', 'operand_missing@2-5'],
    ['OR a', 'operand_missing@0-2'],
    ['AND', 'operand_missing@0-3'],
    ['a OR OR b', 'operand_missing@2-4'],
    ['a NOT', 'operand_missing@2-5'],
    ['(a', 'bracket_not_closed@0-1'],
    ['a) b', 'bracket_not_opened@1-2'],
    ['a ()', 'bracket_empty@2-4'],
    ['a "b c', 'quote_not_closed@2-3'],
    ['a !!!', 'no_letters@2-5'],
    ['a - b', 'no_letters@2-3'],
    ['a ""', 'no_letters@2-4'],
    ['a colour:red', 'field_unknown@2-9'],
    ['https://a.example', 'field_unknown@0-6'],
    ['a lang:', 'value_missing@2-7'],
    ['a lang:hebrew', 'value_wrong@7-13'],
    ['site:localhost', 'value_wrong@5-14'],
    ['#', 'value_missing@0-1'],
    ['a @', 'value_missing@2-3'],
    ['ike*', 'field_not_yet@0-4'],
    ['a NEAR/3 b', 'field_not_yet@2-8'],
    ['a followers:>9', 'field_not_yet@2-12'],
    ['-a', 'nothing_to_find@0-2'],
    ['lang:he network:x', 'nothing_to_find@0-17'],
    ['a OR -b', 'nothing_to_find@5-7'],
    ['a OR (lang:he -b)', 'nothing_to_find@5-17'],
    ['a) lang: (b "c', 'bracket_not_opened@1-2 value_missing@3-8 bracket_not_closed@9-10 quote_not_closed@12-13'],
  ])('%s: %s', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test.each([
    ['a query too long', 'a '.repeat(CHARACTERS_MAX), `too_long@${CHARACTERS_MAX}-${2 * CHARACTERS_MAX}`],
    ['too many terms', 'a '.repeat(TERMS_MAX + 1), `too_many_terms@${2 * TERMS_MAX}-${2 * TERMS_MAX + 2}`],
    ['brackets too deep', '('.repeat(CHARACTERS_MAX), `too_deep@${NESTING_MAX}-${NESTING_MAX + 1}`],
    ['a phrase too long', `"${'a '.repeat(PHRASE_WORDS_MAX + 1)}"`, `phrase_too_long@0-${2 * PHRASE_WORDS_MAX + 4}`],
  ])('%s', (_, text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test('the largest queries are understood', () => {
    expect(parse('ab OR '.repeat(2_666) + 'c')).toMatchObject({ ok: true })
    expect(parse('a '.repeat(TERMS_MAX))).toMatchObject({ ok: true })
    expect(parse(`${'-'.repeat(CHARACTERS_MAX - 2)}a`)).toMatchObject({ ok: true })
    expect(parse(`${'('.repeat(NESTING_MAX)}a${')'.repeat(NESTING_MAX)}`)).toMatchObject({ ok: true })
  })

  test('every problem speaks a sentence that names what it is about', () => {
    const parsed = parse('a colour:red')
    expect(parsed).toMatchObject({ ok: false, problems: [{ params: { field: 'colour' }, message: expect.stringContaining('colour') }] })
    expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length)
  })
})
