import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ClipPage } from '../../connect/web/clip-page.tsx'

const route = getRouteApi('/inside/clip')

/** Filing by hand; a bookmark or a phone may hand over what to begin with. */
export function Clip() {
  const shared = route.useSearch()
  const navigate = useNavigate()
  return <ClipPage shared={shared} open={() => void navigate({ to: '/listen' })} />
}
