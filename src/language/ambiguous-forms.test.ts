import { describe, expect, test } from 'vitest'
import { ambiguousForms, isCommonWord, normaliseHebrew } from './index.ts'

describe('forms of a name that are words of their own', () => {
  test.each([
    ['בזק', ['מבזק']],
    ['ביט', ['הביט', 'מביט']],
    ['הארץ', ['בארץ', 'לארץ']],
    ['שופרסל', []],
    ['אל על', []],
    ['IKEA', []],
    ['', []],
  ])('%s: %j', (name, forms) => {
    expect(ambiguousForms(name)).toEqual(forms)
  })

  test('are looked up in whatever list is handed in', () => {
    expect(ambiguousForms('כתר', (form) => ['מוכתר', 'הכתר'].map(normaliseHebrew).includes(form))).toEqual(['הכתר'])
  })
})

test('a common word is known with points and in either spelling of its last letter', () => {
  expect(isCommonWord('שָׁלוֹם')).toBe(true)
  expect(isCommonWord('שלומ')).toBe(true)
  expect(isCommonWord('שופרסל')).toBe(false)
})
