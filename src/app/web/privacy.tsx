import { getRouteApi } from '@tanstack/react-router'
import { AssistNotice } from '../../assist/web/assist-notice.tsx'
import { PrivacyPage } from '../../ingest/web/privacy-page.tsx'

const route = getRouteApi('/privacy/$workspace')

/** The public privacy page of one workspace. */
export function Privacy() {
  const slug = route.useParams().workspace
  return <PrivacyPage slug={slug} more={<AssistNotice slug={slug} />} />
}
