/** A line of a letter: what it says, and whether its program marks it as somebody else's words. */
export type Line = { readonly words: string; readonly isQuoted: boolean }

/** Lines as programs write them without markup: what is quoted begins with `>`. */
export function plainLines(lines: readonly string[]): Line[] {
  return withoutArmour(lines).map((words) => ({ words, isQuoted: /^ {0,3}>/.test(words) }))
}

/** The lines of a message that is signed within its text (RFC 9580 section 7), without its signature. */
function withoutArmour(lines: readonly string[]): readonly string[] {
  const begin = lines.indexOf('-----BEGIN PGP SIGNED MESSAGE-----')
  const end = lines.indexOf('-----BEGIN PGP SIGNATURE-----', begin)
  if (begin === -1 || end === -1) return lines
  const body = lines.indexOf('', begin)
  return [...lines.slice(0, begin), ...lines.slice(body, end).map((line) => line.replace(/^- /, ''))]
}

/** Joins lines of flowed text (RFC 3676): one that ends in a space goes on in the next, at the same depth of quotes. */
export function unflow(lines: readonly string[], isSpaceDropped: boolean): string[] {
  const joined: { depth: number; pieces: string[] }[] = []
  let goesOn = false
  for (const line of lines) {
    const depth = /^>{0,50}/.exec(line)?.[0].length ?? 0
    const words = line.slice(depth).replace(/^ /, '')
    const last = joined.at(-1)
    if (last && goesOn && last.depth === depth && words !== '-- ') last.pieces.push(words)
    else joined.push({ depth, pieces: [words] })
    goesOn = words.endsWith(' ') && words !== '-- '
    if (goesOn && isSpaceDropped) joined.at(-1)?.pieces.push(joined.at(-1)?.pieces.pop()?.slice(0, -1) ?? '')
  }
  return joined.map(({ depth, pieces }) => `${depth === 0 ? '' : `${'>'.repeat(depth)} `}${pieces.join('')}`)
}
