import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawn } from './query-pieces.ts'

const told = (text: string, problems: { from: number; to: number }[] = [], caret: number | null = null) =>
  drawn(text, problems, caret).map(({ text, is, isWrong, isPartner }) => `${is === 'plain' ? text : `<${is} ${text}>`}${isWrong ? '!' : ''}${isPartner ? '~' : ''}`).join('')

it('tells what joins words from the same letters within a phrase or a word', () => {
  expect(told('lamp OR "this OR that" (ANDROID AND lang:he)'))
    .toBe('lamp <operator OR> <phrase "this OR that"> <bracket (>ANDROID <operator AND> <field lang:><value he><bracket )>')
  expect(told('מנורה OR לנטרן')).toBe('מנורה <operator OR> לנטרן')
})

it('shows where each problem is, also one at the very end', () => {
  expect(told('lamp AND (fine', [{ from: 9, to: 10 }])).toBe('lamp <operator AND> <bracket (>!fine')
  expect(told('ab', [{ from: 2, to: 2 }])).toBe('ab!')
})

it('marks the bracket at the caret and its partner, the one before the caret first', () => {
  expect(told('(a (b))', [], 1)).toBe('<bracket (>~a <bracket (>b<bracket )><bracket )>~')
  expect(told('(a (b))', [], 6)).toBe('<bracket (>a <bracket (>~b<bracket )>~<bracket )>')
  expect(told('(a', [], 1)).toBe('<bracket (>a')
})

it('adds up to the text, whatever is wrong with it', () => {
  const spans = fc.array(fc.record({ from: fc.nat(30), to: fc.nat(30) }), { maxLength: 5 })
  fc.assert(fc.property(fc.string({ maxLength: 30 }), spans, fc.nat(30), (text, problems, caret) => {
    expect(drawn(text, problems, caret).map((piece) => piece.text).join('')).toBe(text)
  }))
})
