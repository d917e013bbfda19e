const charCodeAt = String.prototype.charCodeAt

/**
 * The unit at a place of a text; NaN behind its end. A process has texts of many kinds (cut out of others, put together, of narrow or wide
 * letters), and a method looked up on each kind anew takes as long as all the rest of reading: this one is looked up once.
 */
export const unitAt = (text: string, index: number): number => charCodeAt.call(text, index)

/** Units as text. */
export function unitsAsText(units: Uint16Array, from: number, length: number): string {
  let text = ''
  for (let at = from; at < from + length; at += ARGUMENTS_MAX) {
    text += String.fromCharCode(...units.subarray(at, Math.min(at + ARGUMENTS_MAX, from + length)))
  }
  return text
}
const ARGUMENTS_MAX = 4_096

/** The same numbers with more room, or with less. */
export function resized<A extends Int32Array | Uint16Array>(from: A, to: A): A {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from)
  return to
}
