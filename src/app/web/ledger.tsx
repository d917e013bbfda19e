import { getRouteApi } from '@tanstack/react-router'
import { LedgerPage } from '../../ask/web/ledger-page.tsx'
import { addressOfLedger, ledgerViewOf } from '../../ask/web/ledger-view.ts'

const route = getRouteApi('/inside/asks/ledger')

/** The ledger between departments; what of it is in the address. */
export function Ledger() {
  const navigate = route.useNavigate()
  return <LedgerPage view={ledgerViewOf(route.useSearch())} choose={(view) => void navigate({ search: addressOfLedger(view), replace: true })} />
}
