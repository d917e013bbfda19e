/** Enough of a document's beginning to find what it says about its own encoding. */
const DECLARATION_BYTES_MAX = 1_024

/**
 * A document's characters. Whoever knows best is believed first (RFC 7303 section 3): the byte order mark, the header, the
 * declaration inside, UTF-8; but only as long as the bytes agree. Never throws: what fits nowhere becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES_MAX))
  const inHeader = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]
  const inside = /<[^>]*?\b(?:encoding|charset)\s*=\s*["']?([\w.:-]+)/i.exec(beginning)?.[1]
  for (const label of [markedEncoding(bytes), inHeader, inside, 'utf-8']) {
    const text = label === undefined ? null : decoded(bytes, label)
    if (text !== null) return text
  }
  return new TextDecoder().decode(bytes)
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

/** Null where the label names no encoding (Encoding Standard) or the bytes are not in it. */
function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
