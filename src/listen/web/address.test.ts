import { expect, it } from 'vitest'
import { addressOf, filterOf, isSame, toggled } from './address.ts'

const QUERY = '0199a3b0-0000-7000-8000-000000000001'

it('says a filter and reads it again', () => {
  const filter = {
    queryId: QUERY, find: 'לא עונים', needsAnswer: 'yes', intents: 'complaint,crisis', sentiments: 'negative', places: 'one,two', langs: 'he',
    from: '2026-03-01T00:00:00.000Z',
  } as const
  expect(filterOf(addressOf(filter))).toEqual(filter)
})

it('leaves out what nobody can mean', () => {
  expect(filterOf({ query: 'not-an-id', from: 'yesterday', until: '2026-99-99T00:00', find: '', needsAnswer: 'perhaps' })).toEqual({})
})

it('knows the same filter in another order', () => {
  expect(isSame({ find: 'a', langs: 'he' }, { langs: 'he', find: 'a', places: undefined })).toBe(true)
  expect(isSame({ find: 'a' }, { find: 'b' })).toBe(false)
})

it('adds a value to a list and takes it out again', () => {
  expect(toggled(undefined, 'he')).toBe('he')
  expect(toggled('he', 'en')).toBe('he,en')
  expect(toggled('he,en', 'he')).toBe('en')
  expect(toggled('he', 'he')).toBeUndefined()
})
