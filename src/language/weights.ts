import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/**
 * A model's numbers as they stand in a file, little-endian:
 *
 *     8 bytes   MAGIC
 *     u32       FORMAT
 *     u32       length of the header in bytes
 *     32 bytes  SHA-256 of all that follows
 *     header    JSON: {name, notes, arrays: [{name, type, length, scale}]}, padded with spaces so that what follows begins at a multiple of 8
 *     arrays    one after the other, each padded with zeros to a multiple of 8
 *
 * `scale` is what one step of an array of whole numbers is worth (1 unless it was quantised). models/train/write-weights.ts writes it.
 */
export const MAGIC = 'HEEDWTS\n'
/** Counts up when older readers could no longer read what is written. */
export const FORMAT = 1
/** Up to the header. */
export const PREAMBLE_BYTES = 48
export const ALIGNMENT_BYTES = 8
/** Of one file; a larger one is not one of ours. */
export const FILE_BYTES_MAX = 16 * 1024 * 1024

/** Types a file's arrays may have, by the name they have in it. */
export const ARRAY_TYPES = { int8: Int8Array, uint8: Uint8Array, int32: Int32Array, float32: Float32Array } as const
export type ArrayType = keyof typeof ARRAY_TYPES
export type NumbersOf<Type extends ArrayType> = { int8: Int8Array; uint8: Uint8Array; int32: Int32Array; float32: Float32Array }[Type]

type View<Numbers> = (buffer: ArrayBufferLike, at: number, length: number) => Numbers
const VIEWS: { readonly [Type in ArrayType]: View<NumbersOf<Type>> } = {
  int8: (...place) => new Int8Array(...place),
  uint8: (...place) => new Uint8Array(...place),
  int32: (...place) => new Int32Array(...place),
  float32: (...place) => new Float32Array(...place),
}

/** What the header says of one array. */
export type ArrayHeader = { readonly name: string; readonly type: ArrayType; readonly length: number; readonly scale: number }
/** What the header says: `notes` are what the model's code needs to know beside the arrays (sizes, thresholds, lists of classes). */
export type WeightsHeader = { readonly name: string; readonly notes: Readonly<Record<string, unknown>>; readonly arrays: readonly ArrayHeader[] }

/** A model that was read. `sha256` (hexadecimal) names its content. */
export type Weights = {
  readonly name: string
  readonly sha256: string
  readonly notes: Readonly<Record<string, unknown>>
  /** A view of the file's bytes. Throws `ModelError` when there is no array of that name and type. */
  readonly array: <Type extends ArrayType>(name: string, type: Type) => NumbersOf<Type>
  /** What one step of that array is worth. */
  readonly scale: (name: string) => number
}

/** A model file that cannot be trusted. `message` is one sentence that names it and says what to do. */
export class ModelError extends Error {
  override name = 'ModelError'
  readonly code = 'MODEL'
}

/** Reads the model `name` from a file. Throws `ModelError` when it is missing, cut short, damaged, of another kind or of a newer format. */
export function readWeights(file: URL, name: string): Weights {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new ModelError(`The model file ${file.pathname} cannot be read: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
  return parseWeights(bytes, name, file.pathname)
}

/** What a model's file says is the checksum of its content, without reading that; '' when there is no such file: `readWeights` says so. */
export function readStamp(file: URL): string {
  try {
    const place = openSync(file, 'r')
    const preamble = Buffer.alloc(PREAMBLE_BYTES)
    readSync(place, preamble)
    closeSync(place)
    return preamble.subarray(16).toString('hex')
  } catch {
    return ''
  }
}

/** The model `name` from the bytes of a file; `place` is what messages call it. Throws `ModelError` as `readWeights` does. */
export function parseWeights(bytes: Uint8Array, name: string, place: string): Weights {
  const refuse = (problem: string): ModelError => new ModelError(`The model file ${place} ${problem}; install Heed anew.`)
  if (bytes.length > FILE_BYTES_MAX) throw refuse('is larger than any model')
  if (bytes.length < PREAMBLE_BYTES) throw refuse('is cut short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (textOf(bytes, 0, MAGIC.length) !== MAGIC) throw refuse('is not a model')
  const format = view.getUint32(8, true)
  if (format > FORMAT) throw refuse(`has format ${format}, which is newer than this Heed reads (${FORMAT})`)
  if (format < FORMAT) throw refuse(`has format ${format}, which is older than this Heed reads (${FORMAT})`)
  const headerEnd = PREAMBLE_BYTES + view.getUint32(12, true)
  const sha256 = createHash('sha256').update(bytes.subarray(PREAMBLE_BYTES)).digest('hex')
  if (headerEnd > bytes.length) throw refuse('is cut short')
  const header = headerOf(textOf(bytes, PREAMBLE_BYTES, headerEnd))
  const end = header?.arrays.reduce((at, { type, length }) => at + aligned(length * ARRAY_TYPES[type].BYTES_PER_ELEMENT), headerEnd)
  if (end !== undefined && bytes.length < end) throw refuse('is cut short')
  if (sha256 !== Buffer.from(bytes.subarray(16, PREAMBLE_BYTES)).toString('hex')) throw refuse('is damaged (its checksum is wrong)')
  if (!header || end !== bytes.length) throw refuse('is damaged')
  if (header.name !== name) throw refuse(`holds the model ${header.name} and not ${name}`)
  return weightsOf(bytes, header, headerEnd, sha256, refuse)
}

function weightsOf(bytes: Uint8Array, header: WeightsHeader, start: number, sha256: string, refuse: (problem: string) => ModelError): Weights {
  // Typed arrays must begin at a multiple of their element's size, and a small file is read into the middle of a shared buffer.
  const own = bytes.byteOffset % ALIGNMENT_BYTES === 0 ? bytes : Uint8Array.from(bytes)
  const found = new Map<string, { readonly at: number; readonly header: ArrayHeader }>()
  let at = start
  for (const each of header.arrays) {
    found.set(each.name, { at, header: each })
    at += aligned(each.length * ARRAY_TYPES[each.type].BYTES_PER_ELEMENT)
  }
  const find = (name: string) => {
    const place = found.get(name)
    if (!place) throw refuse(`has no array ${name}`)
    return place
  }
  const array = <Type extends ArrayType>(name: string, type: Type): NumbersOf<Type> => {
    const place = find(name)
    if (place.header.type !== type) throw refuse(`has an array ${name} of another type (${place.header.type})`)
    return VIEWS[type](own.buffer, own.byteOffset + place.at, place.header.length)
  }
  return { name: header.name, sha256, notes: header.notes, array, scale: (name) => find(name).header.scale }
}

/** The next multiple of `ALIGNMENT_BYTES`. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to))
}

/** What the header says; undefined when it is not one. */
function headerOf(json: string): WeightsHeader | undefined {
  let read: unknown
  try {
    read = JSON.parse(json)
  } catch {
    return undefined
  }
  return isHeader(read) ? read : undefined
}

function isHeader(read: unknown): read is WeightsHeader {
  if (typeof read !== 'object' || read === null) return false
  const { name, notes, arrays }: { readonly [key in keyof WeightsHeader]?: unknown } = read
  return typeof name === 'string' && typeof notes === 'object' && notes !== null && Array.isArray(arrays) && arrays.every(isArrayHeader)
}

function isArrayHeader(read: unknown): read is ArrayHeader {
  if (typeof read !== 'object' || read === null) return false
  const { name, type, length, scale }: { readonly [key in keyof ArrayHeader]?: unknown } = read
  return typeof name === 'string' && typeof type === 'string' && Object.hasOwn(ARRAY_TYPES, type)
    && Number.isSafeInteger(length) && Number(length) >= 0 && Number.isFinite(scale)
}
