import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

let heed: Heed
beforeAll(async () => { heed = await newHeed() })
afterAll(() => heed.remove())

const letter = (text: string, ...header: readonly string[]) => [...header, 'Date: Tue, 03 Mar 2026 10:20:00 +0200', '', text].join('\r\n')
const answers = async (lines: readonly string[]) => {
  const { code, out, err } = await heed.runWith(lines.join('\n'), 'ask', 'read-mail')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

it('reads mails line by line, in their order, and goes on after a line that cannot be read', async () => {
  const hebrew = letter('כן, עד 15.3', 'Content-Type: text/plain; charset=windows-1255')
  const bytes = Buffer.from([...Buffer.from(letter('', 'Content-Type: text/plain; charset=windows-1255')), 0xeb, 0xef, 0x2c, 0x20, 0xf2, 0xe3, 0x20, ...Buffer.from('15.3')])
  expect(await answers([
    JSON.stringify({ id: 'a', raw: letter('Yes, by 15.3') }), 'nonsense', '', JSON.stringify({ id: 7 }), '[]', JSON.stringify({ id: 8, raw: 5 }), JSON.stringify({ raw: 'x' }),
    JSON.stringify({ id: 'as text', raw: hebrew }), JSON.stringify({ id: 'as bytes', raw: bytes.toString('latin1') }), JSON.stringify({ id: 'in Base64', rawBase64: bytes.toString('base64') }),
    JSON.stringify({ id: 'no', raw: letter('No, because legal says so') }), JSON.stringify({ id: 'empty', raw: '' }),
  ])).toEqual([
    { id: 'a', kind: 'yes-by', date: '2026-03-15' }, { error: expect.any(String) }, { id: 7, error: expect.any(String) }, { error: expect.any(String) },
    { id: 8, error: expect.any(String) }, { error: expect.any(String) },
    { id: 'as text', kind: 'yes-by', date: '2026-03-15' }, { id: 'as bytes', kind: 'yes-by', date: '2026-03-15' }, { id: 'in Base64', kind: 'yes-by', date: '2026-03-15' },
    { id: 'no', kind: 'no-because', reason: 'law_or_privacy' }, { id: 'empty', kind: 'unread' },
  ])
})

it('reads ten megabytes, and thousands of mails one after another', async () => {
  const large = JSON.stringify({ id: 0, raw: letter(`Yes, by 15.3\r\n\r\n${'> said before\r\n'.repeat(700_000)}`) })
  const many = Array.from({ length: 3_000 }, (_, n) => JSON.stringify({ id: n + 1, raw: letter('No') }))
  const read = await answers([large, ...many])
  expect(read[0]).toEqual({ id: 0, kind: 'yes-by', date: '2026-03-15' })
  expect(read.map(({ id }) => id)).toEqual(Array.from({ length: 3_001 }, (_, n) => n))
})
