import { expect, it } from 'vitest'
import { merge, newTo, update } from './merge.ts'

const said = (id: string, minute: number, text = '') => ({ id, saidAt: new Date(2026, 2, 15, 12, minute).toISOString(), text })
const ids = (mentions: readonly { id: string }[]) => mentions.map(({ id }) => id).join('')

it('puts what was heard late at its place, not on top', () => {
  expect(ids(merge([said('c', 3), said('a', 1)], [said('b', 2), said('d', 4)]))).toBe('dcba')
})

it('orders what was said in the same moment as the server does', () => {
  expect(ids(merge([said('a', 1)], [said('c', 1), said('b', 1)]))).toBe('cba')
})

it('shows nothing twice', () => {
  expect(merge([said('a', 1, 'old')], [said('a', 1, 'new')])).toEqual([said('a', 1, 'new')])
})

it('changes an edited mention where it stands, and adds none', () => {
  const shown = [said('b', 2), said('a', 1)]
  expect(update(shown, [said('a', 1, 'edited'), said('z', 9)])).toEqual([said('b', 2), said('a', 1, 'edited')])
  expect(update(shown, [said('z', 9)])).toBe(shown)
})

it('leaves what is older than the part already read for later', () => {
  const shown = [said('d', 4), said('c', 3)]
  const heard = [said('e', 5), said('d', 4), said('a', 1)]
  expect([ids(newTo(shown, heard, true)), ids(newTo(shown, heard, false))]).toEqual(['e', 'ea'])
})
