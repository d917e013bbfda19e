import { decodeText } from '../feed/decode-text.ts'

const ASCII_END = 0x80
/** Where windows-1255 has the Hebrew letters. */
const [ALEF, TAV] = [0xe0, 0xfa]

/**
 * The characters of a web page, whatever it and its server say of its encoding. Bytes beyond ASCII that make sense as UTF-8 are UTF-8;
 * then what is said is believed, as long as the bytes agree; and where nothing fits, the letters are counted. Never throws.
 */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  if (!bytes.some((byte) => byte >= ASCII_END)) return decodeText(bytes, contentType)
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null) return utf8
  const said = decodeText(bytes, contentType)
  return said.includes('\uFFFD') ? new TextDecoder(likelyLabel(bytes)).decode(bytes) : said
}

function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Hebrew if most of what is not ASCII would be Hebrew letters, otherwise Western European. */
function likelyLabel(bytes: Uint8Array): string {
  let beyond = 0
  let hebrew = 0
  for (const byte of bytes) {
    if (byte >= ASCII_END) beyond += 1
    if (byte >= ALEF && byte <= TAV) hebrew += 1
  }
  return hebrew * 2 > beyond ? 'windows-1255' : 'windows-1252'
}
