import { getRouteApi } from '@tanstack/react-router'
import { PrivacyPage } from '../../ingest/web/privacy-page.tsx'

const route = getRouteApi('/privacy/$workspace')

/** The public privacy page of one workspace. */
export function Privacy() {
  return <PrivacyPage slug={route.useParams().workspace} />
}
