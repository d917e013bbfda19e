import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { addressOf, filterOf } from '../../listen/web/address.ts'
import { ReachPage } from '../../listen/web/reach/reach-page.tsx'
import { VoicesPage } from '../../listen/web/reach/voices-page.tsx'
import { ListenTo } from './listen-to.tsx'

const route = getRouteApi('/inside/listen/voices')

/** Whom the workspace cannot hear. */
export function Reach() {
  return <ReachPage Listen={ListenTo} />
}

/** Share of voice; its time is in the address, so that it can be sent to somebody. */
export function Voices() {
  const search = route.useSearch()
  const navigate = useNavigate()
  return (
    <VoicesPage
      filter={filterOf(search)}
      choose={({ from, until, copies }) => void navigate({ to: '/listen/voices', search: addressOf({ from, until, copies }) })}
      Listen={ListenTo}
      open={(filter) => void navigate({ to: '/listen', search: addressOf(filter) })}
    />
  )
}
