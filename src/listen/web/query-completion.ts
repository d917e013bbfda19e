import { FIELD_NAMES, type Piece, pieces } from '../../engine/index.ts'
import type { Edit } from './query-fixes.ts'

/** A value that the workspace knows, and what people call it. */
export type KnownValue = { readonly value: string; readonly name: string }

/** The values that may stand behind a field, after `#` (tag) and after `@` (handle), the likeliest first. */
export type KnownValues = Readonly<Partial<Record<string, readonly KnownValue[]>>>

/** One thing that can be written at the caret. */
export type Choice = {
  readonly id: string
  /** As it is written in a query. */
  readonly written: string
  /** What it means, in words; empty where it speaks for itself. */
  readonly name: string
  readonly edit: Edit
}

/** What can be written at the caret. `isValue`: it stands behind a field, so that nothing else can be meant by Enter. */
export type Completion = { readonly from: number; readonly isValue: boolean; readonly choices: readonly Choice[] }

export const CHOICES_MAX = 8
/** One letter begins too many words. */
const LETTERS_MIN = 2

/** What joins terms, as it is written. */
const OPERATORS = ['AND', 'OR', 'NOT', 'NEAR/5', 'ONEAR/5'] as const
/** What each operator and each field is called has the key `listen.query.name.KEY`. */
const NAMES: readonly { readonly key: string; readonly written: string }[] = [
  ...OPERATORS.map((written) => ({ key: written.replace(/\/.*/, '').toLowerCase(), written })),
  ...FIELD_NAMES.map((field) => ({ key: field, written: `${field}:` })),
]

/**
 * What may be meant by what ends at the caret: a value, for a field, `#` or `@`; an operator or a field, for the beginning of its name
 * in either alphabet. `isAsked`: also for nothing at all. Null where nothing is meant, or it is written already.
 */
export function completionAt(text: string, caret: number, known: KnownValues, nameOf: (key: string) => string, isAsked: boolean): Completion | null {
  const piece = pieces(text).find(({ from, to }) => from < caret && caret <= to)
  if (piece && piece.to !== caret) return null
  const field = piece && fieldAt(piece)
  if (piece && field) return valuesFor(text, caret, piece, field, known)
  if (piece && piece.is !== 'word' && piece.is !== 'operator' && piece.is !== 'bracket') return null
  const from = piece?.is === 'word' ? piece.from : caret
  const typed = text.slice(from, caret)
  if (typed.length < LETTERS_MIN && !isAsked) return null
  const choices = NAMES.flatMap(({ key, written }) => {
    const name = nameOf(key)
    if (typed !== '' && !begins(written, typed) && !begins(name, typed)) return []
    return [{ id: key, written, name, edit: { from, to: caret, insert: spaced(text, caret, written) } }]
  })
  return choices.length === 0 || choices.some(({ written }) => written === typed) ? null : { from, isValue: false, choices }
}

/** The field whose value is being written: also after `#` and `@`. */
function fieldAt(piece: Piece): string | undefined {
  if (piece.is === 'tag') return 'tag'
  if (piece.is === 'handle') return 'handle'
  return piece.is === 'field' || piece.is === 'value' ? piece.field : undefined
}

function valuesFor(text: string, caret: number, piece: Piece, field: string, known: KnownValues): Completion | null {
  const sign = piece.is === 'tag' || piece.is === 'handle' ? text.charAt(piece.from) : ''
  const from = piece.is === 'field' ? caret : piece.from + sign.length
  const typed = text.slice(from, caret).replace(/^["“”„]/, '')
  const choices = (known[field] ?? [])
    .filter(({ value, name }) => begins(value, typed) || begins(name, typed))
    .slice(0, CHOICES_MAX)
    .map(({ value, name }) => ({
      id: value,
      written: `${sign}${value}`,
      name: name === value ? '' : name,
      edit: { from, to: caret, insert: spaced(text, caret, /[\s()"]/.test(value) ? `"${value}"` : value) },
    }))
  const isWritten = choices.length === 1 && choices[0]?.edit.insert.trim() === text.slice(from, caret)
  return choices.length === 0 || isWritten ? null : { from: piece.from, isValue: sign === '' || typed !== '', choices }
}

/** Whether a word of the name begins like this, whatever its capitals. */
const begins = (name: string, typed: string) => name.toLowerCase().split(/[\s(]/).some((word) => word.startsWith(typed.toLowerCase()))

/** With a space behind it, where none is; a field waits for its value instead. */
const spaced = (text: string, caret: number, written: string) => (written.endsWith(':') || /^[\s)]/.test(text.slice(caret)) ? written : `${written} `)
