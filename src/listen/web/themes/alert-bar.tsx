import { TrendingUp, X } from 'lucide-react'
import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { alerts, readAlert, surges } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { filterOfSurge, useSurgeWords } from './use-surge-words.ts'

const AGAIN_MS = 60_000

/** The latest surge that one is to be told of, in a line above any page: what is said, the way to its mentions, and the way to put it away. */
export function AlertBar({ Listen }: { Listen: ListenLink }) {
  const { t } = useI18n()
  const words = useSurgeWords()
  const [latest] = useRead(alerts, {}, AGAIN_MS).data?.alerts ?? []
  const putAway = useAct(readAlert, [alerts, surges])
  if (!latest) return null
  return (
    <div className="flex min-h-10 items-center gap-2.5 border-b border-line bg-wash ps-4 pe-1.5 text-meta">
      <TrendingUp aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 grow truncate max-md:line-clamp-2 max-md:whitespace-normal">{words(latest.surge).said}</p>
      <Listen filter={filterOfSurge(latest.surge)} className="flex min-h-9 shrink-0 items-center rounded-control px-1 font-medium text-accent underline underline-offset-2 max-md:min-h-11">
        {t('listen.alert.open')}
      </Listen>
      <Button look="bare" label={t('listen.alert.away')} isPending={putAway.isPending} onPress={() => putAway.mutate({ alertId: latest.id })} className="shrink-0">
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  )
}
