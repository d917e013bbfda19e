import { getRouteApi, Link } from '@tanstack/react-router'
import { useI18n } from '../../base/web/i18n.tsx'
import { ImportPage } from '../../connect/web/import-page.tsx'
import type { Import as OneImport } from '../../connect/import-contract.ts'

const route = getRouteApi('/inside/import')

/** Takes files in; which one is looked at is in the address. */
export function Import() {
  const { file } = route.useSearch()
  const navigate = route.useNavigate()
  return <ImportPage uploadId={file} choose={(next) => void navigate({ search: next ? { file: next } : {} })} mentions={mentionsOf} />
}

const mentionsOf = (of: OneImport) => <Mentions of={of} />

/** Leads to what an import brought: what was said there and then. */
function Mentions({ of: { places, from, until } }: { of: OneImport }) {
  const { t } = useI18n()
  const after = until && new Date(Date.parse(until) + 1_000).toISOString()
  return (
    <Link to="/listen" search={{ ...(places.length > 0 ? { places: places.join(',') } : {}), ...(from && after ? { from, until: after } : {}) }} className="text-accent underline">
      {t('connect.import.mentions')}
    </Link>
  )
}
