import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../base/error.ts'
import { baseAddress } from './base-address.ts'

/** What becomes of an address, or the code that refuses it. */
const kept = (typed: string): string => {
  try {
    return baseAddress(typed)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('the address of a model', () => {
  it.each([
    ['https://models.example', 'https://models.example/v1'],
    ['https://models.example/', 'https://models.example/v1'],
    ['HTTPS://Models.Example:443/v1/', 'https://models.example/v1'],
    ['https://models.example/v1/chat/completions', 'https://models.example/v1'],
    ['https://models.example/v1/chat/completions/', 'https://models.example/v1'],
    ['https://models.example//v1//chat//completions//', 'https://models.example/v1'],
    ['https://models.example/chat/completions', 'https://models.example/v1'],
    ['https://models.example/api/openai', 'https://models.example/api/openai'],
    ['https://models.example/a/../v1', 'https://models.example/v1'],
    ['https://models.example/v1?', 'https://models.example/v1'],
    ['http://localhost:11434', 'http://localhost:11434/v1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
    ['http://0x7f.1:8000', 'http://127.0.0.1:8000/v1'],
    ['https://דגמים.example/v1', 'https://xn--6dbbtqd.example/v1'],
    [' https://models.example ', 'https://models.example/v1'],
  ])('%s is %s', (typed, expected) => {
    expect(kept(typed)).toBe(expected)
  })

  it.each([
    '', ' ', 'models.example', '//models.example', 'https://', 'https:///', 'ftp://models.example', 'file:///etc/passwd', 'javascript:alert(1)', 'data:,x', 'unix:/run/model.sock',
    'https://dana@models.example', 'https://:word@models.example', 'https://models.example/v1?key=1', 'https://models.example/v1#x', 'http://256.1.1.1', 'http://[::1', 'https://a b.example',
    'https://models.example:99999', `https://models.example/${'x'.repeat(500)}`,
  ])('%s is none', (typed) => {
    expect(kept(typed)).toBe('assist.bad_address')
  })

  it('is too long where it would be once written out, and not only as typed', () => {
    const typed = `https://models.example/${'ש'.repeat(100)}`
    expect(typed.length).toBeLessThan(500)
    expect(kept(typed)).toBe('assist.bad_address')
  })

  it('is kept as it is when it comes again, and is always an address of its own host, without a slash at its end', () => {
    const part = fc.constantFrom('/', '//', 'v1', 'chat', 'completions', '/chat/completions', 'openai', '..', '.', 'ש', '%2f', '\\')
    fc.assert(fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const once = kept(`https://models.example/${parts.join('/')}`)
      expect(once).toMatch(/^https:\/\/models\.example\/.*[^/]$/)
      expect(new URL(once).href).toBe(once)
    }), { numRuns: 500 })
  })
})
