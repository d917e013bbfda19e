import { counts } from '../../ask/contract.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'

const AGAIN_MS = 60_000
const SHOWN_MAX = 99

/** How many asks wait for the reader’s answer: a quiet number beside the place. */
export function AsksToAnswer() {
  const { t, number } = useI18n()
  const waiting = useRead(counts, {}, AGAIN_MS).data?.toAnswer ?? 0
  if (waiting === 0) return null
  return (
    <span className="rounded-full bg-wash px-1.5 text-meta font-medium text-accent tabular-nums max-md:absolute max-md:start-[calc(50%+0.5rem)] max-md:top-1 md:ms-auto">
      <span aria-hidden>{waiting > SHOWN_MAX ? t('ask.board.more_than', { count: SHOWN_MAX }) : number(waiting)}</span>
      <span className="sr-only">{t('ask.today.count', { count: waiting })}</span>
    </span>
  )
}
