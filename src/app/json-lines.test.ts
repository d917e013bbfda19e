import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from './json-lines.ts'

const BYTES_MAX = 100

/** The lines of a text that arrives in pieces of so many bytes. */
async function linesIn(bytes: Buffer | string, pieceBytes = 7): Promise<unknown[]> {
  const whole = Buffer.from(bytes)
  async function* pieces() {
    for (let at = 0; at < whole.length; at += pieceBytes) yield whole.subarray(at, at + pieceBytes)
  }
  const lines: unknown[] = []
  for await (const some of linesOf(pieces(), BYTES_MAX)) lines.push(...some)
  return lines
}

test('lines are the same however they are cut into pieces', async () => {
  const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }).map((line) => line.replaceAll(/[\n\ufeff]/g, '')), { minLength: 1, maxLength: 9 })
  await fc.assert(fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (lines, pieceBytes) => {
    expect(await linesIn(`${lines.join('\n')}\n`, pieceBytes)).toEqual(lines)
  }), { seed: 1 })
})

test('the last line needs no end', async () => {
  expect(await linesIn('one\ntwo')).toEqual(['one', 'two'])
  expect(await linesIn('one\n')).toEqual(['one'])
  expect(await linesIn('one')).toEqual(['one'])
  expect(await linesIn('')).toEqual([])
})

test('a byte order mark is no part of the first line', async () => {
  expect(await linesIn('\ufeffone\n\ufefftwo\n')).toEqual(['one', '\ufefftwo'])
  expect(await linesIn('\ufeffone', 1)).toEqual(['one'])
})

test('a line that is too long is told, not held, and the next one is read', async () => {
  const tooLong = { error: 'The line is longer than 100 bytes.' }
  expect(await linesIn(`${'x'.repeat(100)}\n${'x'.repeat(101)}\nnext\n${'y'.repeat(5_000)}`)).toEqual(['x'.repeat(100), tooLong, 'next', tooLong])
})

test('a line that is not UTF-8 is told, and the others are read', async () => {
  const bytes = Buffer.concat([Buffer.from('one\n'), Buffer.from([0xe9, 0xeb, 0x0a]), Buffer.from('שלום\n'), Buffer.from([0xff])])
  for (const pieceBytes of [1, 3, 100]) {
    expect(await linesIn(bytes, pieceBytes)).toEqual(['one', { error: 'The line is not UTF-8.' }, 'שלום', { error: 'The line is not UTF-8.' }])
  }
})
