import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, withoutPersons } from './without-persons.ts'

const NOBODY = { handle: '', name: null }
const sent = (text: string, author: { handle: string; name: string | null } = NOBODY) => withoutPersons(text, author)

describe('what leaves of a text', () => {
  it.each([
    ['a handle', 'thanks @dana.levi!', 'thanks [person]!'],
    ['a handle with its server', 'see @dana@social.example and @dana.bsky.social', 'see [person] and [person]'],
    ['a Hebrew handle', 'תודה ל@דנה_לוי', 'תודה ל[person]'],
    ['a full-width handle', 'thanks ＠dana', 'thanks [person]'],
    ['a handle of another kind', 'as u/dana_levi says', 'as [person] says'],
    ['an address of mail', 'write to dana.levi+x@mail.example.co.il today', 'write to [email] today'],
    ['an address of mail with what cannot be seen in it', 'da\u200bna@mail.\u202eexample.com', '[email]'],
    ['a mobile number', 'call 054-123-4567', 'call [number]'],
    ['an international number', 'call +972 (54) 123 45 67 now', 'call [number] now'],
    ['a number in Arabic digits', 'اتصل ٠٥٤١٢٣٤٥٦٧', 'اتصل [number]'],
    ['a number with a Hebrew hyphen', 'חייגו 054־123־4567', 'חייגו [number]'],
    ['a number with any other dash', 'call 054‑123‑4567, 054—123—4567 or 054_123_4567', 'call [number], [number] or [number]'],
    ['a number in keycaps', 'call 0️⃣5️⃣4️⃣1️⃣2️⃣3️⃣4️⃣', 'call [number]'],
    ['an identity number', 'ת.ז. 012345678', 'ת.ז. [number]'],
    ['a link', 'at https://bsky.app/profile/dana.example?x=1 and www.dana.example', 'at [link] and [link]'],
    ['a bare address', 'on dana.co.il/me and dana.bsky.social', 'on [link] and [link]'],
  ])('%s is replaced by a mark', (_name, text, expected) => {
    expect(sent(text)).toBe(expected)
  })

  it('has not the author’s own name and handle, behind Hebrew prefixes too, but keeps words that only begin like it', () => {
    const author = { handle: 'dana.levi', name: 'דנה לוי' }
    expect(sent('אמרו לדנה לוי: לא. dana.levi', author)).toBe('אמרו ל[person]: לא. [person]')
    expect(sent('banana, Ana', { handle: 'x', name: 'ana' })).toBe('banana, [person]')
    expect(sent('a.b (c', { handle: '', name: 'a.b (c' })).toBe('[person]')
  })

  it('has not the author’s own name, whatever signs stand in it', () => {
    expect(sent('Anne-Marie says so, anne-marie.bsky.social', { handle: 'anne-marie.bsky.social', name: 'Anne-Marie' })).toBe('[person] says so, [link]')
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    fc.assert(fc.property(name, name, (handle, own) => {
      expect(sent(`${own} and ${handle} walked in`, { handle, name: own })).toContain('walked in')
    }), { numRuns: 500 })
    for (const sign of String.fromCharCode(...Array.from({ length: 95 }, (_, at) => at + 32))) expect(sent('so it is', { handle: '', name: `a${sign}b` })).toBe('so it is')
  })

  it('keeps what is said: prices, dates of a day, hashtags, emojis, languages', () => {
    for (const text of ['שילמתי 1,299 ש״ח ב-12.3', 'Order came at 14:30, 2 of 3 missing', '#lantern is 👩‍👧 great', 'נשבר. מה עושים?', 'می‌خواهم']) expect(sent(text)).toBe(text)
  })

  it('never holds an address, a handle or a telephone number, whatever surrounds it', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 12 })
    const person = fc.constantFrom('@dana_levi', 'dana.levi@mail.example', '+972541234567', '054-123-4567', 'https://dana.example/x')
    fc.assert(fc.property(around, person, around, (before, secret, after) => {
      const left = sent(`${before} ${secret} ${after}`)
      expect(left).not.toContain('dana')
      expect(left.replaceAll(/\P{Nd}/gu, '')).not.toContain('1234567')
    }), { numRuns: 500 })
  })

  it('is quick about the longest and worst', () => {
    for (const text of ['@'.repeat(1e6), 'a'.repeat(1e6), '1 '.repeat(5e5), 'a.'.repeat(5e5), 'a@b.'.repeat(2e5), '\ud800'.repeat(1e5)]) expect(sent(text).length).toBeLessThanOrEqual(200_000)
  })
})

describe('what is shown of an answer', () => {
  it('is plain text: nothing that cannot be seen, and no address', () => {
    expect(plainText(' <b>Buy</b> at https://trick.example\u202e\u0007, me@trick.example\r\nnow ')).toBe('<b>Buy</b> at [link], [email]\nnow')
  })
})
