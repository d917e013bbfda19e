/** Units as text. */
export function unitsAsText(units: Uint16Array, from: number, length: number): string {
  let text = ''
  for (let at = from; at < from + length; at += ARGUMENTS_MAX) {
    text += String.fromCharCode(...units.subarray(at, Math.min(at + ARGUMENTS_MAX, from + length)))
  }
  return text
}
const ARGUMENTS_MAX = 4_096
