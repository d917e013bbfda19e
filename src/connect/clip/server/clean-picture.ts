/** Screenshots that people file: told by their bytes what they are, and rid of what a camera or an editor wrote into them. */

export type Picture = { readonly type: 'image/png' | 'image/jpeg' | 'image/webp'; readonly bytes: Buffer }

/** The picture without where, when and with what it was taken; null when it is none of these three, or broken. */
export function cleanPicture(bytes: Buffer): Picture | null {
  return cleanPng(bytes) ?? cleanJpeg(bytes) ?? cleanWebp(bytes)
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What a PNG needs to look as it does; all others tell of something else (PNG Specification, third edition, 11). */
const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP'])

function cleanPng(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return null
  const kept: Buffer[] = [PNG]
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return { type: 'image/png', bytes: Buffer.concat(kept) }
    at = end
  }
  return null
}

/** Segments of a JPEG that it can be shown without: application data but for JFIF, colour profile and Adobe’s colour transform; comments. */
const isAside = (marker: number): boolean => marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee)

/** ITU-T T.81, B.1: segments up to the scan, then the scan itself, which is left as it is up to its end. */
function cleanJpeg(bytes: Buffer): Picture | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker === 0xd9) return null
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return null
    if (marker === 0xda) return asJpeg([...kept, ...scansOf(bytes, at)])
    if (!isAside(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

const asJpeg = (pieces: readonly Buffer[]): Picture => ({ type: 'image/jpeg', bytes: Buffer.concat(pieces) })

/** From the first scan to the end of the image; later segments that are an aside are left out here too, and so is what follows the end. */
function scansOf(bytes: Buffer, from: number): Buffer[] {
  const pieces: Buffer[] = []
  let start = from
  for (let at = from + 2; at + 1 < bytes.length; at += 1) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) continue
    if (marker === 0xd9) return [...pieces, bytes.subarray(start, at + 2)]
    if (at + 4 > bytes.length) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (isAside(marker)) {
      pieces.push(bytes.subarray(start, at))
      start = end
    }
    at = end - 1
  }
  return [...pieces, bytes.subarray(start), Buffer.of(0xff, 0xd9)]
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that promise EXIF and XMP (WebP container specification). */
const WEBP_ASIDES = 0b0000_1100

function cleanWebp(bytes: Buffer): Picture | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > bytes.length) return null
    const name = bytes.toString('latin1', at, at + 4)
    const chunk = Buffer.from(bytes.subarray(at, end))
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~WEBP_ASIDES, 8)
    if (WEBP_KEPT.has(name)) kept.push(chunk)
    at = end
  }
  if (kept.length === 0) return null
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return { type: 'image/webp', bytes: Buffer.concat([head, body]) }
}
