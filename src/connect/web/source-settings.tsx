import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { changeSettings, connectors, listSources, type Source } from '../contract.ts'
import { SettingsForm } from './settings-form.tsx'

/** The settings of a source that is there, to be changed. They are proved before they are kept. */
export function SourceSettings({ source, close }: { source: Source; close: () => void }) {
  const { t } = useI18n()
  const read = useRead(connectors, {})
  const changing = useAct(changeSettings, [listSources])
  const card = read.data?.connectors.find(({ id }) => id === source.connector)
  const send = (settings: Record<string, unknown>) => changing.mutateAsync({ sourceId: source.id, settings })
  const saved = () => {
    toast({ words: t('connect.source.saved', { name: source.name }) })
    close()
  }
  return (
    <Dialog title={source.name} isOpen close={close}>
      {read.isPending && <Loading rows={2} />}
      {read.isError && <Failed error={read.error} />}
      {read.data && !card && <p>{t('connect.source.no_settings')}</p>}
      {card && <SettingsForm card={card} given={source.settings} button={t('base.save')} send={send} then={saved} />}
    </Dialog>
  )
}
