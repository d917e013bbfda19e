import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brandMatcher } from './index.ts'

/** What is marked of a brand of these names in a text; null where it is not found. */
function marked(names: readonly string[], text: string): string[] | null {
  const [found] = brandMatcher([{ id: 'it', names }]).find(text)
  return found ? found.spans.map(([start, end]) => text.slice(start, end)) : null
}

describe('a brand is found by its names, without their prefixes', () => {
  test.each([
    [['שופרסל', 'Shufersal'], 'ושבשופרסל היה תור, Shufersal!', ['שופרסל', 'Shufersal']],
    [['שופרסל'], 'קניתי בְּשׁוּפֶּרְסַל', ['שׁוּפֶּרְסַל']],
    [['שופרסל'], '\u2067בשופרסל\u2069 שופ\u00adרסל \ufb2aופרסל', ['שופרסל', 'שופ\u00adרסל', '\ufb2aופרסל']],
    [['קוקה קולה'], 'בקוקה־קולה, קוקה_קולה וקוקהקולה', ['קוקה־קולה', 'קוקה_קולה', 'קוקהקולה']],
    [['צה"ל'], "צה״ל, צה''ל, צה”ל ולצהל", ['צה״ל', "צה''ל", 'צה”ל', 'צהל']],
    [['H&M'], 'ב-H&M וב-h&m', ['H&M', 'h&m']],
    [['C++'], 'I write C++, c++ and C++!', ['C++', 'c++', 'C++']],
    [['C', 'C++'], 'C or C++', ['C', 'C++']],
    [['Disney+', 'דיסני+'], 'Disney+ בדיסני+', ['Disney+', 'דיסני+']],
    [['A+B', '(.*)', '[x|y]$'], 'a+b, x y', ['a+b', 'x y']],
    [['איקאה', '#איקאה', '@ikea'], 'ראו #איקאה', ['איקאה']],
  ])('%j in: %s', (names, text, pieces) => {
    expect(marked(names, text)).toEqual(pieces)
  })

  test.each([
    [['בנט'], 'ראיתי בנטפליקס, כוח בנ"ט, רלבנטי'],
    [['C++'], 'c, C+, C+++, C + + and plan c'],
    [['Disney+'], 'Disney, and Disney +1'],
    [['איקאה', 'IKEA'], 'bikeaxle ikeas likea maikea'],
    [['קוקה קולה'], 'קוקה וקולה. קוקה, קולה'],
    [['.*', '[a-c]', '(a|b)$', '', ' ', '"', '!!!', '\u200f'], 'abc מה קורה? "!!!" ca'],
    [[], 'שופרסל'],
  ])('%j not in: %s', (names, text) => {
    expect(marked(names, text)).toBeNull()
  })
})

describe('a form with a prefix that is a word of its own', () => {
  test.each(['מבזק חדשות', 'מבזק, ועוד מבזק', 'הַמִּבְזָק, מִבְזָק'])('is not the brand by itself: %s', (text) => {
    expect(marked(['בזק', 'Bezeq'], text)).toBeNull()
  })

  test('counts where the text names the brand in another way, too', () => {
    expect(marked(['בזק', 'Bezeq'], 'עברתי מבזק, בזק ניתקו אותי')).toEqual(['בזק', 'בזק'])
    expect(marked(['בזק', 'Bezeq'], 'עברתי מבזק #bezeq')).toEqual(['בזק', 'bezeq'])
    expect(marked(['בזק', 'Bezeq'], 'עברתי מ"בזק"')).toEqual(['בזק'])
    expect(marked(['בזק', 'Bezeq'], 'עברתי מהבזק')).toEqual(['בזק'])
  })
})

describe('lists of brands', () => {
  test('are answered in their order, each brand once, under its id as it was given', () => {
    const { find } = brandMatcher<string | number>([
      { id: 7, names: ['פלאפון'] }, { id: '7', names: ['סלקום'] }, { id: 'none', names: ['פרטנר'] }, { id: 7, names: ['Pelephone'] },
    ])
    expect(find('בסלקום, pelephone ובפלאפון')).toEqual([
      { id: 7, spans: [[8, 17], [20, 26]] },
      { id: '7', spans: [[1, 6]] },
    ])
  })

  test('of thousands of names find the one that is meant', () => {
    const { find } = brandMatcher(Array.from({ length: 5_000 }, (_, n) => ({ id: `brand ${n}`, names: [`מותג${n} נחמד`, `Brand${n}`] })))
    expect(find('הלכנו למותג4321 נחמד ול-BRAND17').map(({ id }) => id)).toEqual(['brand 17', 'brand 4321'])
    const names = Array.from({ length: 5_000 }, (_, n) => `Name${n}`)
    expect(marked(names, 'name4999, name5000, name0')).toEqual(['name4999', 'name0'])
  })

  test('refuse a name of more words than any has', () => {
    expect(() => brandMatcher([{ id: 'it', names: ['מותג '.repeat(101)] }])).toThrow(RangeError)
  })

  test('are looked for in a megabyte as in a line', () => {
    expect(marked(['שופרסל'], `${'א׳"ב ג\u05b0 '.repeat(170_000)}בשופרסל`)).toEqual(['שופרסל'])
  })
})

/** The spec's grammar, said plainly: for text of spaces and Hebrew letters without final ones and without three of one in a row. */
const PREFIX = /^ו?(?:לכש|כש|מש|בש|שכש|ש)?(?:[כמ]?[בל]|[בלכמ])?ה?$/
function isNamed(name: string, word: string): boolean {
  const ways: [string, RegExp][] = [[name, /^/]]
  if (name.startsWith('ה') && name.length >= 4) ways.push([name.slice(1), /[בלכ]$/])
  if (name.startsWith('וו') && name.length > 2) ways.push([name.slice(1), /.$/])
  else if (name.startsWith('ו')) ways.push([`ו${name}`, /.$/])
  return ways.some(([written, after]) => word.endsWith(written) && PREFIX.test(word.slice(0, -written.length)) && after.test(word.slice(0, -written.length)))
}

const word = (least: number, most: number) => fc.string({ unit: fc.constantFrom(...'משהוכלבתר'), minLength: least, maxLength: most }).filter((letters) => !/(.)\1\1/.test(letters))

test('what is found is what the grammar says', () => {
  const withPrefix = fc.tuple(fc.string({ unit: fc.constantFrom(...'משהוכלב'), maxLength: 4 }), word(2, 5)).map((parts) => parts)
  fc.assert(fc.property(withPrefix, fc.array(word(1, 9), { maxLength: 4 }), ([prefix, name], others) => {
    const words = [...others, prefix + name, prefix + name.slice(1), name + prefix].filter((each) => !/(.)\1\1/.test(each))
    const text = words.join(' ')
    // A second, invented name stands in the text, so that forms that are words of their own count.
    const found = brandMatcher([{ id: 'it', names: [`טסט${name}`, name] }]).find(`טסט${name} ${text}`)
    const starts = found.flatMap(({ spans }) => spans.map(([start]) => start)).filter((start) => start > 0)
    expect(starts.length).toBe(words.filter((each) => isNamed(name, each)).length)
  }), { numRuns: 300 })
})
