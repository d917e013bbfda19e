import { getRouteApi } from '@tanstack/react-router'
import { addressOfAsks, asksOf } from '../../ask/web/ask-address.ts'
import { AsksPage } from '../../ask/web/asks-page.tsx'

const route = getRouteApi('/inside/asks')

/** The asks; which of them is in the address, so that it can be sent to somebody. */
export function Asks() {
  const navigate = route.useNavigate()
  return (
    <AsksPage
      seen={asksOf(route.useSearch())}
      choose={(seen, { replace } = { replace: false }) => void navigate({ search: addressOfAsks(seen), replace })}
    />
  )
}
