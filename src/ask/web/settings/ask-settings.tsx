import { useMay } from '../../../base/web/may.ts'
import { InboxTrouble } from '../inbox-trouble.tsx'
import { AwaySettings } from './away-settings.tsx'
import { EmergencySettings } from './emergency-settings.tsx'
import { HowSettings } from './how-settings.tsx'
import { KindSettings } from './kind-settings.tsx'

/** How the workspace asks: who is away, for everybody; the rest for those who manage it. */
export function AskSettings() {
  const mayManage = useMay('ask:manage')
  return (
    <>
      <AwaySettings />
      {mayManage && (
        <>
          <InboxTrouble />
          <HowSettings />
          <KindSettings />
          <EmergencySettings />
        </>
      )}
    </>
  )
}
