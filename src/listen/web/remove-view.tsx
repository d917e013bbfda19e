import { Confirm } from '../../base/web/confirm.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { listViews, removeView, type View } from '../contract.ts'

/** Asks before a view goes for everybody. */
export function RemoveView({ view, close, removed }: { view: View; close: () => void; removed: () => void }) {
  const { t } = useI18n()
  const remove = useAct(removeView, [listViews])
  const act = async () => {
    await remove.mutateAsync({ viewId: view.id })
    removed()
  }
  return (
    <Confirm title={t('listen.view.remove_title', { name: view.name })} about={t('listen.view.remove_about')} button={t('listen.view.remove')} act={act} close={close} />
  )
}
