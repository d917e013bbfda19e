import type { Kept } from './kept.ts'
import type { Hears, Note } from './lost.ts'

/** Where something stands in the text that was given. */
export type Place = { readonly from: number; readonly to: number }

/**
 * A query of another product, read but not yet put into our words. `loose`: something around `of` that cannot be kept, without which
 * it hears more. `together`: the parts of an AND, near one another.
 */
export type Tree = Place & (
  | ({ readonly is: 'term' } & Kept)
  | { readonly is: 'and' | 'or'; readonly of: readonly Tree[] }
  | { readonly is: 'not'; readonly of: Tree }
  | { readonly is: 'near'; readonly of: readonly [Tree, Tree]; readonly operator: Operator }
  | { readonly is: 'loose'; readonly of: Tree; readonly note: Note; readonly at: Place }
  | { readonly is: 'together'; readonly of: readonly Tree[]; readonly between: number }
)

/** NEAR, or SENTENCE when `within` is null: in the same sentence. `within` counts steps, as ours does. */
export type Operator = Place & { readonly is: 'near'; readonly ordered: boolean; readonly within: number | null }

/** Takes down what was lost at a place. */
export type TakeDown = (place: Place, note: Note, hears: Hears) => void
