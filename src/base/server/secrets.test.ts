import { describe, expect, it } from 'vitest'
import { openSecrets, SealError } from './secrets.ts'

const one = openSecrets(Buffer.alloc(32, 1))
const other = openSecrets(Buffer.alloc(32, 2))

it('derives one key for each purpose, the same at every start', () => {
  expect(one.derive('a')).toBe(openSecrets(Buffer.alloc(32, 1)).derive('a'))
  expect(new Set([one.derive('a'), one.derive('b'), other.derive('a')]).size).toBe(3)
})

describe('what is sealed', () => {
  it.each(['', 'hunter2', 'סיסמה 👋🏽', 'x'.repeat(100_000)])('is opened again by the same installation', (text) => {
    expect(openSecrets(Buffer.alloc(32, 1)).open(one.seal(text, 'a'), 'a')).toBe(text)
  })

  it('does not show, and never looks the same twice', () => {
    const [first, second] = [one.seal('hunter2', 'a'), one.seal('hunter2', 'a')]
    expect(first.includes('hunter2')).toBe(false)
    expect(first.equals(second)).toBe(false)
  })

  it('cannot be opened with another secret, or in another’s place', () => {
    expect(() => other.open(one.seal('hunter2', 'a'), 'a')).toThrow(SealError)
    expect(() => one.open(one.seal('hunter2', 'a'), 'b')).toThrow(/changed, or was sealed with another secret/)
  })

  it('cannot be changed or cut anywhere', () => {
    const sealed = one.seal('hunter2', 'a')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => one.open(changed, 'a')).toThrow(SealError)
      expect(() => one.open(sealed.subarray(0, at), 'a')).toThrow(SealError)
    }
  })
})
