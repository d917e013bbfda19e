import { TrendingUp } from 'lucide-react'
import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Tooltip } from '../../../base/web/tooltip.tsx'
import { useRead } from '../../../base/web/use-read.ts'
import { type Bar, type Filter, surges } from '../../contract.ts'
import { filterOfSurge, useSurgeWords } from './use-surge-words.ts'

const AGAIN_MS = 60_000
/** More would stand on one another. */
const MARKS_MAX = 8

/** Below the bars, where surges began: each says why it is one, and opens its mentions. As time, from left to right in every language. */
export function SurgeMarks({ bars, choose }: { bars: readonly Bar[]; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  const words = useSurgeWords()
  const [first, last] = [bars[0], bars.at(-1)]
  const found = useRead(surges, first && last ? { from: first.from, until: last.until } : {}, AGAIN_MS).data?.surges ?? []
  if (!first || !last || found.length === 0) return null
  const [from, until] = [Date.parse(first.from), Date.parse(last.until)]
  return (
    <ul dir="ltr" aria-label={t('listen.surge.marks')} className="relative h-8">
      {found.slice(0, MARKS_MAX).map((surge) => {
        const share = Math.min(1, Math.max(0, (Date.parse(surge.begunAt) - from) / (until - from)))
        const { said } = words(surge)
        return (
          <li key={surge.id} className="absolute top-0 -translate-x-1/2" style={{ insetInlineStart: `calc(0.875rem + ${share} * (100% - 1.75rem))` }}>
            <Tooltip words={said}>
              <Button look="bare" label={said} onPress={() => choose(filterOfSurge(surge))} className="size-7 min-h-7! rounded-full bg-wash px-0! text-accent">
                <TrendingUp aria-hidden className="size-4" />
              </Button>
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
