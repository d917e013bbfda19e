import { useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { State } from '../../base/web/badge.tsx'
import { Button } from '../../base/web/button.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { assistReady, assistSettings, disconnectAssist } from '../contract.ts'
import { AssistForm } from './assist-form.tsx'

type Now = OutputOf<typeof assistSettings>

/** Which language model may be asked, for what, how often, and what it is sent. */
export function AssistSettings() {
  const { t } = useI18n()
  const read = useRead(assistSettings, {})
  if (read.isPending) return <Loading rows={3} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const now = read.data
  return (
    <>
      <Section title={t('assist.settings.title')} about={t('assist.settings.about')}>
        <Standing now={now} />
        {now.isDemo ? <p>{t('assist.settings.in_demo')}</p> : <Card><AssistForm key={now.settings === null ? 'none' : 'some'} now={now.settings} /></Card>}
        {now.settings !== null && <Disconnect />}
      </Section>
      <Section title={t('assist.settings.sent')}>
        <p className="text-quiet">{t('assist.settings.sent_about')}</p>
      </Section>
    </>
  )
}

/** Whether it is on, whether its key is refused, and how much of the month's budget is used. */
function Standing({ now: { settings, used, renewedAt } }: { now: Now }) {
  const { t, when, weekday } = useI18n()
  const isOn = settings !== null && settings.tasks.length > 0
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <State tone={isOn ? 'good' : 'plain'}>{t(isOn ? 'assist.settings.on' : 'assist.settings.off')}</State>
      {settings?.keyRefusedAt && <State tone="bad">{t('assist.settings.key_refused', { when: when(settings.keyRefusedAt) })}</State>}
      {settings && <span className="text-meta text-quiet">{t('assist.settings.used', { used, max: settings.monthlyMax, from: weekday(renewedAt) })}</span>}
    </div>
  )
}

function Disconnect() {
  const { t } = useI18n()
  const [isAsked, setAsked] = useState(false)
  const disconnecting = useAct(disconnectAssist, [assistSettings, assistReady])
  const disconnect = async () => {
    await disconnecting.mutateAsync({})
    toast({ words: t('assist.settings.disconnected') })
  }
  return (
    <>
      <Button look="bare" className="-ms-2 self-start" onPress={() => setAsked(true)}>
        {t('assist.settings.disconnect')}
      </Button>
      {isAsked && (
        <Confirm
          title={t('assist.settings.disconnect_title')}
          about={t('assist.settings.disconnect_about')}
          button={t('assist.settings.disconnect')}
          act={disconnect}
          close={() => setAsked(false)}
        />
      )}
    </>
  )
}
