import { expect, it } from 'vitest'
import { parse } from '../../engine/index.ts'
import { edited, fixOf } from './query-fixes.ts'

const languages = (name: string) => (name === 'hebrew' || name === 'עברית' ? 'he' : null)

/** What the text is after the fix of its first problem. */
function fixed(text: string): string {
  const parsed = parse(text)
  const [problem] = parsed.ok ? [] : parsed.problems
  if (!problem) return 'no problem'
  const fix = fixOf(text, problem, languages)
  return fix ? edited(text, fix.edit) : `none for ${problem.code}`
}

it.each([
  ['lamp AND (broken OR waiting ', 'lamp AND (broken OR waiting) '],
  ['lamp) broken', 'lamp broken'],
  ['lamp () broken', 'lamp broken'],
  ['lamp "floor lamp', 'lamp "floor lamp"'],
  ['lamp 「床', 'lamp 「床」'],
  ['lamp AND', 'lamp'],
  ['OR מנורה', 'מנורה'],
  ['lamp colour:red OR x', 'lamp "colour:red" OR x'],
  ['https://shop.example/sofas', 'url:shop.example/sofas'],
  ['lamp - broken', 'lamp -broken'],
  ['lamp NEAR/500 oil', 'lamp NEAR/100 oil'],
  ['lamp NEAR/x oil', 'lamp NEAR/5 oil'],
  ['"coca cola"~3', 'coca NEAR/3 cola'],
  ['la* oil', 'la oil'],
  ['=lamps*', 'lamps*'],
  ['"customer serv*"', 'customer ONEAR/1 serv*'],
  ['lamp lang:hebrew', 'lamp lang:he'],
  ['מנורה lang:עברית', 'מנורה lang:he'],
  ['lamp has:images', 'lamp has:image'],
  ['lamp kind:Replies', 'lamp kind:reply'],
  ['lamp OR -festival', 'lamp AND -festival'],
])('%s becomes %s', (text, after) => {
  expect(fixed(text)).toBe(after)
})

it('offers nothing where nobody can know what was meant', () => {
  expect(['-festival', 'lamp lang:klingon', 'lamp lang:', 'lamp !!!'].map(fixed)).toEqual([
    'none for nothing_to_find', 'none for value_wrong', 'none for value_missing', 'none for no_letters',
  ])
})
