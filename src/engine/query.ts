/** Most UTF-16 units a query may have. */
export const CHARACTERS_MAX = 16_000
/** Most terms (words, tags, handles, filters) a query may have. */
export const TERMS_MAX = 5_000
/** Most words in one phrase. */
export const PHRASE_WORDS_MAX = 100
/** Most brackets one inside the other. */
export const NESTING_MAX = 50
/** Most problems reported at once. */
export const PROBLEMS_MAX = 20

/** A word or a phrase, as it was written (single spaces). `exact` looks for precisely this spelling. */
export type Words = { readonly is: 'words'; readonly text: string; readonly exact: boolean }
/** Something a post has: a tag, a mentioned handle, an author, a linked site, a network, a language. `value` is folded. */
export type Mark = { readonly is: 'tag' | 'handle' | 'author' | 'site' | 'network' | 'lang'; readonly value: string }
/** A node of a query. `and` and `or` hold at least two; nothing holds its own kind directly. */
export type Node =
  | Words
  | Mark
  | { readonly is: 'and' | 'or'; readonly of: readonly Node[] }
  | { readonly is: 'not'; readonly of: Node }

/** A query that was understood: plain data, safe to store as JSON. Only `parse` makes one. */
export type Query = { readonly root: Node }
