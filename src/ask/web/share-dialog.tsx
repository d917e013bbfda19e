import { useQuery } from '@tanstack/react-query'
import { Check, Copy, Download, MessageCircle } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button, lookOf } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Command } from '../../base/web/command.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { QrCode, saveQrCode } from '../../base/web/qr-code.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type AskDetails, share } from '../contract.ts'

type Shared = OutputOf<typeof share>
/** By which way a link leaves. */
export type ShareWay = 'whatsapp' | 'copy'

/** A link by which the asked side answers, with a text to send along. The link is made when this opens, and known as handed over from then on. */
export function ShareDialog({ ask: { id, title, number }, way, close }: { ask: Pick<AskDetails, 'id' | 'title' | 'number'>; way: ShareWay; close: () => void }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  // Asked once while the dialog is open: each time makes a link.
  const made = useQuery({ queryKey: [workspaceId, share.name, id, way], queryFn: () => call(share, { id, channel: way }, { workspaceId }), staleTime: Infinity, gcTime: 0, retry: false })
  return (
    <Dialog title={t('ask.share.title')} isOpen close={close}>
      {made.isPending && <Loading rows={2} />}
      {made.isError && <Failed error={made.error} retry={() => void made.refetch()} />}
      {made.data && (way === 'whatsapp' ? <ByText shared={made.data} /> : <ByLink shared={made.data} name={`${number} ${title}`} />)}
    </Dialog>
  )
}

function ByText({ shared: { text, whatsapp } }: { shared: Shared }) {
  const { t } = useI18n()
  return (
    <>
      <p dir="auto" className="rounded-card bg-canvas p-4 whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      <a href={whatsapp} target="_blank" rel="noopener noreferrer" className={`${lookOf('main')} min-h-11`}>
        <MessageCircle aria-hidden className="size-4" />
        {t('ask.share.open')}
      </a>
      <p className="text-meta text-quiet">{t('ask.share.whoever')}</p>
    </>
  )
}

function ByLink({ shared: { url, text }, name }: { shared: Shared; name: string }) {
  const { t } = useI18n()
  const [isCopied, setCopied] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  // Browsers offer the clipboard on https and localhost only.
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : null
  return (
    <>
      <Command>{url}</Command>
      <p dir="auto" className="rounded-card bg-canvas p-4 whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      {clipboard && (
        <Button look="main" className="min-h-11" onPress={() => void clipboard.writeText(text).then(() => setCopied(true))}>
          {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {t(isCopied ? 'base.copied' : 'ask.share.copy_text')}
        </Button>
      )}
      {isDrawn ? (
        <>
          <QrCode text={url} label={t('ask.share.qr_of', { name })} />
          <Button onPress={() => saveQrCode(url, name)}>
            <Download aria-hidden className="size-4" />
            {t('ask.share.qr_save')}
          </Button>
        </>
      ) : (
        <Button onPress={() => setDrawn(true)}>{t('ask.share.qr')}</Button>
      )}
      <p className="text-meta text-quiet">{t('ask.share.whoever')}</p>
    </>
  )
}
