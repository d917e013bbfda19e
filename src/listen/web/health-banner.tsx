import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Source } from '../../connect/contract.ts'
import { listQueries } from '../contract.ts'
import { BroadQuery } from './broad-query.tsx'

const SHOWN_MAX = 3
const AGAIN_MS = 60_000

/** Whether a source that should be heard is not. */
const isDeaf = ({ health }: Source) => health.state === 'retrying' || health.state === 'reauthorize' || health.state === 'stopped'

/** What Heed cannot hear right now, or only in part, since when, and who must act: where people work, never in a log alone. Nothing when all is heard. */
export function HealthBanner({ sources }: { sources: readonly Source[] }) {
  const { t } = useI18n()
  const queries = useRead(listQueries, {}, AGAIN_MS)
  const deaf = sources.filter(isDeaf).toSorted((a, b) => Number(b.health.whoMustAct === 'you') - Number(a.health.whoMustAct === 'you'))
  const broad = (queries.data?.queries ?? []).filter((query) => query.broad !== null)
  if (deaf.length + broad.length === 0) return null
  return (
    <section aria-label={t('listen.health.title')} className="mx-3 mt-3 rounded-card bg-warn-wash px-3 py-3 max-md:mx-2">
      <ul className="flex flex-col gap-2.5">
        {deaf.slice(0, SHOWN_MAX).map((source) => (
          <DeafSource key={source.id} source={source} />
        ))}
        {broad.slice(0, SHOWN_MAX).map((query) => (
          <li key={query.id}>
            <BroadQuery query={query} />
          </li>
        ))}
      </ul>
      {deaf.length > SHOWN_MAX && <p className="ps-7 pt-2 text-meta text-quiet">{t('listen.health.more', { count: deaf.length - SHOWN_MAX })}</p>}
    </section>
  )
}

function DeafSource({ source: { name, network, health } }: { source: Source }) {
  const { t, clock } = useI18n()
  const since = health.heardUntil ?? health.lastSuccessAt
  const act = {
    retrying: () => (health.nextTryAt ? t('listen.health.retrying_at', { at: clock(health.nextTryAt) }) : t('listen.health.retrying')),
    reauthorize: () => t('listen.health.reauthorize', { network }),
    stopped: () => t('listen.health.stopped'),
  }
  return (
    <li className="flex gap-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
      <div className="min-w-0">
        <p>
          <strong className="font-semibold">{since ? t('listen.health.since', { name, at: clock(since) }) : t('listen.health.never', { name })}</strong>{' '}
          {health.state in act && act[health.state as keyof typeof act]()}
        </p>
        {health.problem && (
          <p dir="auto" className="line-clamp-2 text-meta wrap-anywhere text-quiet">
            {health.problem}
          </p>
        )}
      </div>
    </li>
  )
}
