import { createContext, use } from 'react'

/** The workspace that everything below asks in; null outside any, as on the sign-in page. */
export const WorkspaceId = createContext<string | null>(null)

/** The workspace asked in. */
export const useWorkspaceId = (): string | null => use(WorkspaceId)
