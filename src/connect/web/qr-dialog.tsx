import { Download } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { QrCode, saveQrCode } from '../../base/web/qr-code.tsx'
import type { HearLink } from '../contract.ts'

/** A link as a QR code, to be scanned from the screen or hung up. */
export function QrDialog({ link: { name, url }, close }: { link: HearLink; close: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog title={name} isOpen close={close}>
      <p className="text-quiet">{t('connect.hear_links.qr_about')}</p>
      <QrCode text={url} label={t('connect.hear_links.qr_of', { name })} />
      <Button onPress={() => saveQrCode(url, name)}>
        <Download aria-hidden className="size-4" />
        {t('connect.hear_links.qr_save')}
      </Button>
    </Dialog>
  )
}
