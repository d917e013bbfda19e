import { call } from '../../base/web/call.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type Mention, mentionsById } from '../contract.ts'
import { useSoon } from './use-soon.ts'

/** As many as can be asked for at once. */
const AT_ONCE = 50
/** Mentions that are read anew; further down nobody looks now. */
const READ_ANEW_MAX = 500
const AFTER_MS = 2_000

/** Reads all that is held as it is now, a little later and once; what cannot be read stays as it is. `begun` is told when it begins. */
export function useReadAnew(held: readonly Mention[], read: (mentions: readonly Mention[]) => void, begun: () => void): () => void {
  const workspaceId = useWorkspaceId()
  return useSoon(() => {
    begun()
    const ids = held.slice(0, READ_ANEW_MAX).map(({ id }) => id)
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      call(mentionsById, { ids: ids.slice(at, at + AT_ONCE).join(',') }, { workspaceId }).then(({ mentions }) => read(mentions), () => {})
    }
  }, AFTER_MS)
}
