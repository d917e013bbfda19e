import type { Post } from '../index.ts'

type MarkName = 'tag' | 'handle' | 'site' | 'author'

/** A query as the property test builds it. */
export type Asked =
  | { readonly is: 'words'; readonly name: string }
  | { readonly is: MarkName | 'lang' | 'network'; readonly value: string }
  | { readonly is: 'and'; readonly of: readonly Asked[] }
  | { readonly is: 'or'; readonly of: readonly Asked[] }
  | { readonly is: 'not'; readonly of: Asked }

type Span = [number, number]

/**
 * What the matcher promises, by regular expressions over the whole text and no index: slow, and independent of the engine's code.
 * The language is only asked for when the answer hangs on it.
 */
export function referenceMatch(asked: Asked, post: Post, spoken: string | null): Span[] | null {
  const unasked = answer(asked, post, post.lang || undefined)
  const { holds, spans } = unasked.holds === undefined ? answer(asked, post, post.lang || spoken || 'und') : unasked
  return holds ? merged(spans) : null
}

type Answer = { holds: boolean | undefined; spans: Span[] }

function answer(asked: Asked, post: Post, lang: string | undefined): Answer {
  if (asked.is === 'not') {
    if (asked.of.is === 'not') return answer(asked.of.of, post, lang)
    const { holds } = answer(asked.of, post, lang)
    return { holds: holds === undefined ? undefined : !holds, spans: [] }
  }
  if (asked.is === 'lang') return { holds: lang === undefined ? undefined : lang.slice(0, 2) === asked.value, spans: [] }
  if (asked.is === 'network') return { holds: post.network === asked.value, spans: [] }
  if (asked.is === 'and' || asked.is === 'or') {
    const parts = asked.of.map((part) => answer(part, post, lang))
    const decides = asked.is === 'or'
    const open = parts.some(({ holds }) => holds === undefined) ? undefined : !decides
    const holds = parts.some((part) => part.holds === decides) ? decides : open
    return { holds, spans: holds ? parts.flatMap((part) => (part.holds ? part.spans : [])) : [] }
  }
  if (asked.is === 'words') {
    const spans = wordsIn(asked.name, post.text)
    return { holds: spans.length > 0, spans }
  }
  const { found, attached } = marksIn(asked.is, asked.value, post)
  return { holds: found.length > 0 || attached, spans: found }
}

function merged(spans: Span[]): Span[] {
  const out: Span[] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}

function marksIn(is: MarkName, value: string, post: Post): { found: Span[]; attached: boolean } {
  const all = (pattern: RegExp) => [...post.text.matchAll(pattern)].map((m): Span => [m.index, m.index + m[0].length])
  const bare = (span: Span) => post.text.slice(...span).normalize('NFD').replaceAll(/[\p{M}"'״\u200f]/gu, '').toLowerCase()
  if (is === 'author') return { found: [], attached: post.author === value || (post.author ?? '').startsWith(`${value}.`) }
  if (is === 'tag') {
    const found = all(/(?<![\p{L}\p{N}🍎._/]\p{M}?)#(?:[\p{L}\p{N}🍎_]\p{M}*|(?<=[א-ת]\p{M}*)["'״](?=[א-ת]))+/gu)
    return { found: found.filter((span) => bare(span) === `#${value}`), attached: post.tags?.includes(value) ?? false }
  }
  if (is === 'handle') {
    const found = all(/(?<![\p{L}\p{N}🍎._/]\p{M}?)@[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_](?:@[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_])?/gu)
    const ways = [`@${value} `, `@${value}.`, `@${value}@`]
    return { found: found.filter((span) => ways.some((way) => `${bare(span)} `.startsWith(way))), attached: false }
  }
  const hosts = all(/(?<![\p{L}\p{N}.-])[\p{L}\p{N}.-]+/gu).filter(([start]) => post.text[start - 1] !== '@')
  const found = hosts.flatMap(([start, end]): Span[] => {
    const host = post.text.slice(start, end).replace(/[.-]+$/, '')
    const last = start + host.length
    return host.toLowerCase() === value || host.toLowerCase().endsWith(`.${value}`) ? [[last - value.length, last]] : []
  })
  return { found, attached: post.links?.some((link) => new URL(link).hostname.endsWith(value)) ?? false }
}

type Char = { c: string; from: number; to: number }
const CUT = '\u0001'

/** The text as it is compared, character by character, each knowing where it came from. */
function normalised(text: string): Char[] {
  let chars: Char[] = []
  for (const m of text.matchAll(/[\s\S]/gu)) {
    const plain = m[0].normalize('NFKD').replaceAll(/[\p{Mn}\u200f]/gu, '').toLowerCase().replaceAll('ة', 'ه')
    const last = chars.at(-1)
    if (plain === '' && last && /\p{Mn}/u.test(m[0]) && /\p{L}/u.test(last.c)) last.to = m.index + m[0].length
    const place = { from: m.index, to: m.index + m[0].length }
    for (const c of plain) chars.push({ c: c.replace(/[׳’]/, "'").replace('״', '"').replace('־', '-'), ...place })
  }
  chars = replaced(chars, /['"]{2,}/g, (run) => [{ ...(run[0] as Char), c: '"' }])
  chars = replaced(chars, /(?<![א-ת]|[א-ת]['"])([משהכלב])\1{2}(?!\1)|([א-ת])\2{2,}/g, (run) => {
    const [first, second] = run as [Char, Char]
    if (run.length === 3 && isAtStart(chars, first) && 'משהכלב'.includes(first.c)) return run
    const to = run.at(-1)?.to ?? first.to
    if (first.c !== 'ו') return [{ ...first, to }]
    return run.length === 3 ? run : [first, { ...second, to }]
  })
  chars = replaced(chars, /[ךםןףץ](?=[א-ת]{2})/g, (run) => [...run, { c: CUT, from: 0, to: 0 }])
  return chars.map((char) => ({ ...char, c: 'כמנפצ'['ךםןףץ'.indexOf(char.c)] ?? char.c }))
}

function isAtStart(chars: Char[], first: Char): boolean {
  const before = chars.slice(0, chars.indexOf(first)).map(({ c }) => c).join('')
  return !/[א-ת]['"]?$/.test(before)
}

function replaced(chars: Char[], pattern: RegExp, by: (run: Char[]) => Char[]): Char[] {
  const line = chars.map(({ c }) => c[0]).join('')
  const out: Char[] = []
  let done = 0
  for (const m of line.matchAll(pattern)) {
    out.push(...chars.slice(done, m.index), ...by(chars.slice(m.index, m.index + m[0].length)))
    done = m.index + m[0].length
  }
  return [...out, ...chars.slice(done)]
}

const PREFIX = /^ו?(?:לכש|כש|מש|בש|שכש|ש)?(?:[כמ]?[בל]|[בלכמ])?ה?$/
const PREFIX_MAX = 7

function wordsIn(name: string, text: string): Span[] {
  const chars = normalised(text)
  const line = chars.map(({ c }) => (c.length === 1 ? c : '🍎'.startsWith(c) ? '日' : '.')).join('')
  const spans: Span[] = []
  for (const { pattern, after, skip } of patternsOf(normalised(name).map(({ c }) => c).join(''))) {
    for (let start = 0; start < line.length; start++) {
      for (let cut = 0; cut <= (after === null ? 0 : PREFIX_MAX); cut++) {
        const prefix = line.slice(start, start + cut)
        if (prefix.length < cut || !PREFIX.test(prefix) || (after && !after.test(prefix))) continue
        for (const quote of cut > 0 && /['"]/.test(line[start + cut] ?? '') ? [0, 1] : [0]) {
          if (/[א-ת]$|[א-ת]['"]$/.test(line.slice(0, start)) && /[א-ת]/.test(line[start] ?? '')) continue
          pattern.lastIndex = start + cut + quote
          const end = pattern.test(line) ? pattern.lastIndex : -1
          if (end > 0) spans.push([chars[start + cut + quote + skip]?.from ?? -1, chars[end - 1]?.to ?? -1])
        }
      }
    }
  }
  return spans
}

/** The patterns of a name: `after` is what its prefix must look like, null for none allowed; `skip` letters are not the name's. */
function patternsOf(name: string): { pattern: RegExp; after: RegExp | null; skip: number }[] {
  if (!/[א-ת]/.test(name)) {
    const words = name.split(/[^\p{L}\p{N}&]+/u).filter(Boolean)
    if (/日/.test(name)) return [{ pattern: new RegExp([...name].join('[\\s\\-_\'"]*'), 'y'), after: null, skip: 0 }]
    const L = '[[\\p{L}\\p{N}]--[א-ת日本]]'
    const body = words.join('[^\\p{L}\\p{N}]+')
    return [{ pattern: new RegExp(`(?<!${L}|${L}[&+])${body}(?!${L}|[&+]${L})`, 'yv'), after: null, skip: 0 }]
  }
  const [first = ''] = name.split(' ')
  const bare = first.replaceAll(/['"]/g, '')
  if (bare.length < 2) return [{ pattern: body(name, name), after: null, skip: 0 }]
  const out = [{ pattern: body(name, name), after: /^/, skip: 0 }]
  if (bare.startsWith('ה') && bare.length >= 4) out.push({ pattern: body(name.slice(1), name), after: /[בלכ]$/, skip: 0 })
  if (bare.startsWith('וו')) out.push({ pattern: body(name.slice(1), name), after: /./, skip: 0 })
  else if (bare.startsWith('ו')) out.push({ pattern: body(`ו${name}`, name), after: /./, skip: 1 })
  return out
}

function body(shown: string, name: string): RegExp {
  const acronym = 'משהוכלב'.includes(name[0] ?? '') ? '' : '"?'
  let source = ''
  for (const [i, c] of [...shown].entries()) {
    const before = shown[i - 1] ?? ' '
    if (c === '"' || c === "'") source += `['"]?`
    else if (c === ' ') source += `[\\s\\-_'"${CUT}]*`
    else source += (/[א-ת]/.test(before) ? acronym : '') + c
  }
  return new RegExp(`${source}(?![א-ת])(?!['"][א-ת])`, 'y')
}
