import { useDraft } from '../../base/web/use-draft.ts'
import type { BrandWord } from '../../listen/contract.ts'

/** What somebody has chosen to listen for so far. `queryId` is the query that was made of the words, once there is one. */
export type Chosen = { readonly words: readonly BrandWord[]; readonly queryId: string | null }

/** The words so far, beginning with the company's own name, and the query that was made of them. */
export const useWords = (workspace: { readonly id: string; readonly name: string }): [Chosen, (next: Chosen) => void] =>
  useDraft<Chosen>(`welcome.words ${workspace.id}`, { words: [newWord(workspace.name)], queryId: null }, 'session')

/** A word as it is listened for until somebody decides otherwise. */
export const newWord = (word: string): BrandWord => ({ word, how: 'unambiguous', beside: [] })
