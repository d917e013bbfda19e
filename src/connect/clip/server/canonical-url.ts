import { createHash } from 'node:crypto'

/** What links carry along to tell who spread them. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|igsh|mc_cid|mc_eid|ref_src|si|share_id|yclid|_ga|spm)$/i

/** An address without what does not make it another page: its fragment, who spread it, the order of what it asks, a last slash. */
export function canonicalUrl(url: string): string {
  const whole = new URL(url)
  whole.hash = ''
  for (const name of Array.from(whole.searchParams.keys())) if (TRACKING.test(name)) whole.searchParams.delete(name)
  whole.searchParams.sort()
  if (whole.pathname.length > 1) whole.pathname = whole.pathname.replace(/\/+$/, '')
  return whole.href
}

/** What makes a clip the same as another: its link, or else its words, or else its picture. */
export function hashOfClip({ url, text, picture }: { url: string | null; text: string; picture: Uint8Array | null }): Buffer {
  const hash = createHash('sha256')
  if (url !== null) return hash.update('link ').update(canonicalUrl(url)).digest()
  if (picture === null) return hash.update('words ').update(text.replace(/\s+/g, ' ')).digest()
  return hash.update('picture ').update(picture).digest()
}
