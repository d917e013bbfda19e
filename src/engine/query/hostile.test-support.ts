import * as fc from 'fast-check'
import { randomQuery, written } from '../match/random.test-support.ts'

const SHREDS = [
  ...`"'() -#@=*:./<>~`, 'a', 'abc', 'שלום', 'צה"ל', '日', ' AND ', ' OR ', 'NOT ', ' NEAR ', ' ONEAR/3 ', 'near/0', 'lang:', 'x:', 'url:', 'kind:',
  'case:', 'followers:>=', 'author:', 'site:www.', 'http://', '״', '“', '”', '«', '「', '」', '（', '）', '：', '＂', '\u200f', '\u202e', '\0', '\ud800', '\udc00',
  '\u05b0', 'ﷺ', 'İ', '⑴', '¨', 'ß', '👨‍👩‍👧', 'network:', '#', '.example', 'Σ', '\u0307', '☎', '％',
]

/** Text that is seldom a query: any characters, shreds of the language, or a query with something put into it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...SHREDS) }, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 24 }).map((parts) => parts.join('')),
  fc.tuple(randomQuery, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...SHREDS)), { maxLength: 4 })).map(([query, changes]) => {
    let text = written(query)
    for (const [place, taken, put] of changes) {
      const at = place % (text.length + 1)
      text = text.slice(0, at) + put + text.slice(at + taken)
    }
    return text
  }),
)
