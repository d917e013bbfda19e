/** One line of JSON Lines: an object, whose values are reached by paths with dots. */

const DEPTH_MAX = 5
const KEYS_MAX = 300

export type JsonObject = Readonly<Record<string, unknown>>

/** The object of a line; null where there is none. */
export function objectIn(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The paths of all values in an object. */
export function pathsIn(object: JsonObject, before = '', depth = 1): string[] {
  return Object.entries(object).slice(0, KEYS_MAX).flatMap(([key, value]) => (
    isObject(value) && depth < DEPTH_MAX ? pathsIn(value, `${before}${key}.`, depth + 1) : [`${before}${key}`]
  ))
}

/** The value at a path, as a text; empty where there is none. A key may itself have dots. */
export function textAt(object: JsonObject, path: string): string {
  if (Object.hasOwn(object, path)) return textOf(object[path])
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot)
    const inner = Object.hasOwn(object, key) ? object[key] : undefined
    if (isObject(inner)) return textAt(inner, path.slice(dot + 1))
  }
  return ''
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return Array.isArray(value) ? value.map(textOf).filter(Boolean).join(' ') : ''
}
