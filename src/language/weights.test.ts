import { describe, expect, test } from 'vitest'
import { quantised, weightsBytes } from '../../models/train/write-weights.ts'
import { ModelError, parseWeights, readWeights } from './weights.ts'

const model = {
  name: 'small',
  notes: { classes: ['no', 'yes'], threshold: 0.25 },
  arrays: {
    rows: { type: 'int8', numbers: Int8Array.of(-127, 0, 5), scale: 0.5 },
    idf: { type: 'float32', numbers: Float32Array.of(1.5, -2) },
    marks: { type: 'uint8', numbers: Uint8Array.of(255) },
    hashes: { type: 'int32', numbers: Int32Array.of(-1, 2 ** 31 - 1) },
    none: { type: 'float32', numbers: new Float32Array() },
  },
} as const
const bytes = weightsBytes(model)
const read = (changed: Uint8Array, name = 'small') => parseWeights(changed, name, 'small.bin')

describe('a model file', () => {
  test('gives back what was written, by name and type', () => {
    const weights = read(bytes)
    expect(weights.notes).toEqual(model.notes)
    expect(weights.array('rows', 'int8')).toEqual(model.arrays.rows.numbers)
    expect(weights.scale('rows')).toBe(0.5)
    expect(weights.array('idf', 'float32')).toEqual(model.arrays.idf.numbers)
    expect(weights.array('marks', 'uint8')).toEqual(model.arrays.marks.numbers)
    expect(weights.array('hashes', 'int32')).toEqual(model.arrays.hashes.numbers)
    expect(weights.array('none', 'float32')).toHaveLength(0)
    expect(weights.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is the same bytes when written again, and read from the middle of a buffer', () => {
    expect(weightsBytes(model)).toEqual(bytes)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(read(shifted.subarray(3)).array('idf', 'float32')).toEqual(model.arrays.idf.numbers)
  })

  test('is refused wherever it is cut', () => {
    for (let length = 0; length < bytes.length; length++) expect(() => read(bytes.subarray(0, length)), `${length} bytes`).toThrow(ModelError)
    expect(() => read(bytes.subarray(0, bytes.length - 1))).toThrow('small.bin is cut short')
    expect(() => read(bytes.subarray(0, 20))).toThrow('small.bin is cut short')
  })

  test('is refused when any byte of it is another', () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0x41
      expect(() => read(damaged), `byte ${at}`).toThrow(ModelError)
    }
    const last = Uint8Array.from(bytes)
    last[60] = 0
    expect(() => read(last)).toThrow('is damaged')
    expect(() => read(Buffer.concat([bytes, Buffer.alloc(8)]))).toThrow('is damaged')
  })

  test('is refused when it is of another kind, of another format, or another model', () => {
    expect(() => read(Buffer.alloc(500, 'x'))).toThrow('small.bin is not a model')
    const newer = Uint8Array.from(bytes)
    newer[8] = 2
    expect(() => read(newer)).toThrow('has format 2, which is newer than this Heed reads (1); install Heed anew.')
    expect(() => read(bytes, 'large')).toThrow('holds the model small and not large')
    expect(() => readWeights(new URL('file:///nowhere/small.bin'), 'small')).toThrow('cannot be read')
  })

  test('says which of its arrays is missing or of another type', () => {
    expect(() => read(bytes).array('other', 'int8')).toThrow('has no array other')
    expect(() => read(bytes).array('rows', 'float32')).toThrow('has an array rows of another type (int8)')
  })
})

test('the largest number is quantised to ±127, and zeros to zeros', () => {
  expect(quantised([-2, 1, 0])).toEqual({ type: 'int8', numbers: Int8Array.of(-127, 64, 0), scale: 2 / 127 })
  expect(quantised([0, 0])).toEqual({ type: 'int8', numbers: Int8Array.of(0, 0), scale: 1 })
})
