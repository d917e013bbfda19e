import { parse } from '../query/parse.ts'
import { print } from '../query/print.ts'
import { CHARACTERS_MAX } from '../query/query.ts'
import { visible } from '../query/visible.ts'
import { brandwatch } from './brandwatch.ts'
import { cut } from './cut.ts'
import type { Grammar } from './grammar.ts'
import { type Hears, type Lost, type LostCode, lost, type Note } from './lost.ts'
import { meltwater } from './meltwater.ts'
import { read } from './read.ts'
import { settle } from './settle.ts'
import { talkwalker } from './talkwalker.ts'
import type { Place } from './tree.ts'
import { x } from './x.ts'

const GRAMMARS = { brandwatch, meltwater, talkwalker, x } satisfies Record<string, Grammar>

/** The products whose queries are understood. */
export type Dialect = keyof typeof GRAMMARS
export const DIALECTS = Object.keys(GRAMMARS) as readonly Dialect[]

/** Most UTF-16 units of a query of another product: comments and long names may make it longer than ours may be. */
export const GIVEN_CHARACTERS_MAX = 4 * CHARACTERS_MAX
/** Most losses that are told. */
export const LOST_MAX = 200

/** A query in our words, and what could not be kept of the one that was given. */
export type Translation = { readonly text: string; readonly lost: readonly Lost[] }

/**
 * Puts a query of another product into our words. The text is canonical and can be parsed, or it is empty and the first loss says why.
 * What narrows and cannot be kept is left out, so that the query hears more and not less; an alternative that cannot be kept is left
 * out and said to hear less. Losses stand in the order of the given text, at most `LOST_MAX`. Linear in time; never throws.
 */
export function translate(text: string, from: Dialect): Translation {
  const losses: Lost[] = []
  const { line, original } = visible(text)
  const takeDown = (place: Place, note: Note, hears: Hears) => {
    losses.push(original(lost(line, place.from, place.to, note, hears)))
  }
  const nothing = (code: LostCode): Translation => {
    const why = lost(text, 0, text.length, { code }, 'nothing')
    return { text: '', lost: [why, ...inOrder(losses)].slice(0, LOST_MAX) }
  }
  if (text.length > GIVEN_CHARACTERS_MAX) return nothing('too_long')
  const grammar = GRAMMARS[from]
  const tree = read(cut(line, grammar, takeDown), grammar, takeDown)
  if (tree === 'too_deep') return nothing('too_deep')
  if (tree === null) return nothing('empty')
  const root = settle(tree, takeDown)
  if (root === null) return nothing('nothing_left')
  const parsed = parse(print({ root }))
  if (parsed.ok) return { text: print(parsed.query), lost: inOrder(losses).slice(0, LOST_MAX) }
  const code = parsed.problems[0]?.code
  return nothing(code !== undefined && isReason(code) ? code : 'unreadable')
}

/** Why a query can be refused although each of its parts is understood. */
const REASONS = ['nothing_to_find', 'too_long', 'too_many_terms', 'too_deep'] as const

function isReason(code: string): code is (typeof REASONS)[number] {
  return REASONS.some((reason) => reason === code)
}

function inOrder(losses: readonly Lost[]): Lost[] {
  return losses.toSorted((a, b) => a.from - b.from || a.to - b.to)
}
