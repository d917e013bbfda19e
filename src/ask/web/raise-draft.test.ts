import { expect, it } from 'vitest'
import { EMPTY_DRAFT, kindFor, titleFor, toSend } from './raise-draft.ts'

const parties = { departments: [{ id: 'w', name: 'Warehouse', isOutside: false, hasCard: true, answerDays: 2, kinds: ['data' as const, 'hours' as const], contact: null, isOwn: false }], persons: [], kinds: [], currency: 'ILS' }
const said = (words: string) => ({ words, isForeign: false, mentionIds: [], queryId: null })
const nothing = { words: null, isForeign: false, mentionIds: [], queryId: null }

it('proposes what the department offers first, and an answer where people said something', () => {
  expect(kindFor({ ...EMPTY_DRAFT, toDepartmentId: 'w' }, parties, nothing)).toBe('data')
  expect(kindFor(EMPTY_DRAFT, parties, said('broken'))).toBe('product_answer')
  expect(kindFor(EMPTY_DRAFT, parties, nothing)).toBe('other')
  expect(kindFor({ ...EMPTY_DRAFT, kind: 'link', toDepartmentId: 'w' }, parties, nothing)).toBe('link')
})

it('proposes a title of one line and whole words from what people said, and none from nothing', () => {
  expect(titleFor('תשובה', said('המנורה הגיעה\nשבורה'))).toBe('תשובה: המנורה הגיעה שבורה')
  expect(titleFor('Data', said('word '.repeat(40)))).toMatch(/^Data: (?:word )+word…$/)
  expect(titleFor('Data', said('🙂'.repeat(200)))).toMatch(/^Data: 🙂+…$/u)
  expect(titleFor('Data', { ...said('המנורה שבורה'), isForeign: true })).toBe('המנורה שבורה')
  expect(titleFor('Data', nothing)).toBe('')
})

it('sends recipients with a mailing and an amount with a budget only', () => {
  const draft = { ...EMPTY_DRAFT, recipients: 'all', amount: '900' }
  const proposed = { title: 'x', neededBy: '2026-03-15', key: 'k' }
  expect(toSend(draft, { ...proposed, kind: 'mailing' }, nothing)).toMatchObject({ recipients: 'all', amount: null })
  expect(toSend(draft, { ...proposed, kind: 'budget' }, nothing)).toMatchObject({ recipients: null, amount: 900 })
})
