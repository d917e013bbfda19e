import { expect, it } from 'vitest'
import { fits } from './fits.ts'

const QUERY = '0199a3b0-0000-7000-8000-000000000001'
const mention: Parameters<typeof fits>[1] = {
  id: '', network: 'n', place: 'Facebook', externalId: '', form: 'review', author: { id: '', handle: '', name: null }, text: '', lang: 'he',
  saidAt: '2026-03-15T12:00:00.000Z', heardAt: '', editedAt: null, deletedAt: null, url: null, links: [], tags: [], media: [],
  replyTo: null, filedBy: null, meaning: { sentiment: 'negative', intent: 'complaint', question: false, needsAnswer: true, aboutStaff: null }, copyOf: null, spread: null, matches: [{ queryId: QUERY, name: 'Lantern', spans: [] }],
}

it.each([
  [{}, true],
  [{ queryId: QUERY }, true],
  [{ queryId: QUERY.replace('1', '2') }, false],
  [{ places: 'n,Facebook', langs: 'he', forms: 'post,review' }, true],
  [{ places: 'n' }, false],
  [{ langs: 'en,ar' }, false],
  [{ sentiments: 'negative,neutral', intents: 'complaint', needsAnswer: 'yes' }, true],
  [{ sentiments: 'positive' }, false],
  [{ aboutStaff: 'yes' }, false],
  [{ from: '2026-03-15T12:00:00.000Z', until: '2026-03-15T12:00:00.001Z' }, true],
  [{ until: '2026-03-15T12:00:00.000Z' }, false],
  [{ from: '2026-03-15T15:00:00+02:00' }, false],
] as const)('knows whether a mention that was just heard belongs to %j', (filter, expected) => {
  expect(fits(filter, mention)).toBe(expected)
})
