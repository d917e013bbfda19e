/** What a loss does to what is heard; `nothing`: there is no query. */
export type Hears = 'same' | 'more' | 'less' | 'nothing'

type Params = Readonly<Record<string, string>>

/** Each thing a translation can lose, with an English sentence. Translations live with the interface, by code. */
const SENTENCES = {
  place: ({ text }: Params) => `Where a post or its author is cannot be asked: "${text}" was left out.`,
  time: ({ text }: Params) => `A query has no dates, it listens from now on: "${text}" was left out.`,
  field: ({ text }: Params) => `"${text}" cannot be asked here and was left out.`,
  value: ({ text }: Params) => `"${text}" has a value that is not understood here and was left out.`,
  name: ({ text }: Params) => `author: looks for handles, not for names: "${text}" was left out.`,
  wildcard: ({ text }: Params) => `A word with * needs three letters before it: "${text}" was left out.`,
  no_letters: ({ text }: Params) => `"${text}" has no letters or digits to look for and was left out.`,
  phrase_too_long: ({ text }: Params) => `The phrase "${text}" is too long and was left out.`,
  exclusion: ({ text }: Params) => `A part of this exclusion could not be kept, so nothing is excluded by "${text}".`,
  xnot: ({ text }: Params) => `Only some places of a word cannot be left out: "${text}" excludes nothing.`,
  wildcard_wider: ({ text, put }: Params) => `Only a * at the end of a word is understood: "${text}" became ${put}.`,
  too_broad: ({ text }: Params) => `What is left of "${text}" would match almost everything: it was left out.`,
  part: ({ text }: Params) => `"${text}" looks at one part of a post; the whole text is looked at instead.`,
  site: ({ put }: Params) => `Here ${put} also means posts that only link there.`,
  to: ({ text, put }: Params) => `"${text}" became ${put}, which finds every post that names them.`,
  kind: ({ text, put }: Params) => `"${text}" became ${put}, which is not quite the same.`,
  similar: ({ text, put }: Params) => `Words spelled alike are not looked for: "${text}" became ${put}.`,
  times: ({ text }: Params) => `How often a word stands in a post is not counted: "${text}" was left out.`,
  punctuation: ({ text, put }: Params) => `Punctuation is not looked at: "${text}" became ${put}.`,
  near_far: ({ text }: Params) => `Words can be at most 100 words apart, or anywhere: "${text}" became AND.`,
  near_parts: ({ text }: Params) => `Only words, phrases and OR of these can stand near each other: "${text}" became AND.`,
  near_many: ({ text, put }: Params) => `Several words near one another are looked for in pairs: "${text}" became ${put}.`,
  sentence: ({ text }: Params) => `Sentences are not told apart: "${text}" became AND.`,
  field_unknown: ({ text }: Params) => `There is no field in "${text}" that is known: it was read as words.`,
  comment: () => 'A comment was left out.',
  boost: ({ text }: Params) => `Nothing is ranked here: the weight "${text}" was left out.`,
  tilde: ({ text }: Params) => `"${text}" joins nothing here and was left out.`,
  mixed: () => 'AND and OR stand side by side here without brackets: AND was taken to bind first.',
  operand_missing: ({ text }: Params) => `${text} has nothing to join here and was left out.`,
  bracket_empty: () => 'There was nothing between these brackets.',
  bracket_not_closed: () => 'This bracket was never closed; the end was taken for its end.',
  bracket_not_opened: () => 'This bracket was never opened and was left out.',
  quote_not_closed: () => 'This quotation mark was never closed; the end was taken for its end.',
  empty: () => 'There is nothing here to translate.',
  nothing_left: () => 'Nothing of this can be asked here, so there is no query.',
  nothing_to_find: () => 'What is left would match almost everything, so there is no query: it needs a word that must be there (with OR, on each side).',
  too_long: () => 'This is too long for a query.',
  too_many_terms: () => 'This has more terms than a query may have.',
  too_deep: () => 'This has more brackets inside one another than a query may have.',
  unreadable: () => 'No query could be made of this.',
} satisfies Record<string, (params: Params) => string>

const EFFECT = { same: '', more: ' The query hears more for it.', less: ' The query hears less for it.', nothing: '' } satisfies Record<Hears, string>

/** Everything that can be lost. */
export type LostCode = keyof typeof SENTENCES

/** What was lost, without its place. `put` is what stands for it, in our language. */
export type Note = { readonly code: LostCode; readonly put?: string }

/**
 * What could not be kept of a query, where: UTF-16 offsets into the text that was given, the end not included. `params.text` is what
 * stood there (at most 100 characters), `params.put` what was put instead. `hears` tells what it does to the query.
 */
export type Lost = {
  readonly code: LostCode
  readonly from: number
  readonly to: number
  readonly params: Params
  readonly hears: Hears
  readonly message: string
}

const SHOWN_LENGTH_MAX = 100

/** Builds a loss with its English sentence. */
export function lost(line: string, from: number, to: number, { code, put }: Note, hears: Hears): Lost {
  const text = line.slice(from, Math.min(to, from + SHOWN_LENGTH_MAX)).toWellFormed()
  const params: Params = { text, ...(put === undefined ? {} : { put }) }
  return { code, from, to, params, hears, message: SENTENCES[code](params) + EFFECT[hears] }
}
