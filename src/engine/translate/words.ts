import { PHRASE_WORDS_MAX, REACH_MAX, type Node, type Words } from '../query/query.ts'
import { GERSHAYIM, roleAt } from '../text/fold.ts'
import { between } from '../text/marks.ts'
import { tokenise } from '../text/tokenise.ts'
import { exact, gone, joined, type Kept, term, wider } from './kept.ts'

/** Which signs stand for letters: * and ? anywhere, a lone * for a word of a phrase, or none. */
export type Wildcards = 'letters' | 'words' | 'none'

/** One word or run of words after another, with how many words between it and what stands before it are not known. */
type Link = { readonly node: Node; readonly skipped: number }

/** Words as they are written, one after the other. */
export function words(content: string, wildcards: Wildcards): Kept {
  const chunks = content.replace(/[,;:.\s]+$/, '').split(/[\s\0]+/).filter((chunk) => chunk !== '')
  const isWild = (chunk: string) => (wildcards === 'letters' ? /[*?]/.test(chunk) : wildcards === 'words' && chunk === '*')
  const count = tokenise(chunks.join(' ')).length
  if (count > PHRASE_WORDS_MAX) return gone('phrase_too_long')
  if (chunks.some(isWild)) return chained(chunks, isWild)
  return count === 0 ? gone('no_letters') : exact({ is: 'words', text: plainly(chunks), how: 'folded' })
}

/** Without signs that say something in our language wherever they stand: a star, and a quotation mark outside of a Hebrew word. */
function plainly(chunks: readonly string[]): string {
  const text = chunks.join(' ')
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    const isSign = '*＊'.includes(text.charAt(at)) || (roleAt(text, at) === GERSHAYIM && !between(text, at))
    plain += isSign ? ' ' : text.charAt(at)
  }
  return plain.replace(/\s+/g, ' ').trim()
}

/** Words in this very spelling (`exact`), or with these capitals (`cased`). Punctuation does not count, and it is said when there is any. */
export function spelled(content: string, how: Words['how']): Kept {
  const text = plainly(content.split(/[\s\0]+/))
  const count = tokenise(text).length
  if (count === 0) return gone('no_letters')
  if (count > PHRASE_WORDS_MAX) return gone('phrase_too_long')
  const node: Node = { is: 'words', text, how }
  return /[^\p{L}\p{N}\p{M}\s]/u.test(text) ? wider(node, 'punctuation') : exact(node)
}

/** The words of a phrase near one another, in any order, with at most `between` other words. */
export function near(content: string, between: number, wildcards: Wildcards): Kept {
  const kept = content.split(/[\s\0]+/).filter((word) => word !== '').map((word) => words(word, wildcards))
  const whole = together(kept.flatMap(({ node }) => node ?? []), between)
  if (whole.node === null || whole.lost || kept.every(({ lost }) => lost === null)) return whole
  return wider(whole.node, 'wildcard_wider')
}

/** Groups near one another, in any order. Of more than two, each must be near the first. */
export function together(groups: readonly Node[], between: number): Kept {
  const [first, second, ...others] = groups
  if (!first) return gone('no_letters')
  if (!second) return exact(first)
  const within = between + groups.length - 1
  const all = joined('and', groups) ?? first
  if (within > REACH_MAX) return wider(all, 'near_far')
  const pair = (other: Node): Node => ({ is: 'near', ordered: false, within, of: [first, other] })
  if (others.length === 0) return exact(pair(second))
  return wider(joined('and', [second, ...others].map(pair)) ?? all, 'near_many')
}

/** A phrase with wildcards, as words that follow one another. A wildcard that cannot be kept is any word. */
function chained(chunks: readonly string[], isWild: (chunk: string) => boolean): Kept {
  const links: Link[] = []
  let isExact = true
  let plain: string[] = []
  let skipped = 0
  const link = (node: Node) => {
    links.push({ node, skipped })
    skipped = 0
  }
  const flush = () => {
    const text = plainly(plain)
    if (tokenise(text).length > 0) link({ is: 'words', text, how: 'folded' })
    plain = []
  }
  for (const chunk of chunks) {
    if (!isWild(chunk)) {
      plain.push(chunk)
      continue
    }
    const { before, stem, after, isWhole } = opened(chunk)
    if (before !== '') plain.push(before)
    flush()
    if (stem) link(stem)
    else skipped++
    skipped += after
    isExact &&= isWhole && stem !== null
  }
  flush()
  const [first, ...others] = links
  if (!first || others.some((each) => each.skipped >= REACH_MAX)) return gone('wildcard')
  const node = others.reduce<Node>((left, right) => ({ is: 'near', ordered: true, within: 1 + right.skipped, of: [left, right.node] }), first.node)
  return isExact ? exact(node) : wider(node, 'wildcard_wider')
}

/**
 * What a word with a wildcard can be: the whole words before it, the stem up to the first wildcard (null when too little is left of it),
 * how many words follow the wildcard in it, and whether the stem is all it says.
 */
function opened(chunk: string): { before: string; stem: Node | null; after: number; isWhole: boolean } {
  const wild = chunk.search(/[*?]/)
  const head = chunk.slice(0, wild)
  const [previous, last] = [undefined, undefined, ...tokenise(head)].slice(-2)
  const isBegun = last?.end === head.length
  const stem = isBegun ? term(`${head.slice(last.start)}*`) : null
  const rest = chunk.slice(wild)
  return {
    before: isBegun ? head.slice(0, previous?.end ?? 0) : head,
    stem,
    after: Math.max(0, tokenise(rest.replace(/[*?]/g, 'a')).length - 1),
    isWhole: rest === '*',
  }
}
