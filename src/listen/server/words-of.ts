/** What the engine needs, as PostgreSQL's tsquery. */
import type { Need } from '../../engine/index.ts'

/** Terms that are looked up for one query: with more, finding costs more than it saves. */
export const TERMS_LOOKED_UP_MAX = 400

type Term = string | { readonly begins: string }
type Terms = Term | { readonly all: readonly Terms[] } | { readonly any: readonly Terms[] }

/**
 * The tsquery of a need, or null when nothing is to be looked up: then everything may match. Of a need with very many terms only as
 * many are looked up as are worth it: what they find holds all that the need finds, and more.
 */
export function wordsOf(need: Need, termsMax: number = TERMS_LOOKED_UP_MAX): string | null {
  const bounded = atMost(need, termsMax)
  return bounded && written(bounded)
}

/** The need, or one with fewer terms that whatever fulfils it fulfils too; null when there is none. */
function atMost(need: Terms, termsMax: number): Terms | null {
  const count = countOf(need)
  if (count === 0 || termsMax < 1) return null
  if (isTerm(need)) return need
  if ('any' in need) {
    const each = count <= termsMax ? count : Math.floor(termsMax / need.any.length)
    const parts = need.any.map((part) => atMost(part, each)).filter((part) => part !== null)
    return parts.length < need.any.length ? null : { any: parts }
  }
  const kept: Terms[] = []
  let rest = termsMax
  for (const part of need.all.toSorted((a, b) => countOf(a) - countOf(b))) {
    const fitting = atMost(part, rest)
    if (fitting === null) continue
    kept.push(fitting)
    rest -= countOf(fitting)
  }
  return kept.length === 0 ? null : { all: kept }
}

const isTerm = (need: Terms): need is Term => typeof need === 'string' || 'begins' in need

function countOf(need: Terms): number {
  if (isTerm(need)) return 1
  return ('all' in need ? need.all : need.any).reduce((sum, part) => sum + countOf(part), 0)
}

/** Each token is quoted: whatever is in it is a word and never an operator. */
function written(need: Terms): string {
  if (typeof need === 'string') return quoted(need)
  if ('begins' in need) return `${quoted(need.begins)}:*`
  const [parts, sign] = 'all' in need ? [need.all, ' & '] : [need.any, ' | ']
  return `(${parts.map(written).join(sign)})`
}

const quoted = (token: string): string => `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
