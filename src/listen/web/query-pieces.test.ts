import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pieces } from './query-pieces.ts'

const told = (text: string, problems: { from: number; to: number }[] = []) =>
  pieces(text, problems).map(({ text, is, isWrong }) => `${is === 'operator' ? `<${text}>` : text}${isWrong ? '!' : ''}`).join('')

it('knows what joins words from the same letters within a phrase or a word', () => {
  expect(told('lamp OR "this OR that" (ANDROID AND lang:he)')).toBe('lamp <OR> "this OR that" <(>ANDROID <AND> <lang:>he<)>')
  expect(told('מנורה OR לנטרן')).toBe('מנורה <OR> לנטרן')
})

it('shows where each problem is, also one at the very end', () => {
  expect(told('lamp AND (fine', [{ from: 9, to: 10 }])).toBe('lamp <AND> <(>!fine')
  expect(told('ab', [{ from: 2, to: 2 }])).toBe('ab!')
})

it('adds up to the text, whatever is wrong with it', () => {
  const spans = fc.array(fc.record({ from: fc.nat(30), to: fc.nat(30) }), { maxLength: 5 })
  fc.assert(fc.property(fc.string({ maxLength: 30 }), spans, (text, problems) => {
    expect(pieces(text, problems).map((piece) => piece.text).join('')).toBe(text)
  }))
})
