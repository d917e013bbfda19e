import { getRouteApi } from '@tanstack/react-router'
import { ListenPage } from '../../listen/web/listen-page.tsx'

const route = getRouteApi('/inside/listen')

/** The stream of mentions; its filter is in the address, so that it can be sent to somebody. */
export function Listen() {
  const { query, find } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ListenPage
      filter={{ ...(query ? { queryId: query } : {}), ...(find ? { find } : {}) }}
      choose={(filter) =>
        void navigate({
          search: { ...(filter.queryId ? { query: filter.queryId } : {}), ...(filter.find ? { find: filter.find } : {}) },
          replace: true,
        })
      }
    />
  )
}
