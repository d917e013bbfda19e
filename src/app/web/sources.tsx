import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { AddSourcePage, WayIn } from '../../connect/web/add-source-page.tsx'
import { SourcesPage } from '../../connect/web/sources-page.tsx'
import { GapLedger } from '../../ingest/web/gap-ledger.tsx'

/** Where Heed listens, and when it could not. */
export function Sources() {
  const navigate = useNavigate()
  return (
    <SourcesPage add={() => void navigate({ to: '/sources/add' })}>
      <GapLedger />
    </SourcesPage>
  )
}

const addRoute = getRouteApi('/inside/sources/add')

/** Adds a source; which network is in the address. */
export function AddSource() {
  const { connector } = addRoute.useSearch()
  const navigate = useNavigate()
  const { t } = useI18n()
  const mayImport = useMay('import:manage')
  return (
    <AddSourcePage
      chosen={connector}
      choose={(next) => void navigate({ to: '/sources/add', search: next ? { connector: next } : {} })}
      added={() => void navigate({ to: '/sources' })}
    >
      {mayImport && (
        <li>
          <WayIn title={t('connect.import.title')} about={t('connect.import.hint')} choose={() => void navigate({ to: '/import' })} />
        </li>
      )}
    </AddSourcePage>
  )
}
