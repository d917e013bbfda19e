import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

const ofPostgres = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code })
const ofTheWire = (code: string) => Object.assign(new Error('x'), { code })

test.each([
  ...['57P01', '57P03', '08006', '40P01', '40001', '53100', '53300', '55P03', '57014', '25P03'].map((code) => ofPostgres(code)),
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].map((code) => ofTheWire(code)),
  new Error('Connection terminated unexpectedly'), new Error('timeout exceeded when trying to connect'),
  new AggregateError([ofTheWire('ECONNREFUSED')]),
])('passes by itself: %s', (error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

test.each([ofPostgres('23505'), ofPostgres('22P05'), ofPostgres('42601'), ofTheWire('EACCES'), new TypeError('x is not a function'), 'text', null])(
  'does not pass by itself: %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false)
  })
