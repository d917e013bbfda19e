/** Writes what src/language/weights.ts reads. The same numbers always give the same bytes. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { aligned, type ArrayType, FORMAT, MAGIC, type NumbersOf, PREAMBLE_BYTES, type WeightsHeader } from '../../src/language/weights.ts'

/** One array of a model. `scale` is what one step of it is worth: 1 unless it was quantised. */
export type WrittenArray = { readonly [Type in ArrayType]: { readonly type: Type; readonly numbers: NumbersOf<Type>; readonly scale?: number } }[ArrayType]

/** A model to write: `notes` and `arrays` as `Weights` gives them back, in this order. */
export type WrittenModel = {
  readonly name: string
  readonly notes: Readonly<Record<string, unknown>>
  readonly arrays: Readonly<Record<string, WrittenArray>>
}

/** The bytes of the model's file. */
export function weightsBytes({ name, notes, arrays }: WrittenModel): Uint8Array {
  const entries = Object.entries(arrays)
  const headers = entries.map(([called, { type, numbers, scale = 1 }]) => ({ name: called, type, length: numbers.length, scale }))
  const header = padded(JSON.stringify({ name, notes, arrays: headers } satisfies WeightsHeader))
  const parts = [header, ...entries.flatMap(([, { numbers }]) => {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
    return [bytes, new Uint8Array(aligned(bytes.length) - bytes.length)]
  })]
  const content = Buffer.concat(parts)
  const preamble = Buffer.alloc(PREAMBLE_BYTES)
  preamble.write(MAGIC, 0, 'latin1')
  preamble.writeUInt32LE(FORMAT, 8)
  preamble.writeUInt32LE(header.length, 12)
  createHash('sha256').update(content).digest().copy(preamble, 16)
  return Buffer.concat([preamble, content])
}

/** Writes the model to `NAME.bin` in a folder. */
export function writeWeights(folder: URL, model: WrittenModel): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${model.name}.bin`, folder), weightsBytes(model))
}

function padded(json: string): Uint8Array {
  const bytes = Buffer.from(json)
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length + PREAMBLE_BYTES) - bytes.length - PREAMBLE_BYTES, ' ')])
}

/** Numbers as signed bytes and what one step of them is worth. The largest becomes ±127: clipping it would cost more than coarse steps do. */
export function quantised(numbers: ArrayLike<number>): { readonly type: 'int8'; readonly numbers: Int8Array<ArrayBuffer>; readonly scale: number } {
  let largest = 0
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i] ?? 0))
  const scale = largest === 0 ? 1 : largest / 127
  const bytes = new Int8Array(numbers.length)
  for (let i = 0; i < numbers.length; i++) bytes[i] = Math.round((numbers[i] ?? 0) / scale)
  return { type: 'int8', numbers: bytes, scale }
}
