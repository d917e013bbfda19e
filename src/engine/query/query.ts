/** Most UTF-16 units a query may have. */
export const CHARACTERS_MAX = 16_000
/** Most terms (words, tags, handles, filters) a query may have. */
export const TERMS_MAX = 5_000
/** Most words in one phrase. */
export const PHRASE_WORDS_MAX = 100
/** Most brackets one inside the other. */
export const NESTING_MAX = 200
/** Most words that NEAR and ONEAR may reach over. */
export const REACH_MAX = 100
/** Fewest letters before the `*` of a stem. */
export const STEM_LETTERS_MIN = 3
/** Most problems reported at once. */
export const PROBLEMS_MAX = 20

/** What a post may be, for `kind:`. */
export const KINDS = ['post', 'reply', 'repost', 'comment', 'review', 'article'] as const
/** What a post may carry, for `has:`. */
export const ATTACHMENTS = ['link', 'image', 'video'] as const

/**
 * A word or a phrase, as it was written (single spaces). `folded` finds it in any case, with any accents, and in Hebrew with its
 * prefixes; `cased` minds capitals and nothing else; `exact` wants precisely this spelling, without prefixes.
 */
export type Words = { readonly is: 'words'; readonly text: string; readonly how: 'folded' | 'cased' | 'exact' }
/** Every word that begins with these letters (`custom*`); a Hebrew one also after a prefix. One word, at least `STEM_LETTERS_MIN` letters. */
export type Stem = { readonly is: 'stem'; readonly text: string }
/**
 * Two groups close together: from the last word of one to the first word of the other it is at most `within` steps (neighbours are one
 * step apart), and they share no word. `ordered`: the first stands before the second. A group is words, a stem, another `near`, or
 * an `or` of these.
 */
export type Near = { readonly is: 'near'; readonly ordered: boolean; readonly within: number; readonly of: readonly [Node, Node] }
/** Something a post has: a tag, a mentioned handle, an author, a linked site or address, a network, a language. `value` is folded. */
export type Mark = {
  readonly is: 'tag' | 'handle' | 'author' | 'site' | 'url' | 'network' | 'lang' | 'kind' | 'has'
  readonly value: string
}
/** How many follow the author. Never true of an author whose followers are not known. */
export type Followers = { readonly is: 'followers'; readonly sign: '>' | '>=' | '<' | '<='; readonly than: number }

/** A node of a query. `and` and `or` hold at least two; nothing holds its own kind directly, but `near`. */
export type Node =
  | Words
  | Stem
  | Near
  | Mark
  | Followers
  | { readonly is: 'and' | 'or'; readonly of: readonly Node[] }
  | { readonly is: 'not'; readonly of: Node }

/** A query that was understood: plain data, safe to store as JSON. Only `parse` makes one. */
export type Query = { readonly root: Node }
