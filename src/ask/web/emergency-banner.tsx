import { Siren } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { useRead } from '../../base/web/use-read.ts'
import { emergency } from '../contract.ts'

const ASK_EVERY_MS = 60_000

/** A line above every page while the clocks of all asks stand still; nothing at other times. */
export function EmergencyBanner() {
  const { t, clock } = useI18n()
  const mayRead = useMay('ask:read')
  return mayRead ? <Line words={(at) => t('ask.emergency', { at: clock(at) })} /> : null
}

function Line({ words }: { words: (at: string) => string }) {
  const now = useRead(emergency, {}, ASK_EVERY_MS).data?.emergency
  if (!now) return null
  return (
    <aside className="flex items-center justify-center gap-2 border-b border-line bg-warn-wash px-4 py-1.5 text-center text-meta text-warn">
      <Siren aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">{words(now.begunAt)}</span>
    </aside>
  )
}
