import { expect, it } from 'vitest'
import { standingOf } from './ask-state.tsx'

const promise = {
  id: 'p', due: '2026-03-15', firstDue: '2026-03-15', scope: '', moves: 0, movedLate: false, state: 'due' as const, isOverdue: false, keptOn: null, madeAt: '2026-03-01T08:00:00Z',
}
const nothing = { silentAt: null, promise: null }

it('calls an ask unanswered only once it is known to be silent', () => {
  expect(standingOf({ ...nothing, state: 'asked' })).toBe('asked')
  expect(standingOf({ ...nothing, state: 'seen', silentAt: '2026-03-15T08:00:00Z' })).toBe('silent')
  expect(standingOf({ ...nothing, state: 'refused', silentAt: '2026-03-15T08:00:00Z' })).toBe('refused')
})

it('tells a promise that was moved from one that is late, and late from kept late', () => {
  expect(standingOf({ ...nothing, state: 'promised', promise })).toBe('promised')
  expect(standingOf({ ...nothing, state: 'promised', promise: { ...promise, moves: 1 } })).toBe('moved')
  expect(standingOf({ ...nothing, state: 'promised', promise: { ...promise, moves: 1, isOverdue: true } })).toBe('overdue')
  expect(standingOf({ ...nothing, state: 'kept', promise: { ...promise, state: 'kept', keptOn: '2026-03-15' } })).toBe('kept')
  expect(standingOf({ ...nothing, state: 'kept', promise: { ...promise, state: 'kept', keptOn: '2026-03-16' } })).toBe('kept_late')
})
