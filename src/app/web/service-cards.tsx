import { getRouteApi } from '@tanstack/react-router'
import { CardPage } from '../../ask/web/card-page.tsx'
import { CardsPage } from '../../ask/web/cards-page.tsx'

/** What can be asked of whom. */
export function ServiceCards() {
  return <CardsPage />
}

const route = getRouteApi('/inside/asks/cards/$departmentId')

/** One department's card; whose is in the address. */
export function ServiceCard() {
  const { departmentId } = route.useParams()
  return <CardPage key={departmentId} departmentId={departmentId} />
}
