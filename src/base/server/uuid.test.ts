import { expect, it } from 'vitest'
import { z } from 'zod'
import { uuidv7 } from './uuid.ts'

it('makes version 7 UUIDs that sort by the moment they were made', () => {
  const moments = [new Date(0), new Date('2026-01-01'), new Date('2026-01-01T00:00:00.001Z'), new Date('9999-01-01')]
  const made = moments.map(uuidv7)
  expect(made.every((id) => z.uuidv7().safeParse(id).success)).toBe(true)
  expect(made.toSorted()).toEqual(made)
})

it('never makes the same one twice', () => {
  const now = new Date()
  expect(new Set(Array.from({ length: 10_000 }, () => uuidv7(now))).size).toBe(10_000)
})
