import { Page } from '../../base/web/page.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { HearLinks } from '../../connect/web/hear-links.tsx'

/** The links to the two doors, for those who manage them. */
export function Hear() {
  const { t } = useI18n()
  return (
    <Page title={t('connect.hear_links.page')}>
      <HearLinks />
    </Page>
  )
}
