import { TrendingDown, TrendingUp } from 'lucide-react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Histogram } from '../../base/web/histogram.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Section } from '../../base/web/page.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { figures, surges, type today } from '../contract.ts'
import { useBarWords } from './bar-words.ts'
import type { ListenLink } from './listen-link.ts'
import { SurgeList } from './themes/surge-list.tsx'

type Today = OutputOf<typeof today>

const AGAIN_MS = 60_000
const SURGES_SHOWN = 3

/** How many were heard today against what is usual, above the last 30 days. The figure opens the mentions it counts. */
export function HeardToday({ today: { heard, usual, from, until }, Listen, choose }: {
  today: Today
  Listen: ListenLink
  choose: (filter: { from: string; until: string }) => void
}) {
  const { t, number } = useI18n()
  const words = useBarWords('day')
  const bars = useRead(figures, {}, AGAIN_MS).data?.bars
  return (
    <Section title={t('listen.today.heard')} about={t(usual === null ? 'listen.today.heard_new' : 'listen.today.heard_about')}>
      <p className="flex items-baseline gap-2.5">
        <Listen filter={{ from, until }} className="rounded-control text-[2.5rem] leading-12 font-semibold tabular-nums hover:text-accent">
          {number(heard)}
        </Listen>
        {usual !== null && <span className="text-quiet">{t('listen.today.usual', { usual })}</span>}
      </p>
      {bars && (
        <Histogram
          bars={bars}
          heightPx={64}
          words={words}
          choose={(from, until) => choose({ from, until })}
        />
      )}
    </Section>
  )
}

/** How many of the last days' mentions need an answer, opening them; nothing when none does. */
export function NeedAnswer({ today: { needAnswer: { count, from, until } }, Listen }: { today: Today; Listen: ListenLink }) {
  const { t, number } = useI18n()
  if (count === 0) return null
  return (
    <Section title={t('listen.today.need_answer')} about={t('listen.today.need_answer_about')}>
      <Listen filter={{ needsAnswer: 'yes', from, until }} className="self-start rounded-control text-[2.5rem] leading-12 font-semibold tabular-nums hover:text-accent">
        {number(count)}
        <span className="sr-only"> {t('listen.today.need_answer')}</span>
      </Listen>
    </Section>
  )
}

/**
 * The themes that surge, and the queries that were heard more or less than usual, each opening what was said: in a day's hours the one, this week the
 * other. Nothing when nothing moves.
 */
export function Movers({ movers, Listen }: { movers: Today['movers']; Listen: ListenLink }) {
  const { t } = useI18n()
  const surging = useRead(surges, {}, AGAIN_MS).data?.surges ?? []
  if (movers.length + surging.length === 0) return null
  return (
    <Section title={t('listen.today.movers')} about={t(surging.length > 0 ? 'listen.today.surges_about' : 'listen.today.movers_about')}>
      {surging.length > 0 && <SurgeList surges={surging.slice(0, SURGES_SHOWN)} Listen={Listen} />}
      <ul className="flex flex-col">
        {movers.map(({ queryId, name, count, before, from, until }) => {
          const [Icon, way] = count >= before ? ([TrendingUp, 'listen.today.more'] as const) : ([TrendingDown, 'listen.today.less'] as const)
          return (
            <li key={queryId} className="border-b border-line last:border-none">
              <Listen filter={{ queryId, from, until }} className="flex min-h-11 items-center gap-3 rounded-control py-2 hover:bg-sunken">
                <Icon aria-hidden className="size-4.5 shrink-0 text-accent" />
                <span className="sr-only">{t(way)}</span>
                <span className="min-w-0 grow">
                  <span className="font-medium">
                    <Name>{name}</Name>
                  </span>
                  <span className="block text-meta text-quiet tabular-nums">{t('listen.today.mover', { count, before })}</span>
                </span>
              </Listen>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
