import type { Fields } from './field.ts'
import type { Kept } from './kept.ts'
import type { Wildcards } from './words.ts'

/** What joins, denies, or leaves out some places of a word. */
export type Joint = 'AND' | 'OR' | 'NOT' | 'XNOT'
/** What may follow a term or a bracket: ~5 (near one another), ~1 and ~ (spelled alike, or as one word), ^2 (a weight), {3} (how often). */
export type Suffix = 'near' | 'alike' | 'weight' | 'times'

/** How a product writes its queries: the table that the shared reader goes by. */
export type Grammar = {
  readonly fields: Fields
  /** Words that join, as they must be written. */
  readonly joints: Readonly<Record<string, Joint>>
  /** Whether operators may be written in small letters. */
  readonly anyCase: boolean
  /** How many words may stand between what NEAR joins when it does not say; null when there is no NEAR. */
  readonly near: number | null
  /** Whether a minus right before something denies it. */
  readonly minus: boolean
  /** Whether it says what AND and OR mean side by side without brackets: that AND binds first. */
  readonly mixes: boolean
  /** Whether sites side by side are alternatives. */
  readonly sitesEither: boolean
  readonly wildcards: { readonly bare: Wildcards; readonly quoted: Wildcards }
  readonly suffixes: readonly Suffix[]
  /** Signs before a word or a phrase that change how it is looked for; the longer first. */
  readonly signs: readonly (readonly [sign: string, read: (value: string) => Kept])[]
  /** Whether {…} holds words whose capitals count. */
  readonly braces: boolean
  /** Whether <<<…>>> holds a comment. */
  readonly comments: boolean
  /** Whether \ makes the next sign an ordinary one. */
  readonly escapes: boolean
}

/** What most products share: AND, OR and NOT in capitals, * and ? for letters. */
export const COMMON = {
  joints: { AND: 'AND', OR: 'OR', NOT: 'NOT' },
  anyCase: false,
  near: null,
  minus: false,
  mixes: false,
  sitesEither: false,
  wildcards: { bare: 'letters', quoted: 'letters' },
  suffixes: [],
  signs: [],
  braces: false,
  comments: false,
  escapes: false,
} satisfies Omit<Grammar, 'fields'>
