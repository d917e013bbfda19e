import { CHARACTERS_MAX, NESTING_MAX, PHRASE_WORDS_MAX, REACH_MAX, STEM_LETTERS_MIN, TERMS_MAX } from './query.ts'

/** Each way a query can be refused, with an English sentence that helps. Translations live with the interface, by code. */
const SENTENCES = {
  empty: () => 'Write at least one word to look for.',
  too_long: () => `A query may have ${CHARACTERS_MAX} characters at most.`,
  too_many_terms: () => `A query may have ${TERMS_MAX} terms at most.`,
  phrase_too_long: () => `A phrase may have ${PHRASE_WORDS_MAX} words at most.`,
  too_deep: () => `Brackets may be nested ${NESTING_MAX} deep at most.`,
  bracket_not_closed: () => 'This bracket is never closed.',
  bracket_not_opened: () => 'This bracket was never opened.',
  bracket_empty: () => 'There is nothing between these brackets.',
  quote_not_closed: () => 'This quotation mark is never closed.',
  operand_missing: ({ operator }: Params) => `${operator} needs something to look for on each side that it joins.`,
  minus_apart: () => 'Write "-" right before what it leaves out, without a space between.',
  no_letters: ({ text }: Params) => `"${text}" has no letters or digits to look for.`,
  reach_wrong: ({ text }: Params) => `"${text}" must say a whole number of words from 1 to ${REACH_MAX}, as in NEAR/5.`,
  near_needs_words: () => 'NEAR joins words, phrases, word beginnings (custom*) and groups of these with OR in brackets, nothing else.',
  near_by_tilde: () => 'To find words near one another, write NEAR between them: coca NEAR/5 cola.',
  stem_too_short: ({ text }: Params) => `"${text}" would find too much: write at least ${STEM_LETTERS_MIN} letters before "*".`,
  star_misplaced: () => '"*" can only stand at the end of a word, right after its letters (custom*), not before them or between.',
  star_in_phrase: () => '"*" works on a single word. To find it within a phrase, use ONEAR/1: customer ONEAR/1 serv*.',
  star_when_exact: () => '"*" cannot be joined with "=", "case:" or "#": these are found as they are written.',
  field_unknown: ({ field }: Params) => `There is no field "${field}:". To look for these characters, put them in quotation marks.`,
  address_bare: ({ text }: Params) => `To find links to this address, write url:${text}.`,
  value_missing: ({ field }: Params) => `Write a value right after "${field}".`,
  value_wrong: ({ field, text, allowed }: Params) => `"${text}" is not a value for "${field}:". It can be: ${allowed}.`,
  nothing_to_find: () =>
    'This would match almost everything: add a word, #tag, @handle, author:, site: or url: that must be there (with OR, on each side).',
} satisfies Record<string, (params: Params) => string>

type Params = Readonly<Record<string, string>>

/** The codes of every problem, for whoever translates them. */
export const PROBLEM_CODES = Object.keys(SENTENCES) as readonly ProblemCode[]
export type ProblemCode = keyof typeof SENTENCES

/** What is wrong with a query and where: UTF-16 offsets into its text, the end not included. */
export type Problem = {
  readonly code: ProblemCode
  readonly from: number
  readonly to: number
  readonly params: Params
  readonly message: string
}

/** Builds a problem with its English sentence. */
export function problem(code: ProblemCode, from: number, to: number, params: Params = {}): Problem {
  return { code, from, to, params, message: SENTENCES[code](params) }
}
