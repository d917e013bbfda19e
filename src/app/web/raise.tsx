import { getRouteApi } from '@tanstack/react-router'
import { RaisePage } from '../../ask/web/raise-page.tsx'

const route = getRouteApi('/inside/asks/new')

/** Asking for something: because of mentions, of a query's theme, or of nothing that was heard. */
export function Raise() {
  const { mention, query, to } = route.useSearch()
  return <RaisePage key={`${mention} ${query} ${to}`} mentionIds={mention?.split(',') ?? []} queryId={query ?? null} toDepartmentId={to ?? null} />
}
