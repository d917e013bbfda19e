import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Card, Section } from '../../../base/web/page.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { beginEmergency, emergency, endEmergency } from '../../contract.ts'

/** The switch that stops all clocks and reminders. */
export function EmergencySettings() {
  const { t, exactly } = useI18n()
  const [isAsking, setAsking] = useState(false)
  const now = useRead(emergency, {}).data?.emergency
  const beginning = useAct(beginEmergency, [emergency])
  const ending = useAct(endEmergency, [emergency])
  if (now === undefined) return null
  return (
    <Section title={t('ask.settings.emergency')} about={t('ask.settings.emergency_about')}>
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <p className="min-w-0">{now ? t('ask.settings.emergency_since', { at: exactly(now.begunAt) }) : t('ask.settings.no_emergency')}</p>
        <Button onPress={() => setAsking(true)}>{t(now ? 'ask.settings.end_emergency' : 'ask.settings.begin_emergency')}</Button>
      </Card>
      {isAsking && (
        <Confirm
          title={t(now ? 'ask.settings.end_emergency' : 'ask.settings.begin_emergency')}
          about={t(now ? 'ask.settings.end_emergency_about' : 'ask.settings.begin_emergency_about')}
          button={t(now ? 'ask.settings.end_emergency' : 'ask.settings.begin_emergency')}
          act={() => (now ? ending.mutateAsync({}) : beginning.mutateAsync({}))}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
