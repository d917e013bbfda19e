import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../base/endpoint.ts'
import { call, type CallError } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type Filter, people } from '../contract.ts'

const ANEW_EVERY_MS = 60_000
/** Digits of an estimate that are worth telling. */
const DIGITS_TOLD = 2

/** How many people said what a filter means, in words; null where nobody can tell. Those of the filter before stay until these are there. */
export function usePeople(filter: Filter): { readonly words: string; readonly definition: string } | null {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const counted = filter.surgeId ? filter : { ...filter, copies: undefined }
  const { data } = useQuery<OutputOf<typeof people>, CallError>({
    queryKey: keyOf(workspaceId, people, counted),
    queryFn: ({ signal }) => call(people, counted, { workspaceId, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ANEW_EVERY_MS,
  })
  if (!data || data.people === null || data.people === 0) return null
  if (data.margin === 0) return { words: t('listen.figures.people', { count: data.people }), definition: t('listen.figures.people_definition') }
  return {
    words: t('listen.figures.people_about', { count: Number(data.people.toPrecision(DIGITS_TOLD)) }),
    definition: t('listen.figures.people_estimated', { margin: data.margin }),
  }
}
