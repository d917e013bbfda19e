import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Source } from '../../connect/contract.ts'

const DOTS: Record<Source['health']['state'], string> = {
  listening: 'bg-good',
  waiting: 'bg-edge',
  paused: 'bg-edge',
  retrying: 'bg-warn',
  reauthorize: 'bg-bad',
  stopped: 'bg-bad',
}

/** Where Heed listens, and how each source fares. */
export function SourceCards({ sources }: { sources: readonly Source[] }) {
  const { t, when, exactly } = useI18n()
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title" className="px-2 pb-2 text-meta font-medium text-quiet">
        {t('listen.sources.title')}
      </h2>
      <ul className="flex flex-col gap-1">
        {sources.map(({ id, name, network, health }) => (
          <li key={id} className="flex gap-2.5 px-2 py-1.5">
            <span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-full ${DOTS[health.state]}`} />
            <div className="min-w-0">
              <Name>{name}</Name>
              <p className="text-meta text-quiet">
                <bdi>{network}</bdi> · {t(`listen.sources.state.${health.state}`)}
              </p>
              <p className="text-meta text-quiet" title={health.lastEventAt ? exactly(health.lastEventAt) : undefined}>
                {health.lastEventAt
                  ? t('listen.sources.heard', { posts: health.postsHeard, when: when(health.lastEventAt) })
                  : t('listen.sources.heard_nothing')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
