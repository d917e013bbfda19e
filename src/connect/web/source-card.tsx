import { CirclePause, CirclePlay, Ellipsis, RotateCw, Settings2, Trash2, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, type Choice } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useSpan } from '../../base/web/use-span.ts'
import type { Source, SourceHealth } from '../contract.ts'

const DOTS: Record<SourceHealth['state'], string> = {
  listening: 'bg-good',
  waiting: 'bg-edge',
  paused: 'bg-edge',
  retrying: 'bg-warn',
  reauthorize: 'bg-bad',
  stopped: 'bg-bad',
}

/** What can be done to a source by whoever may. */
export type SourceDeeds = {
  readonly pause: (source: Source, paused: boolean) => void
  readonly retry: (source: Source) => void
  readonly change: (source: Source) => void
  readonly remove: (source: Source) => void
}

/** How one source fares: whether it hears, since when, how far it is behind, and who must act when it does not. */
export function SourceCard({ source, deeds }: { source: Source; deeds: SourceDeeds | null }) {
  const { t, known } = useI18n()
  const { id, name, connector, network, health } = source
  return (
    <article aria-labelledby={`source-${id}`} className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <header className="flex items-start gap-3">
        <span aria-hidden className={`mt-2 size-2.5 shrink-0 rounded-full ${DOTS[health.state]}`} />
        <div className="min-w-0 grow">
          <h2 id={`source-${id}`} className="font-semibold">
            <Name>{name}</Name>
          </h2>
          <p className="text-meta text-quiet">
            <bdi>{known(`connect.place.${connector}`) ?? network}</bdi> · {t(`connect.state.${health.state}`)}
          </p>
        </div>
        {deeds && (
          <Menu label={t('connect.source.more', { name })} groups={[{ choices: choicesOf(source, deeds, t) }]} className="-me-2 shrink-0">
            <Ellipsis aria-hidden className="size-4.5 text-quiet" />
          </Menu>
        )}
      </header>
      <Trouble source={source} />
      <Facts health={health} />
    </article>
  )
}

function choicesOf(source: Source, deeds: SourceDeeds, t: ReturnType<typeof useI18n>['t']): Choice[] {
  const { state } = source.health
  const choice = (id: 'pause' | 'resume' | 'retry' | 'change' | 'remove', icon: ReactNode, choose: () => void): Choice => {
    const text = t(`connect.source.${id}`)
    return { id, words: text, text, icon, choose }
  }
  const small = 'size-4 text-quiet'
  return [
    ...(state === 'stopped' || state === 'reauthorize' ? [choice('retry', <RotateCw aria-hidden className={small} />, () => deeds.retry(source))] : []),
    ...(state === 'paused'
      ? [choice('resume', <CirclePlay aria-hidden className={small} />, () => deeds.pause(source, false))]
      : [choice('pause', <CirclePause aria-hidden className={small} />, () => deeds.pause(source, true))]),
    ...(source.canChange ? [choice('change', <Settings2 aria-hidden className={small} />, () => deeds.change(source))] : []),
    choice('remove', <Trash2 aria-hidden className={small} />, () => deeds.remove(source)),
  ]
}

/** Why it is not heard, in our words and in the network's own, and who must act. */
function Trouble({ source: { network, health } }: { source: Source }) {
  const { t, clock } = useI18n()
  const { state, problem, nextTryAt } = health
  if (state !== 'retrying' && state !== 'reauthorize' && state !== 'stopped') return null
  const act = state === 'retrying' && nextTryAt ? t('connect.act.retrying_at', { at: clock(nextTryAt) }) : t(`connect.act.${state}`, { network })
  return (
    <div className="flex gap-2.5 rounded-control bg-warn-wash px-3 py-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
      <div className="min-w-0">
        <p>{act}</p>
        {problem && (
          <p dir="auto" className="text-meta wrap-anywhere text-quiet">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

function Facts({ health }: { health: SourceHealth }) {
  const { t, when, exactly, number } = useI18n()
  const span = useSpan()
  const moment = (at: string | null) => (at ? <time dateTime={at} title={exactly(at)}>{when(at)}</time> : t('connect.fact.never'))
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-meta sm:grid-cols-4">
      <Fact name={t('connect.fact.posts')}>{number(health.postsHeard)}</Fact>
      <Fact name={t('connect.fact.last_event')}>{moment(health.lastEventAt)}</Fact>
      <Fact name={t('connect.fact.last_success')}>{moment(health.lastSuccessAt)}</Fact>
      {health.lagS !== null && <Fact name={t('connect.fact.lag')}>{span(health.lagS * 1000)}</Fact>}
      {health.quotaLeft !== null && (
        <Fact name={t('connect.fact.quota')}>
          {number(health.quotaLeft)}
          {health.quotaResetsAt && <> ({t('connect.fact.until', { at: when(health.quotaResetsAt) })})</>}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-quiet">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
