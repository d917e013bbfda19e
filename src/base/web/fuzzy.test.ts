import { expect, it } from 'vitest'
import { fit, otherLayout } from './fuzzy.ts'

it('knows what was meant on the other keyboard layout, in both directions', () => {
  expect([otherLayout('akuo'), otherLayout('ךןדאקמ'), otherLayout('veacv')]).toEqual(['שלום', 'listen', 'הקשבה'])
})

it.each([
  ['lis', 'Go to Listen'],
  ['LISTEN', 'Listen'],
  ['הקש', 'מעבר אל הקשבה'],
  ['veac', 'מעבר אל הקשבה'],
  ['ךןדאקמ', 'Go to Listen'],
  ['go lis', 'Go to Listen'],
  ['so', 'Sign out'],
  ['cafe', 'Café'],
  ['שלום', 'שָׁלוֹם'],
])('%s finds %s', (typed, text) => {
  expect(fit(typed, text)).toBeGreaterThan(0)
})

it.each([['xyz', 'Listen'], ['listen xyz', 'Listen'], ['', 'Listen'], ['tl', 'Listen'], ['   ', 'Listen']])('“%s” does not find %s', (typed, text) => {
  expect(fit(typed, text)).toBe(0)
})

it('puts what begins so before what contains it, and what was typed before the other layout', () => {
  const order = ['Settings', 'Reset', 'Go to Settings'].toSorted((a, b) => fit('set', b) - fit('set', a))
  expect(order).toEqual(['Settings', 'Go to Settings', 'Reset'])
  expect(fit('set', 'Settings')).toBeGreaterThan(fit('דקא', 'Settings'))
})
