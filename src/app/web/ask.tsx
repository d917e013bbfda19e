import { getRouteApi } from '@tanstack/react-router'
import { AskPage } from '../../ask/web/ask-page.tsx'

const route = getRouteApi('/inside/asks/$id')

/** One ask, and what can be done with it. */
export function Ask() {
  const { id } = route.useParams()
  return <AskPage key={id} id={id} />
}
