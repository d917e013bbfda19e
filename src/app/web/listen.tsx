import { getRouteApi } from '@tanstack/react-router'
import { addressOf, filterOf } from '../../listen/web/address.ts'
import { ListenPage } from '../../listen/web/listen-page.tsx'

const route = getRouteApi('/inside/listen')

/** The stream of mentions; its filter is in the address, so that it can be sent to somebody. */
export function Listen() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ListenPage
      filter={filterOf(search)}
      viewId={search.view}
      choose={(filter, { viewId, replace = false } = {}) => void navigate({ search: { ...(viewId ? { view: viewId } : {}), ...addressOf(filter) }, replace })}
    />
  )
}
