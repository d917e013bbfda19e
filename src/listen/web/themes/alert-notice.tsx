import { TrendingUp, X } from 'lucide-react'
import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { alerts, readAlert } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { filterOfSurge, useSurgeWords } from './use-surge-words.ts'

const AGAIN_MS = 60_000
const SHOWN_MAX = 3

/** Surges that one is to be told of, each with why it is one, the way to its mentions, and the way to put it away. Nothing when there is none. */
export function AlertNotice({ Listen }: { Listen: ListenLink }) {
  const { t } = useI18n()
  const words = useSurgeWords()
  const told = useRead(alerts, {}, AGAIN_MS).data?.alerts ?? []
  const putAway = useAct(readAlert, [alerts])
  if (told.length === 0) return null
  return (
    <section aria-label={t('listen.alert.title')} className="flex flex-col gap-2">
      {told.slice(0, SHOWN_MAX).map(({ id, surge, rule }) => {
        const { said, why } = words(surge)
        return (
          <div key={id} className="flex gap-3 rounded-card bg-wash px-4 py-3">
            <TrendingUp aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
            <div className="flex min-w-0 grow flex-col gap-1">
              <p className="font-medium">{said}</p>
              <p className="text-meta text-quiet">
                {why} {rule !== null && t('listen.alert.by_rule_here', { rule })}
              </p>
              <Listen filter={filterOfSurge(surge)} className="flex min-h-9 items-center self-start rounded-control font-medium text-accent underline underline-offset-2 max-md:min-h-11">
                {t('listen.alert.open')}
              </Listen>
            </div>
            <Button look="bare" label={t('listen.alert.away')} isPending={putAway.isPending} onPress={() => putAway.mutate({ alertId: id })} className="-me-2 -mt-1 shrink-0 self-start">
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        )
      })}
    </section>
  )
}
