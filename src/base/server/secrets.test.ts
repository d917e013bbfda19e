import { expect, it } from 'vitest'
import { openSecrets } from './secrets.ts'

const one = openSecrets(Buffer.alloc(32, 1))
const other = openSecrets(Buffer.alloc(32, 2))

it('derives one key for each purpose, the same at every start', () => {
  expect(one.derive('a')).toBe(openSecrets(Buffer.alloc(32, 1)).derive('a'))
  expect(new Set([one.derive('a'), one.derive('b'), other.derive('a')]).size).toBe(3)
})
