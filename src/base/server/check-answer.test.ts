import { expect, test } from 'vitest'
import { SourceError } from '../error.ts'
import { checkAnswer } from './check-answer.ts'

const NOW = new Date('2026-11-23T09:00:00Z')

function check(status: number, headers: Record<string, string> = {}) {
  try {
    checkAnswer({ status, headers, body: new Uint8Array(), url: 'https://site.example/a?token=secret' }, NOW)
    return 'good'
  } catch (error) {
    if (error instanceof SourceError) return [error.then, error.waitMs, error.message]
    throw error
  }
}

test.each([200, 204, 304])('%i is a good answer', (status) => {
  expect(check(status)).toBe('good')
})

test.each([
  [401, 'reauthorize', 'site.example wants somebody to sign in (401).'],
  [404, 'retry', 'site.example has nothing at this address (404).'],
  [410, 'stop', 'site.example says that this is gone for good (410).'],
  [418, 'retry', 'site.example answered with an error (418).'],
  [302, 'retry', 'site.example answered with an error (302).'],
])('%i means %s, in a sentence without secrets', (status, remedy, sentence) => {
  expect(check(status)).toEqual([remedy, 0, sentence])
})

test('who is busy says for how long', () => {
  expect(check(429, { 'retry-after': '60' })).toEqual(['retry', 60_000, 'site.example asks us to come back later (429).'])
  const date = 'Mon, 23 Nov 2026 09:00:05 GMT'
  expect(check(503, { 'retry-after': date })).toEqual(['retry', 5_000, 'site.example is too busy just now (503).'])
})
