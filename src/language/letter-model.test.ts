import { expect, test } from 'vitest'
import { weightsBytes, type WrittenModel } from '../../models/train/write-weights.ts'
import { letterModelOf } from './letter-model.ts'
import { readProse } from './prose.ts'
import { LATIN } from './scripts.ts'
import { BUCKET_BITS, DIMENSIONS } from './sequences.ts'
import { ModelError, parseWeights } from './weights.ts'

const ROWS = DIMENSIONS << BUCKET_BITS
const CLASSES = 2

function modelOf({ rows = ROWS, outputs = CLASSES * DIMENSIONS, bias = [0, 0], scripts = { Latin: ['en', 'fr'] } as unknown }) {
  const written: WrittenModel = {
    name: 'language',
    notes: { scripts },
    arrays: {
      rows: { type: 'int8', numbers: new Int8Array(rows).fill(-128), scale: 1 / 128 },
      outputs: { type: 'float32', numbers: Float32Array.from({ length: outputs }, (_, i) => (i < DIMENSIONS ? 1 : -1)) },
      bias: { type: 'float32', numbers: Float32Array.from(bias) },
    },
  }
  return letterModelOf(parseWeights(weightsBytes(written), 'language', 'test'))
}

test('numbers are averaged, whatever their sign and however long the text is', () => {
  for (const text of ['ab', 'some words of a text', 'a long text that says much '.repeat(50)]) {
    // Each of the rows' numbers is -1, so that the first language scores -16 and the second 16.
    expect(modelOf({})(readProse(text), LATIN)).toEqual({ tag: 'fr', probability: expect.closeTo(1 / (1 + Math.exp(-32)), 10) })
  }
})

test('what a script is not known to have is not guessed', () => {
  expect(modelOf({ scripts: { Hebrew: ['he', 'yi'] } })(readProse('some words'), LATIN)).toBeNull()
})

test.each([
  [{ rows: ROWS / 2 }], [{ outputs: DIMENSIONS }], [{ bias: [0] }], [{ scripts: null }], [{ scripts: { Latin: ['en', 'fr', 'de'] } }], [{ scripts: {} }],
])('a file of another version is refused: %j', (changed) => {
  expect(() => modelOf(changed)).toThrow(ModelError)
})
