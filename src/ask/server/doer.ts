/** Whoever acts on an ask: somebody at work, a holder of a link, a letter, or Heed itself (no `userId`). Any Ctx is one. */
export type Doer = { readonly actor: { readonly workspaceId: string; readonly userId: string | null }; readonly now: () => Date }
