import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { ways } from '../contract.ts'

/** Says that answers by mail are not read just now, and since when; nothing while all is well. */
export function InboxTrouble() {
  const { t, exactly } = useI18n()
  const since = useRead(ways, {}).data?.repliesStoppedAt
  if (!since) return null
  return (
    <p className="flex gap-2.5 rounded-control bg-warn-wash px-3 py-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
      <span className="min-w-0 wrap-anywhere">{t('ask.inbox.trouble', { at: exactly(since) })}</span>
    </p>
  )
}
