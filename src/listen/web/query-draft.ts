import type { Whom } from './reach/whom-field.tsx'

/** A query as it is being written: kept in this tab until it is saved, whatever happens to page or network. */
export type Draft = { readonly name: string; readonly text: string; readonly revision: number } & Whom

const keyOf = (workspaceId: string | null, queryId: string) => `heed.draft.${workspaceId}.${queryId}`

/** What was typed and not saved; null when nothing was. */
export function draftOf(workspaceId: string | null, queryId: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(workspaceId, queryId)) ?? 'null')
    return isDraft(kept) ? kept : null
  } catch {
    return null
  }
}

/** Keeps what is being typed; null forgets it. A browser that keeps nothing is no error. */
export function keepDraft(workspaceId: string | null, queryId: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(workspaceId, queryId))
    else sessionStorage.setItem(keyOf(workspaceId, queryId), JSON.stringify(draft))
  } catch {
    // Storage is switched off or full.
  }
}

function isDraft(kept: unknown): kept is Draft {
  return typeof kept === 'object' && kept !== null && 'name' in kept && typeof kept.name === 'string' && 'text' in kept && typeof kept.text === 'string'
    && 'revision' in kept && typeof kept.revision === 'number'
    && 'about' in kept && typeof kept.about === 'string' && 'rival' in kept && typeof kept.rival === 'string'
}
