import { describe, expect, test } from 'vitest'
import { parse, pieces } from '../index.ts'

function shown(text: string): string {
  return pieces(text).map(({ is, from, to, field }) => `${field === undefined ? is : `${field}'s ${is}`} ${text.slice(from, to)}`).join(' | ')
}

describe('the pieces of a query', () => {
  test.each([
    ['ikea "blue bag" =Apple custom*', 'word ikea | phrase "blue bag" | word =Apple | stem custom*'],
    ['(a OR -b) AND NOT c', 'bracket ( | word a | operator OR | operator - | word b | bracket ) | operator AND | operator NOT | word c'],
    ['a NEAR/12 b ONEAR c', 'word a | operator NEAR/ | number 12 | word b | operator ONEAR | word c'],
    ['#sale @shop צה"ל', 'tag #sale | handle @shop | word צה"ל'],
    ['kind:review Followers:>=200', "kind's field kind: | kind's value review | followers's field Followers: | followers's number >=200"],
    ['case:"Apple Inc"', "case's field case: | case's value \"Apple Inc\""],
    ['colour:red', "colour's field colour: | colour's value red"],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  test.each([
    ['', ''],
    ['"never closed', 'phrase "never closed'],
    ['(a OR', 'bracket ( | word a | operator OR'],
    ['a NEAR/', 'word a | operator NEAR/'],
    ['lang:', "lang's field lang:"],
    ['kind:re', "kind's field kind: | kind's value re"],
    ['followers:>', "followers's field followers: | followers's number >"],
    ['# @ - * !', 'tag # | handle @ | word - | word * | word !'],
    ['ab* ) \ud800', 'word ab* | bracket ) | word \ud800'],
  ])('are told of what is broken or half written: %s', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })

  test('stand where they stand in the text, invisible marks counted', () => {
    expect(pieces('\u200flang\u200f:\u200ehe\u200f N\u202eOT a')).toEqual([
      { is: 'field', from: 1, to: 8, field: 'lang' },
      { is: 'value', from: 8, to: 10, field: 'lang' },
      { is: 'operator', from: 12, to: 16 },
      { is: 'word', from: 17, to: 18 },
    ])
  })

  test('end with what is seen', () => {
    expect(pieces('lang:\u200f (')).toEqual([{ is: 'field', from: 0, to: 5, field: 'lang' }, { is: 'bracket', from: 7, to: 8 }])
  })

  test('are as many as a text of any length has', () => {
    expect(pieces('a '.repeat(100_000))).toHaveLength(100_000)
    expect(parse('a '.repeat(100_000))).toMatchObject({ ok: false })
  })
})
