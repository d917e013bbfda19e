import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { mentionsById } from '../contract.ts'
import type { Beside } from './beside.ts'
import { MentionDetails } from './mention-details.tsx'

/** The mention that an address names, over whatever the page shows; or that it is not there any more. */
export function NamedMention({ id, beside, close }: { id: string; beside: Beside; close: () => void }) {
  const { t } = useI18n()
  const read = useRead(mentionsById, { ids: id })
  const mention = read.data?.mentions[0]
  if (read.isPending) return null
  if (mention) return <MentionDetails mention={mention} beside={beside} close={close} />
  return (
    <Dialog title={t('listen.details.title')} isOpen close={close}>
      {read.isError ? <Failed error={read.error} retry={() => void read.refetch()} /> : <p>{t('listen.details.gone')}</p>}
    </Dialog>
  )
}
