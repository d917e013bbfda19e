import { Check, CloudOff, Copy, Share2 } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button, lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { kept, send } from './hear-outbox.ts'

const TRY_EVERY_MS = 15_000

/** It was received: the receipt, which is the one way to see what becomes of it. */
export function Received({ url, again }: { url: string; again: () => void }) {
  const { t } = useI18n()
  return (
    <section className="flex flex-col gap-5">
      <div aria-live="polite" className="flex flex-col items-center gap-3 pt-6 text-center">
        <span aria-hidden className="flex size-14 items-center justify-center rounded-full bg-wash text-accent">
          <Check className="size-7" />
        </span>
        <h1 className="text-title font-semibold">{t('connect.hear.received')}</h1>
        <p className="text-balance text-quiet">{t('connect.hear.received_about')}</p>
      </div>
      <a href={url} className={`${lookOf('main')} min-h-12`}>
        {t('connect.hear.open_receipt')}
      </a>
      <KeepLink url={url} />
      <Button look="bare" onPress={again}>
        {t('connect.hear.again')}
      </Button>
    </section>
  )
}

/** Sends the receipt’s address to oneself, or copies it. Browsers offer both on https and localhost only. */
function KeepLink({ url }: { url: string }) {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  const whole = new URL(url, location.origin).href
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : null
  if ('share' in navigator) {
    return (
      <Button onPress={() => void navigator.share({ url: whole }).catch(() => {})} className="min-h-12">
        <Share2 aria-hidden className="size-4.5" />
        {t('connect.hear.keep_receipt')}
      </Button>
    )
  }
  if (!clipboard) return null
  return (
    <Button onPress={() => void clipboard.writeText(whole).then(() => setCopied(true))} className="min-h-12">
      {copied ? <Check aria-hidden className="size-4.5 text-good" /> : <Copy aria-hidden className="size-4.5" />}
      {copied ? t('base.copied') : t('connect.hear.keep_receipt')}
    </Button>
  )
}

/**
 * What could not be sent, and that it is kept: the oldest is tried again now and then, and at once when the browser is back online.
 * Shows nothing while there is nothing; as a page of its own it says so in large.
 */
export function Kept({ token, received, isPage = false, again }: { token: string; received: (receipt: string) => void; isPage?: boolean; again?: () => void }) {
  const { t } = useI18n()
  const [count, setCount] = useState(() => kept(token).length)
  const [isTrying, setIsTrying] = useState(false)
  const sendNext = useEffectEvent(async () => {
    const [next] = kept(token)
    if (isTrying || !next) return
    setIsTrying(true)
    const receipt = await send(next).catch(() => null)
    setIsTrying(false)
    setCount(kept(token).length)
    if (receipt !== null) received(receipt)
  })
  useEffect(() => {
    const tryNow = () => void sendNext()
    if (!isPage) tryNow()
    const timer = setInterval(tryNow, TRY_EVERY_MS)
    addEventListener('online', tryNow)
    return () => {
      clearInterval(timer)
      removeEventListener('online', tryNow)
    }
  }, [isPage])
  if (count === 0) return null
  if (!isPage) {
    return (
      <p aria-live="polite" className="flex items-center gap-2 rounded-control bg-warn-wash px-3 py-2.5">
        <CloudOff aria-hidden className="size-4.5 shrink-0 text-warn" />
        {t('connect.hear.waiting', { count })}
      </p>
    )
  }
  return (
    <section className="flex flex-col gap-5">
      <div aria-live="polite" className="flex flex-col items-center gap-3 pt-6 text-center">
        <span aria-hidden className="flex size-14 items-center justify-center rounded-full bg-warn-wash text-warn">
          <CloudOff className="size-7" />
        </span>
        <h1 className="text-title font-semibold">{t('connect.hear.kept')}</h1>
        <p className="text-balance text-quiet">{t('connect.hear.kept_about')}</p>
      </div>
      <Button onPress={() => void sendNext()} isPending={isTrying} className="min-h-12">
        {t('base.retry')}
      </Button>
      {again && (
        <Button look="bare" onPress={again}>
          {t('connect.hear.again')}
        </Button>
      )}
    </section>
  )
}
