import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Source } from '../../connect/contract.ts'

const SHOWN_MAX = 3

/** Whether a source that should be heard is not. */
const isDeaf = ({ health }: Source) => health.state === 'retrying' || health.state === 'reauthorize' || health.state === 'stopped'

/** What Heed cannot hear right now, since when, and who must act: where people work, never in a log alone. Nothing when all is heard. */
export function HealthBanner({ sources }: { sources: readonly Source[] }) {
  const { t } = useI18n()
  const deaf = sources.filter(isDeaf).toSorted((a, b) => Number(b.health.whoMustAct === 'you') - Number(a.health.whoMustAct === 'you'))
  if (deaf.length === 0) return null
  return (
    <section aria-label={t('listen.health.title')} className="mx-3 mt-3 rounded-card bg-warn-wash px-3 py-3 max-md:mx-2">
      <ul className="flex flex-col gap-2.5">
        {deaf.slice(0, SHOWN_MAX).map((source) => (
          <DeafSource key={source.id} source={source} />
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
