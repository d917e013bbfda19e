import { getRouteApi } from '@tanstack/react-router'
import { QueryEditorPage } from '../../listen/web/query-editor-page.tsx'

const route = getRouteApi('/inside/listen/query/$id')

/** Where a query is written; saved, it leads to what it hears. */
export function QueryEditor() {
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  return <QueryEditorPage key={id} id={id} done={(query) => void navigate({ to: '/listen', search: { query: query.id } })} gone={() => void navigate({ to: '/listen' })} />
}
