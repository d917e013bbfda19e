import { createContext, use } from 'react'

/** What the person may do in the workspace that everything below asks in: lines of the table of permissions. */
export const Permissions = createContext<readonly string[]>([])

/** Whether the person may do this here: what they may not is not offered. The server decides again. */
export const useMay = (permission: string): boolean => use(Permissions).includes(permission)
