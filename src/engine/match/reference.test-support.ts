import type { Post } from '../index.ts'
import type { Node, Near, Stem, Words } from '../query/query.ts'
import { CUT, isParted, lineOf, type Line, type Word } from './reference-text.test-support.ts'

type Span = [number, number]
type Answer = { holds: boolean | undefined; spans: Span[] }
/** Where a group of NEAR stands: its first and last word in the text, and what it marks. */
type Place = { first: number; last: number; spans: Span[] }

/**
 * What the matcher promises, by regular expressions and by trying every pair, without any index: slow, obvious, and independent of
 * the engine's code. It takes the query as it was built, not as it was parsed.
 */
export class Reference {
  readonly #post: Post
  readonly #line: Line
  readonly #leaves = new Map<string, Answer>()
  readonly #places = new Map<string, Place[]>()

  constructor(post: Post) {
    this.#post = post
    this.#line = lineOf(post.text)
  }

  /** The places marked, merged and in order; null when the post does not match. `spoken` is asked only when the answer hangs on it. */
  match(node: Node, spoken: string | null): Span[] | null {
    const { lang } = this.#post
    const unasked = this.#answer(node, lang || undefined)
    const { holds, spans } = unasked.holds === undefined ? this.#answer(node, lang || spoken || 'und') : unasked
    return holds ? merged(spans) : null
  }

  #answer(node: Node, lang: string | undefined): Answer {
    if (node.is === 'not') {
      if (node.of.is === 'not') return this.#answer(node.of.of, lang)
      const { holds } = this.#answer(node.of, lang)
      return { holds: holds === undefined ? undefined : !holds, spans: [] }
    }
    if (node.is === 'lang') return { holds: lang === undefined ? undefined : lang.slice(0, 2) === node.value, spans: [] }
    if (node.is === 'and' || node.is === 'or') {
      const parts = node.of.map((part) => this.#answer(part, lang))
      const decides = node.is === 'or'
      const open = parts.some(({ holds }) => holds === undefined) ? undefined : !decides
      const holds = parts.some((part) => part.holds === decides) ? decides : open
      return { holds, spans: holds ? parts.flatMap((part) => (part.holds ? part.spans : [])) : [] }
    }
    const key = JSON.stringify(node)
    let leaf = this.#leaves.get(key)
    if (!leaf) this.#leaves.set(key, (leaf = this.#leaf(node)))
    return leaf
  }

  #leaf(node: Node): Answer {
    const post = this.#post
    switch (node.is) {
      case 'and':
      case 'or':
      case 'not':
      case 'lang':
        throw new Error(`no leaf: ${node.is}`)
      case 'words':
      case 'stem':
      case 'near': {
        const places = this.#placesOf(node)
        return { holds: places.length > 0, spans: places.flatMap(({ spans }) => spans) }
      }
      case 'network':
        return { holds: post.network === node.value, spans: [] }
      case 'kind':
        return { holds: post.kind === node.value, spans: [] }
      case 'has':
        return { holds: post.has?.includes(node.value) ?? false, spans: [] }
      case 'followers':
        return { holds: typeof post.followers === 'number' && compared(post.followers, node.sign, node.than), spans: [] }
      default: {
        const { found, attached } = marksIn(node.is, node.value, post)
        return { holds: found.length > 0 || attached, spans: found }
      }
    }
  }

  #placesOf(node: Node): Place[] {
    const key = JSON.stringify(node)
    let places = this.#places.get(key)
    if (!places) {
      if (node.is === 'words') places = placesOfWords(node, this.#line)
      else if (node.is === 'stem') places = placesOfStem(node, this.#line)
      else if (node.is === 'near') places = this.#pairs(node)
      else if (node.is === 'or') places = node.of.flatMap((part) => this.#placesOf(part))
      else throw new Error(`no group: ${key}`)
      this.#places.set(key, places)
    }
    return places
  }

  #pairs({ of: [left, right], ordered, within }: Near): Place[] {
    return this.#placesOf(left).flatMap((a) => this.#placesOf(right).flatMap((b) => {
      const steps = [b.first - a.last, ordered ? 0 : a.first - b.last]
      if (!steps.some((step) => step >= 1 && step <= within)) return []
      return [{ first: Math.min(a.first, b.first), last: Math.max(a.last, b.last), spans: [...a.spans, ...b.spans] }]
    }))
  }
}

function compared(count: number, sign: '>' | '>=' | '<' | '<=', than: number): boolean {
  return (sign.startsWith('>') && count > than) || (sign.startsWith('<') && count < than) || (sign.endsWith('=') && count === than)
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

type MarkName = 'tag' | 'handle' | 'site' | 'author' | 'url'
const HOST = /(?<![\p{L}\p{N}.-])[\p{L}\p{N}.-]+/gu
const HOST_NAME = /^(?:[^.]+\.)+\p{L}{2,}$/u

function marksIn(is: MarkName, value: string, post: Post): { found: Span[]; attached: boolean } {
  const all = (pattern: RegExp) => [...post.text.matchAll(pattern)].map((m): Span => [m.index, m.index + m[0].length])
  const bare = (span: Span) => post.text.slice(...span).normalize('NFD').replaceAll(/[\p{M}"'״\u200f]/gu, '').toLowerCase()
  if (is === 'author') return { found: [], attached: post.author === value || (post.author ?? '').startsWith(`${value}.`) }
  if (is === 'tag') {
    const found = all(/(?<![\p{L}\p{N}\p{Extended_Pictographic}._/]\p{M}?)#(?:[\p{L}\p{N}\p{Extended_Pictographic}_]\p{M}*|(?<=[א-ת]\p{M}*)["'״](?=[א-ת]))+/gu)
    return { found: found.filter((span) => bare(span) === `#${value}`), attached: post.tags?.includes(value) ?? false }
  }
  if (is === 'handle') {
    const found = all(/(?<![\p{L}\p{N}\p{Extended_Pictographic}._/]\p{M}?)@[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_](?:@[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}\p{M}_])?/gu)
    const ways = [`@${value} `, `@${value}.`, `@${value}@`]
    return { found: found.filter((span) => ways.some((way) => `${bare(span)} `.startsWith(way))), attached: false }
  }
  const hosts = all(HOST).filter(([start]) => post.text[start - 1] !== '@').map(([start, end]) => {
    const name = post.text.slice(start, end).replace(/[.-]+$/, '')
    return { start, end: start + name.length, name: name.toLowerCase() }
  })
  const links = [...(post.links ?? []), ...(post.url ? [post.url] : [])]
  if (is === 'site') {
    const found = hosts.filter(({ name }) => `.${name}`.endsWith(`.${value}`)).map(({ end }): Span => [end - value.length, end])
    return { found, attached: links.some((link) => `.${new URL(link).hostname}`.endsWith(`.${value}`)) }
  }
  const found = hosts.filter(({ name }) => HOST_NAME.test(name)).flatMap(({ start, end }): Span[] => {
    const [whole = '', port = '', path = ''] = /^(:\d{1,5})?(\/[^\s"<>«»“”״]*)?/.exec(post.text.slice(end)) ?? []
    const shown = withoutTail(path)
    const until = shown === '' ? end : end + port.length + shown.length
    return isBelow(post.text.slice(start, end) + whole, value) ? [[start, until]] : []
  })
  return { found, attached: links.some((link) => isBelow(link, value)) }
}

/** Whether an address is this one, or stands below it. */
function isBelow(address: string, value: string): boolean {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?(?:www\.)?([^/?#:]*)(?::\d+)?([^?#]*)/i.exec(address) ?? []
  return `${host.toLowerCase()}${withoutTail(path)}/`.startsWith(`${value}/`)
}

function withoutTail(path: string): string {
  const count = (bracket: string) => path.split(bracket).length
  const isTail = /[.,;:!?'’\]}*/]$/.test(path) || (path.endsWith(')') && count(')') > count('('))
  return isTail ? withoutTail(path.slice(0, -1)) : path
}

const PREFIX = /^ו?(?:לכש|כש|מש|בש|שכש|ש)?(?:[כמ]?[בל]|[בלכמ])?ה?$/
const PREFIX_MAX = 7

function placesOfStem({ text }: Stem, line: Line): Place[] {
  const stem = lineOf(text).words[0]?.letters ?? ''
  return line.words.flatMap((word, at) => {
    const cuts = Array.from({ length: word.script === 'hebrew' ? PREFIX_MAX + 1 : 1 }, (_, cut) => cut)
    const from = cuts.filter((cut) => PREFIX.test(word.letters.slice(0, cut)) && word.letters.slice(cut).startsWith(stem))
    return from.map((cut) => ({ first: at, last: at, spans: [[letterStart(line, word, cut), word.to] as Span] }))
  })
}

/** Where the letter number `index` of a word stands in the text; quotation marks are no letters. */
function letterStart(line: Line, word: Word, index: number): number {
  const letters = line.chars.slice(word.start, word.end).filter(({ c }) => c !== "'" && c !== '"')
  return letters[index]?.from ?? -1
}

function placesOfWords({ text, how }: Words, line: Line): Place[] {
  const name = lineOf(text)
  if (how !== 'exact' && name.words[0]?.script === 'hebrew') return placesOfHebrew(name.line, line)
  const isSame = (one: Word, other: Word) => {
    if (how === 'exact') return one.written === other.written
    return one.letters === other.letters && (how === 'folded' || one.script !== 'plain' || one.cased === other.cased)
  }
  return line.words.flatMap((from, first) => {
    const words = line.words.slice(first, first + name.words.length)
    if (!name.words.every((wanted, i) => words[i] && isSame(wanted, words[i]))) return []
    const isBroken = words.slice(1).some((after, i) => {
      const [before, one, other] = [words[i] as Word, name.words[i] as Word, name.words[i + 1] as Word]
      return before.script !== 'plain' && after.script !== 'plain' && isParted(line, before, after) && !isParted(name, one, other)
    })
    return isBroken ? [] : [{ first, last: first + words.length - 1, spans: [[from.from, words.at(-1)?.to ?? -1] as Span] }]
  })
}

function placesOfHebrew(name: string, { line, chars, words }: Line): Place[] {
  const at = (unit: number) => words.findIndex(({ start, end }) => start <= unit && unit < end)
  return patternsOf(name).flatMap(({ pattern, after, skip }) => words.filter(({ script }) => script === 'hebrew').flatMap(({ start }) => {
    const places: Place[] = []
    for (let cut = 0; cut <= (after === null ? 0 : PREFIX_MAX); cut++) {
      const prefix = line.slice(start, start + cut)
      if (prefix.length < cut || !PREFIX.test(prefix) || (after && !after.test(prefix))) continue
      for (const quote of cut > 0 && /['"]/.test(line[start + cut] ?? '') ? [0, 1] : [0]) {
        const from = start + cut + quote
        if (/[א-ת]$|[א-ת]['"]$/.test(line.slice(Math.max(0, start - 2), start))) continue
        pattern.lastIndex = from
        const end = pattern.test(line) ? pattern.lastIndex : -1
        if (end > 0) places.push({ first: at(start), last: at(end - 1), spans: [[chars[from + skip]?.from ?? -1, chars[end - 1]?.to ?? -1]] })
      }
    }
    return places
  }))
}

/** The patterns of a Hebrew name: `after` is what its prefix must look like, null for none allowed; `skip` letters are not the name's. */
function patternsOf(name: string): { pattern: RegExp; after: RegExp | null; skip: number }[] {
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
