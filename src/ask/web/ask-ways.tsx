import { useMutation } from '@tanstack/react-query'
import { Copy, Mail, MessageCircle, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type AskDetails, send, ways } from '../contract.ts'
import { InboxTrouble } from './inbox-trouble.tsx'
import type { ShareWay } from './share-dialog.tsx'
import { useDeed } from './use-deed.ts'

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }))

/** How an ask gets to whom it asks: by mail, or as a link that one hands over. Says before the first link leaves where it leads. */
export function AskWays({ ask }: { ask: AskDetails }) {
  const { t } = useI18n()
  const deed = useDeed()
  const known = useRead(ways, {}).data
  const [way, setWay] = useState<ShareWay | null>(null)
  const sending = useMutation({ mutationFn: () => deed(send, { id: ask.id }), onSuccess: () => toast({ words: t('ask.share.mailed') }) })
  const isFirst = ask.delivery === 'not_sent'
  return (
    <div className="flex flex-col gap-3">
      {known?.linksStayHere && (
        <p className="flex gap-2.5 rounded-control bg-warn-wash px-3 py-2.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
          <span className="min-w-0 wrap-anywhere">{t('ask.share.stays_here', { url: known.url })}</span>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {known?.mail && (
          <Button look={isFirst ? 'main' : 'plain'} onPress={() => sending.mutate()} isPending={sending.isPending}>
            <Mail aria-hidden className="size-4" />
            {t(isFirst ? 'ask.share.mail' : 'ask.share.mail_again')}
          </Button>
        )}
        <Button look={isFirst && known?.mail === false ? 'main' : 'plain'} onPress={() => setWay('whatsapp')}>
          <MessageCircle aria-hidden className="size-4" />
          {t('ask.share.chat')}
        </Button>
        <Button onPress={() => setWay('copy')}>
          <Copy aria-hidden className="size-4" />
          {t('ask.share.copy')}
        </Button>
      </div>
      <Problem error={sending.error} />
      <InboxTrouble />
      {known?.mail === false && <p className="text-meta text-quiet">{t('ask.share.no_mail')}</p>}
      <Suspense>{way && <ShareDialog ask={ask} way={way} close={() => setWay(null)} />}</Suspense>
    </div>
  )
}
