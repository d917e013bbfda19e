import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page } from '../../base/web/page.tsx'
import { AddSourcePage, WayIn } from '../../connect/web/add-source-page.tsx'
import { HearLinks } from '../../connect/web/hear-links.tsx'
import { SourcesPage } from '../../connect/web/sources-page.tsx'
import { Webhooks } from '../../connect/web/webhooks.tsx'
import { GapLedger } from '../../ingest/web/gap-ledger.tsx'

/** Where Heed listens, and when it could not. */
export function Sources() {
  const navigate = useNavigate()
  const mayHear = useMay('hear:manage')
  return (
    <SourcesPage add={() => void navigate({ to: '/sources/add' })}>
      <GapLedger />
      <Webhooks />
      {mayHear && <HearLinks />}
    </SourcesPage>
  )
}

/** The addresses to which programs hand in. */
export function WebhookAddresses() {
  const { t } = useI18n()
  return (
    <Page title={t('connect.webhooks.page')}>
      <Webhooks />
    </Page>
  )
}

const addRoute = getRouteApi('/inside/sources/add')

/** Adds a source; which network is in the address. */
export function AddSource() {
  const { connector } = addRoute.useSearch()
  const navigate = useNavigate()
  const { t } = useI18n()
  const mayImport = useMay('import:manage')
  const mayHear = useMay('hear:manage')
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
      <li>
        <WayIn title={t('connect.clip')} about={t('connect.clip.about')} choose={() => void navigate({ to: '/clip' })} />
      </li>
      {mayHear && (
        <li>
          <WayIn title={t('connect.hear_links')} about={t('connect.hear_links.about')} choose={() => void navigate({ to: '/hear' })} />
        </li>
      )}
      <li>
        <WayIn title={t('connect.webhooks')} about={t('connect.webhooks.about')} choose={() => void navigate({ to: '/sources/webhooks' })} />
      </li>
    </AddSourcePage>
  )
}
