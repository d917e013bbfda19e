import { inflateSync } from 'node:zlib'

const WOFF_HEADER_BYTES = 44
const WOFF_ENTRY_BYTES = 20
const SFNT_HEADER_BYTES = 12
const SFNT_ENTRY_BYTES = 16

/** The TrueType or OpenType font in a WOFF 1.0 file (https://www.w3.org/TR/WOFF/): the same tables, uncompressed. */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(SFNT_HEADER_BYTES + count * SFNT_ENTRY_BYTES)
  woff.copy(head, 0, 4, 8) // the flavour: TrueType or CFF outlines
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(2 ** power * SFNT_ENTRY_BYTES, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE((count - 2 ** power) * SFNT_ENTRY_BYTES, 10)

  const parts = [head]
  let offset = head.length
  for (let index = 0; index < count; index++) {
    const from = WOFF_HEADER_BYTES + index * WOFF_ENTRY_BYTES
    const to = SFNT_HEADER_BYTES + index * SFNT_ENTRY_BYTES
    const [start, packedLength, length] = [4, 8, 12].map((at) => woff.readUInt32BE(from + at)) as [number, number, number]
    const packed = woff.subarray(start, start + packedLength)
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4)
    ;(packedLength < length ? inflateSync(packed) : packed).copy(padded)
    woff.copy(head, to, from, from + 4) // its name
    woff.copy(head, to + 4, from + 16, from + 20) // its checksum
    head.writeUInt32BE(offset, to + 8)
    head.writeUInt32BE(length, to + 12)
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}
