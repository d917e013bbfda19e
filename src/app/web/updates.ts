import { useEffect, useEffectEvent } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { toast } from '../../base/web/toast.tsx'

const LOST_PART = 'heed.lost-part'

/**
 * Lets a page outlive the version it came with. The service worker keeps this version's parts, and fetches the next version's when
 * somebody looks at the page. Where no worker can be (plain http), a part that is gone makes the page load anew, once.
 */
export function keepUpToDate(): void {
  addEventListener('vite:preloadError', (event) => {
    const lost = event.payload.message
    if (sessionStorage.getItem(LOST_PART) === lost) return
    sessionStorage.setItem(LOST_PART, lost)
    event.preventDefault()
    location.reload()
  })
  if (import.meta.env.PROD && 'serviceWorker' in navigator) addEventListener('load', () => void startWorker(), { once: true })
}

async function startWorker(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('/sw.js')
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void registration.update().catch(() => {})
    })
  } catch {
    // A browser that allows no worker: everything works, only not without a network.
  }
}

/** Says when a new version has come while this page was open; it is used from the next loading on. */
export function useNewVersion(): void {
  const { t } = useI18n()
  const say = useEffectEvent(() => toast({ words: t('app.update'), action: { words: t('app.update_now'), act: () => location.reload() } }))
  useEffect(() => {
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : null
    // The first worker of all brings no new version.
    if (!worker?.controller) return
    const changed = () => say()
    worker.addEventListener('controllerchange', changed)
    return () => worker.removeEventListener('controllerchange', changed)
  }, [])
}
