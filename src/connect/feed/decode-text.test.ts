import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

/** “שלום” in windows-1255 and in ISO-8859-8. */
const SHALOM = [0xf9, 0xec, 0xe5, 0xed]
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
const bytes = (...parts: number[][]) => new Uint8Array(parts.flat())
const utf8 = (text: string) => [...new TextEncoder().encode(text)]
const utf16 = (text: string) => [...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])
const declared = (encoding: string) => ascii(`<?xml version="1.0" encoding="${encoding}"?>`)

test.each([
  ['the header says windows-1255', bytes(SHALOM), 'text/xml; charset=windows-1255'],
  ['the header quotes it', bytes(SHALOM), 'text/xml; charset="Windows-1255"'],
  ['the declaration says windows-1255', bytes(declared('windows-1255'), SHALOM), 'text/xml'],
  ['the declaration says ISO-8859-8-I', bytes(declared('iso-8859-8-i'), SHALOM), ''],
  ['a page says so in a meta tag', bytes(ascii('<html><meta charset=windows-1255>'), SHALOM), 'text/html'],
  ['the header says UTF-8, but the bytes do not', bytes(declared('windows-1255'), SHALOM), 'text/xml; charset=utf-8'],
  ['the header names no known encoding', bytes(declared('windows-1255'), SHALOM), 'text/xml; charset=klingon'],
  ['nobody says anything, so it is UTF-8', bytes(utf8('שלום')), ''],
  ['a byte order mark outranks the header', bytes([0xef, 0xbb, 0xbf], utf8('שלום')), 'text/xml; charset=windows-1255'],
  ['UTF-16 with its mark', bytes([0xff, 0xfe], utf16('שלום')), ''],
])('Hebrew is read when %s', (_, body, contentType) => {
  const text = decodeText(body, contentType)
  expect([text.endsWith('שלום'), text.startsWith('\ufeff')]).toEqual([true, false])
})

test('bytes in no encoding at all are read with gaps, never refused', () => {
  expect(decodeText(bytes(ascii('a'), [0xff, 0xc0], ascii('b')), 'text/xml; charset=utf-8')).toBe('a\ufffd\ufffdb')
})
