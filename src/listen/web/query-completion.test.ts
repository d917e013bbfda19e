import { expect, it } from 'vitest'
import { completionAt } from './query-completion.ts'
import { edited } from './query-fixes.ts'

const KNOWN = {
  lang: [{ value: 'he', name: 'עברית' }, { value: 'en', name: 'אנגלית' }],
  network: [{ value: 'bluesky', name: 'Bluesky' }, { value: 'blue sky', name: 'Blue Sky' }],
  tag: [{ value: 'sale', name: 'sale' }],
}
const NAMES: Record<string, string> = { lang: 'שפה', or: 'או', and: 'וגם' }
const at = (text: string, isAsked = false) => completionAt(text.replace('|', ''), text.indexOf('|'), KNOWN, (key) => NAMES[key] ?? key, isAsked)
const offered = (text: string, isAsked = false) => at(text, isAsked)?.choices.map(({ written }) => written) ?? null
/** The text after the first choice was taken. */
const taken = (text: string) => {
  const first = at(text)?.choices[0]
  return first ? edited(text.replace('|', ''), first.edit) : null
}

it('offers the values of a field as soon as it is named, by value and by name', () => {
  expect(offered('lamp lang:|')).toEqual(['he', 'en'])
  expect(offered('lamp lang:עב|')).toEqual(['he'])
  expect(offered('מנורה lang:e|')).toEqual(['en'])
  expect(offered('#s|')).toEqual(['#sale'])
})

it('writes a value with what belongs around it', () => {
  expect(taken('lamp lang:|')).toBe('lamp lang:he ')
  expect(taken('(lamp lang:אנ|)')).toBe('(lamp lang:en)')
  expect(taken('network:sk|')).toBe('network:"blue sky" ')
})

it('offers operators and fields by the beginning of their names, in either language', () => {
  expect(taken('lamp la|')).toBe('lamp lang:')
  expect(taken('מנורה שפ|')).toBe('מנורה lang:')
  expect(taken('מנורה או|')).toBe('מנורה OR ')
  expect(offered('lamp ne|')).toEqual(['NEAR/5', 'network:'])
})

it('is silent within a word, after one letter, and where it is written already', () => {
  expect([offered('la|mp'), offered('l|'), offered('lamp lang:he|'), offered('lamp AND|'), offered('"la|"')]).toEqual([null, null, null, null, null])
})

it('offers everything to who asks for it', () => {
  expect(offered('lamp |', true)).toEqual(expect.arrayContaining(['AND', 'OR', 'NOT', 'lang:', 'site:']))
})
