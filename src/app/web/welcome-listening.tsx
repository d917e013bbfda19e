import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OutputOf } from '../../base/endpoint.ts'
import { lookOf } from '../../base/web/button.tsx'
import { State, type Tone } from '../../base/web/badge.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Section } from '../../base/web/page.tsx'
import { useLive } from '../../base/web/use-live.ts'
import { keyOf, useRead } from '../../base/web/use-read.ts'
import { useSpan } from '../../base/web/use-span.ts'
import { listSources, type Source } from '../../connect/contract.ts'
import { listMentions, listQueries, mentionStream, today } from '../../listen/contract.ts'
import type { ListenLink } from '../../listen/web/listen-link.ts'
import { QueryText } from '../../listen/web/query-text.tsx'
import { TodayVoice } from '../../listen/web/today-voice.tsx'
import type { me } from '../../people/contract.ts'
import { Frame } from './welcome-frame.tsx'
import { OtherWays } from './welcome-other-ways.tsx'

type Workspace = OutputOf<typeof me>['workspaces'][number]

const SOURCES_EVERY_MS = 3_000
const MENTIONS_EVERY_MS = 15_000
/** The first mention is looked for among so many. */
const FIRST_ROWS = 50

const TONES: Record<Source['health']['state'], Tone> = {
  listening: 'good', waiting: 'plain', paused: 'plain', retrying: 'warn', reauthorize: 'bad', stopped: 'bad',
}

/** Heed listens: how each source fares, what to do meanwhile, and, the moment it is heard, the first mention. */
export function Listening({ workspace, back }: { workspace: Workspace; back: () => void }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const sources = useRead(listSources, { limit: 200 }, SOURCES_EVERY_MS).data?.sources ?? []
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const heard = useRead(listMentions, { limit: FIRST_ROWS }, MENTIONS_EVERY_MS).data
  const refresh = () => void client.invalidateQueries({ queryKey: keyOf(workspace.id, listMentions) })
  useLive(mentionStream, {}, { opened: refresh, heard: ({ kind }) => kind !== 'beat' && refresh() })
  const first = heard?.mentions.toSorted((a, b) => a.heardAt.localeCompare(b.heardAt))[0]
  return (
    <Frame
      step="listening"
      title={t(first ? 'app.welcome.heard' : 'app.welcome.listening', { name: workspace.name })}
      about={first ? <Took /> : t('app.welcome.listening_about')}
      canLeave
    >
      <output className="flex flex-col gap-4">
        {first && <TodayVoice mention={first} Listen={ListenTo} />}
        {heard && heard.mentions.length > 1 && <p className="text-meta text-quiet">{t('app.welcome.heard_more', { count: heard.mentions.length - 1 })}</p>}
      </output>
      <Link to="/today" className={`${lookOf(first ? 'main' : 'plain')} min-h-11`}>
        {t('app.welcome.today')}
      </Link>
      <Section title={t('app.welcome.where')}>
        <ul className="flex flex-col rounded-card border border-line bg-surface px-4">
          {sources.map((source) => (
            <li key={source.id} className="flex flex-col gap-0.5 border-b border-line py-3 last:border-none">
              <SourceLine source={source} />
            </li>
          ))}
          {sources.length === 0 && <li className="py-3 text-quiet">{t('app.welcome.nowhere')}</li>}
        </ul>
        {queries.map(({ id, text }) => (
          <p key={id} className="text-meta text-quiet">
            {t('app.welcome.listens')}: <QueryText text={text} />
          </p>
        ))}
        <button type="button" onClick={back} className="cursor-default self-start rounded-control text-meta font-medium text-accent underline max-md:min-h-11">
          {t('app.welcome.change')}
        </button>
      </Section>
      {!first && <OtherWays title={t('app.welcome.meanwhile')} about={t('app.welcome.meanwhile_about')} withColleagues />}
    </Frame>
  )
}

const ListenTo: ListenLink = ({ filter: _filter, ...props }) => <Link to="/listen" {...props} />

/** How long it took from the workspace's beginning to its first mention. */
function Took() {
  const { t } = useI18n()
  const span = useSpan()
  const known = useRead(today, {}).data
  if (!known?.firstHeardAt) return null
  return <>{t('app.welcome.took', { span: span(Date.parse(known.firstHeardAt) - Date.parse(known.begunAt)) })}</>
}

function SourceLine({ source: { name, createdAt, health } }: { source: Source }) {
  const { t, clock } = useI18n()
  return (
    <>
      <State tone={TONES[health.state]}>
        <span className="font-medium">
          <Name>{name}</Name>
        </span>
      </State>
      <p className="ps-4 text-meta text-quiet tabular-nums">
        {health.state === 'listening'
          ? t('app.welcome.source_listening', { at: clock(createdAt), posts: health.postsHeard })
          : t(`connect.state.${health.state}`)}
      </p>
      {health.problem && (
        <p dir="auto" className="ps-4 text-meta wrap-anywhere text-warn">
          {health.problem}
        </p>
      )}
    </>
  )
}
