import { useQueryClient } from '@tanstack/react-query'
import { keyOf } from '../../base/web/use-read.ts'
import { type Line, useLive } from '../../base/web/use-live.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { ask, askChanges, asks, counts, ofMentions, promisesDue } from '../contract.ts'

/** All reads that a deed on an ask may change. */
export const ASK_READS = [ask, asks, counts, ofMentions, promisesDue]

/** Keeps every ask that is shown as it is now, whoever changed it. */
export function useAskChanges(): Line {
  const client = useQueryClient()
  const workspaceId = useWorkspaceId()
  const readAnew = () => ASK_READS.forEach((read) => void client.invalidateQueries({ queryKey: keyOf(workspaceId, read) }))
  return useLive(askChanges, {}, { opened: readAnew, heard: ({ kind }) => kind === 'changed' && readAnew() })
}
