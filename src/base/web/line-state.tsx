import { useI18n } from './i18n.tsx'
import type { Line } from './use-live.ts'

const DOTS: Record<Line, string> = { opening: 'bg-edge', open: 'bg-good', lost: 'bg-bad' }

/** Whether what is said now arrives here by itself. */
export function LineState({ line }: { line: Line }) {
  const { t } = useI18n()
  return (
    <output className={`flex items-center gap-2 text-meta whitespace-nowrap ${line === 'open' ? '' : 'max-md:basis-full'} ${line === 'lost' ? 'text-bad' : 'text-quiet'}`}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[line]}`} />
      {t(`base.line.${line}`)}
    </output>
  )
}
