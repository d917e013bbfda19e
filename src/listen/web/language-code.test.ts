import { expect, it } from 'vitest'
import { languageCode } from './language-code.ts'

it('knows a language by its name in English, in Hebrew and in itself', () => {
  expect(['Hebrew', 'עברית', 'deutsch', 'גרמנית', ' arabic '].map(languageCode)).toEqual(['he', 'he', 'de', 'de', 'ar'])
  expect(languageCode('klingon')).toBeNull()
})
