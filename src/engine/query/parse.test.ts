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
    ['a a (b OR b)', 'a AND b'],
    ['a AND NOT b', 'a AND NOT b'],
    ['a –b −c', 'a AND NOT b AND NOT c'],
    ['「東京 駅」 ＂c d＂ «e f» „g h“', '"東京 駅" AND "c d" AND "e f" AND "g h"'],
    ['"say 「this」 aloud"', '"say 「this」 aloud"'],
    ['（a OR b） lang：he', '(a OR b) AND lang:he'],
    ['"רמטכ"ל לשעבר" מנכ"ל דו״ח', '"רמטכ"ל לשעבר" AND מנכ"ל AND דו״ח'],
    ['a \u200fO\u202eR\u2069 b', 'a OR b'],
    ['a\0OR\0b', 'a OR b'],
    ['lang\u200e:he a', 'lang:he AND a'],
    ['של\u200fום', 'שלום'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['custom* Custom*,', 'custom* AND Custom*'],
    ['"custom*"', 'custom*'],
    ['東京*', '東京'],
    ['ב"הארץ*', 'ב"הארץ*'],
    ['case:Apple case:"Apple  Inc"', 'case:Apple AND case:"Apple Inc"'],
    ['a NEAR b', 'a NEAR/5 b'],
    ['a near/07 b', 'a NEAR/7 b'],
    ['near and far', 'near AND and AND far'],
    ['a ONEAR/3 (b OR "c d" OR e NEAR f) g', 'a ONEAR/3 (b OR "c d" OR e NEAR/5 f) AND g'],
    ['a NEAR/3 b NEAR/5 c', '(a NEAR/3 b) NEAR/5 c'],
    ['a NEAR/3 (b NEAR/5 c)', 'a NEAR/3 (b NEAR/5 c)'],
    ['a OR -b NEAR c d', 'a OR NOT b NEAR/5 c AND d'],
    ['=A NEAR case:B', '=A NEAR/5 case:B'],
    ['url:HTTPS://WWW.Shop.example:443/Sofas/?q=1#top', 'url:shop.example/Sofas'],
    ['(url:en.wikipedia.org/wiki/Apple_(company))', 'url:en.wikipedia.org/wiki/Apple_(company)'],
    ['url:shop.example/*', 'url:shop.example'],
    ['site:*.shop.example', 'site:shop.example'],
    ['a KIND:Review has:image', 'a AND kind:review AND has:image'],
    ['a followers:>1,000 followers:≤0020', 'a AND followers:>1000 AND followers:<=20'],
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
    ['a - b', 'minus_apart@2-3'],
    ['a OR AND b', 'operand_missing@5-8'],
    ['a AND AND b', 'operand_missing@2-5'],
    ['a ""', 'no_letters@2-4'],
    ['a colour:red', 'field_unknown@2-9'],
    ['https://a.example/b', 'address_bare@0-19'],
    ['https:// a', 'field_unknown@0-6'],
    ['a lang:', 'value_missing@2-7'],
    ['a lang:hebrew', 'value_wrong@7-13'],
    ['site:localhost', 'value_wrong@5-14'],
    ['#', 'value_missing@0-1'],
    ['a @', 'value_missing@2-3'],
    ['ab*', 'stem_too_short@0-3'],
    ['*', 'star_misplaced@0-1'],
    ['*abc', 'star_misplaced@0-4'],
    ['a*b', 'star_misplaced@0-3'],
    ['a "customer serv*"', 'star_in_phrase@2-18'],
    ['coca-col*', 'star_in_phrase@0-9'],
    ['=abc* case:abc*', 'star_when_exact@0-5 star_when_exact@11-15'],
    ['#sale* author:shop*', 'star_when_exact@0-6 value_wrong@14-19'],
    ['NEAR a', 'operand_missing@0-4'],
    ['a NEAR', 'operand_missing@2-6'],
    ['a NEAR ONEAR b', 'operand_missing@2-6'],
    ['a NEAR AND b', 'operand_missing@2-6'],
    ['a NEAR/0 b NEAR/101 c NEAR/x d', 'reach_wrong@2-8 reach_wrong@11-19 reach_wrong@22-28'],
    ['a NEAR -b', 'near_needs_words@7-9'],
    ['a NEAR NOT NOT b NEAR c', 'near_needs_words@7-16'],
    ['a NEAR NOT', 'near_needs_words@7-10'],
    ['a NEAR (b c)', 'near_needs_words@7-12'],
    ['lang:he NEAR (b OR #c OR (d -e))', 'near_needs_words@0-7 near_needs_words@19-21 near_needs_words@25-31'],
    ['"a b"~5', 'near_by_tilde@5-7'],
    ['a kind:tweet', 'value_wrong@7-12'],
    ['a has:', 'value_missing@2-6'],
    ['a followers:9', 'value_wrong@12-13'],
    ['url:localhost/x', 'value_wrong@4-15'],
    ['case:', 'value_missing@0-5'],
    ['a \u200fb:c \u200f(', 'field_unknown@3-5 bracket_not_closed@8-9'],
    ['kind:review has:link followers:>9', 'nothing_to_find@0-33'],
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
    ['nearness too deep', `a${' NEAR a'.repeat(NESTING_MAX + 2)}`, `too_deep@${7 * NESTING_MAX + 9}-${7 * NESTING_MAX + 13}`],
    ['a phrase too long', `"${'a '.repeat(PHRASE_WORDS_MAX + 1)}"`, `phrase_too_long@0-${2 * PHRASE_WORDS_MAX + 4}`],
  ])('%s', (_, text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test('the largest queries are understood', () => {
    expect(parse('ab OR '.repeat(2_666) + 'c')).toMatchObject({ ok: true })
    expect(parse('a '.repeat(TERMS_MAX))).toMatchObject({ ok: true })
    expect(parse(`${'-'.repeat(CHARACTERS_MAX - 2)}a`)).toMatchObject({ ok: true })
    expect(printed(`a${' NEAR a'.repeat(NESTING_MAX)}`)).toContain('NEAR')
    expect(parse(`${'('.repeat(NESTING_MAX)}a${')'.repeat(NESTING_MAX)}`)).toMatchObject({ ok: true })
  })

  test('every problem speaks a sentence that names what it is about', () => {
    const parsed = parse('a colour:red')
    expect(parsed).toMatchObject({ ok: false, problems: [{ params: { field: 'colour' }, message: expect.stringContaining('colour') }] })
    expect(parse('a kind:tweet')).toMatchObject({
      problems: [{ params: { field: 'kind', text: 'tweet', allowed: 'post, reply, repost, comment, review, article' } }],
    })
    expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length)
  })
})
