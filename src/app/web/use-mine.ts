import type { OutputOf } from '../../base/endpoint.ts'
import { useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { me } from '../../people/contract.ts'

/** The person's account, and the workspace they are in, with what they are there. */
export type Mine = { readonly user: OutputOf<typeof me>['user']; readonly workspace: OutputOf<typeof me>['workspaces'][number] }

/** Who asks, and where; null until that is known, and outside any workspace. */
export function useMine(): Mine | null {
  const workspaceId = useWorkspaceId()
  const known = useRead(me, { limit: 200 }).data
  const workspace = known?.workspaces.find(({ id }) => id === workspaceId)
  return known && workspace ? { user: known.user, workspace } : null
}
