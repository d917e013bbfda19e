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
