/** The ways to read a text that are counted, each with what one call costs: characters looked at or written. */
const READINGS = {
  charAt: () => 1,
  charCodeAt: () => 1,
  codePointAt: () => 1,
  slice: (result: unknown) => String(result).length,
  replace: (_: unknown, text: string) => text.length,
  replaceAll: (_: unknown, text: string) => text.length,
  split: (_: unknown, text: string) => text.length,
  search: (_: unknown, text: string) => text.length,
  normalize: (_: unknown, text: string) => text.length,
  toLowerCase: (_: unknown, text: string) => text.length,
  trim: (_: unknown, text: string) => text.length,
}

/** What a function returns, and how many characters of text it looked at: a measure of its work that no busy machine changes. Regular expressions are not counted. */
export function workOf<Result>(run: () => Result): { result: Result; work: number } {
  let work = 0
  const strings: object = Object.getPrototypeOf('')
  const names = Object.keys(READINGS) as (keyof typeof READINGS)[]
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(strings, name)] as const)
  for (const [name, own] of kept) {
    const read = own?.value as (...args: unknown[]) => unknown
    const value = function (this: string, ...args: unknown[]) {
      const result = Reflect.apply(read, this, args)
      work += READINGS[name](result, this)
      return result
    }
    Object.defineProperty(strings, name, { ...own, value })
  }
  try {
    const result = run()
    return { result, work }
  } finally {
    for (const [name, own] of kept) Object.defineProperty(strings, name, own ?? {})
  }
}
