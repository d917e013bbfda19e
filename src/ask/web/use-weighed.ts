import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '../../base/endpoint.ts'
import { call } from '../../base/web/call.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { weigh } from '../contract.ts'
import type { Because, RaiseDraft } from './raise-draft.ts'

const WEIGH_AFTER_MS = 250
const NOTHING: OutputOf<typeof weigh> = { notices: [], answerBy: null, workingDays: [] }

/** What there is to say to a draft as it stands, a moment after it last changed. */
export function useWeighed({ draft, kind, title, because }: { draft: RaiseDraft; kind: string; title: string; because: Because }): OutputOf<typeof weigh> {
  const workspaceId = useWorkspaceId()
  const said = JSON.stringify({
    kind, title,
    ...(draft.toDepartmentId ? { toDepartmentId: draft.toDepartmentId } : {}),
    ...(draft.toPersonId ? { toPersonId: draft.toPersonId } : {}),
    ...(draft.neededBy ? { neededBy: draft.neededBy } : {}),
    hasEvidence: because.mentionIds.length > 0 || because.queryId !== null ? 'yes' : 'no',
  })
  const [settled, setSettled] = useState(said)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(said), WEIGH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [said])
  const read = useQuery({
    queryKey: [...keyOf(workspaceId, weigh), settled],
    queryFn: ({ signal }) => call(weigh, JSON.parse(settled) as InputOf<typeof weigh>, { workspaceId, signal }),
    placeholderData: keepPreviousData,
  })
  return read.data ?? NOTHING
}
