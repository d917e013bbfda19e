import { describe, expect, it, test } from 'vitest'
import { decode, undoTransfer } from './charset.ts'

const utf8 = (text: string) => Buffer.from(text)
/** Hebrew letters stand from E0 on in windows-1255, ISO-8859-8 and ISO-8859-8-I. */
const inHebrew = (text: string) => Buffer.from([...text].map((letter) => /[א-ת]/.test(letter) ? letter.charCodeAt(0) - 0x5d0 + 0xe0 : letter.charCodeAt(0)))

describe('bytes become characters', () => {
  it.each(['windows-1255', 'ISO-8859-8-I', 'iso-8859-8', 'iso-8859-8-e'])('as their label %s says', (label) => {
    expect(decode(inHebrew('שלום, heed'), label)).toBe('שלום, heed')
  })

  it.each(['windows-1255', 'iso-8859-1', 'us-ascii', 'no-such-charset', undefined])('as UTF-8 where they plainly are, though the label is %s', (label) => {
    expect(decode(utf8('שלום 👋🏽 déjà'), label)).toBe('שלום 👋🏽 déjà')
  })

  it.each(['utf-8', 'iso-8859-1', 'us-ascii', 'windows-1252', 'x-unknown', undefined])('as Hebrew where they plainly are, though the label is %s', (label) => {
    expect(decode(inHebrew('<p>מחיר שגוי, price 12</p>'), label)).toBe('<p>מחיר שגוי, price 12</p>')
  })

  it.each(['Die Straße war schön', 'une idée créée à Orléans', 'ÀÉÎ à été'])('as Western European where accents stand in words: %s', (text) => {
    expect(decode(Buffer.from(text, 'latin1'), 'iso-8859-1')).toBe(text)
  })

  it('as Japanese in an encoding of seven bits', () => {
    expect(decode(Buffer.from('1b2442244f24241b2842', 'hex'), 'iso-2022-jp')).toBe('はい')
  })

  it('also when they were cut off within one', () => {
    expect(decode(utf8('שלום').subarray(0, 7), 'utf-8')).toBe('שלו')
  })
})

test('transfer encodings are undone, broken ones as far as they can be', () => {
  const undone = (text: string, encoding?: string) => Buffer.from(undoTransfer(Buffer.from(text), encoding)).toString('latin1')
  expect([undone('aGVl\r\nZA==', 'BASE64'), undone('aGVlZA', 'base64'), undone('h=65ed=\r\n!=ZZ=', 'quoted-printable'), undone('as it is', '7bit')])
    .toEqual(['heed', 'heed', 'heed!=ZZ=', 'as it is'])
})
