/** As PostgreSQL's jsonb takes it: halves of letters (lone surrogates), which it refuses, become U+FFFD. */
export function storedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
}
