import { Sunrise } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Page, Section } from '../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { useSpan } from '../../base/web/use-span.ts'
import { listSources } from '../../connect/contract.ts'
import { type Filter, today } from '../contract.ts'
import { HealthBanner } from './health-banner.tsx'
import type { ListenLink } from './listen-link.ts'
import { AlertNotice } from './themes/alert-notice.tsx'
import { PictureLinks } from './reach/picture-links.tsx'
import { HeardToday, Movers, NeedAnswer } from './today-figures.tsx'
import { useFirstHeard } from './today-first-heard.ts'
import { TodayVoice } from './today-voice.tsx'

type Today = OutputOf<typeof today>

const AGAIN_MS = 60_000

/**
 * The morning’s first look: what people said, what moves, how much was heard, and what cannot be heard. `Listen` links to mentions and
 * `open` goes there; `steps` is what a newcomer does next, `waiting` what waits for somebody.
 */
export function TodayPage({ Listen, open, steps, waiting }: { Listen: ListenLink; open: (filter: Filter) => void; steps: ReactNode; waiting: ReactNode }) {
  const { t, weekday } = useI18n()
  const seen = useRead(today, {}, AGAIN_MS)
  const sources = useRead(listSources, { limit: 200 }, AGAIN_MS).data?.sources ?? []
  const hasHeard = seen.data?.firstHeardAt !== null
  return (
    <Page title={t('listen.today.title')} about={seen.data && weekday(seen.data.until)} actions={hasHeard && <PictureLinks />} isWide>
      {sources.length > 0 && (
        <div className="-mx-3 -my-3 empty:hidden max-md:-mx-2">
          <HealthBanner sources={sources} />
        </div>
      )}
      {seen.isPending && <Loading rows={3} />}
      {seen.isError && !seen.data && <Failed error={seen.error} retry={() => void seen.refetch()} />}
      {seen.data && (
        <>
          <FirstHeard today={seen.data} />
          <AlertNotice Listen={Listen} />
          {!hasHeard && <Empty icon={<Sunrise className="size-5" />} title={t('listen.today.begin')} about={t('listen.today.begin_about')} />}
          {steps}
          {hasHeard ? <Heard today={seen.data} Listen={Listen} open={open} waiting={waiting} /> : waiting}
        </>
      )}
    </Page>
  )
}

/** What has been heard: people's words, and beside them what waits and the figures. */
function Heard({ today, Listen, open, waiting }: { today: Today; Listen: ListenLink; open: (filter: Filter) => void; waiting: ReactNode }) {
  const { t } = useI18n()
  return (
    <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Section title={t('listen.today.voices')} about={t('listen.today.voices_about')}>
        <ul className="flex flex-col gap-4">
          {today.voices.map((mention) => (
            <li key={mention.id}>
              <TodayVoice mention={mention} Listen={Listen} />
            </li>
          ))}
        </ul>
        <Listen filter={{}} className={`self-start ${lookOf('plain')}`}>
          {t('listen.today.read_on')}
        </Listen>
      </Section>
      <div className="flex flex-col gap-8">
        {waiting}
        <NeedAnswer today={today} Listen={Listen} />
        <HeardToday today={today} Listen={Listen} choose={open} />
        <Movers movers={today.movers} Listen={Listen} />
      </div>
    </div>
  )
}

/** How long a newcomer waited for the first mention, said once. */
function FirstHeard({ today: { begunAt, firstHeardAt } }: { today: Today }) {
  const { t } = useI18n()
  const span = useSpan()
  const tookMs = useFirstHeard(begunAt, firstHeardAt)
  if (tookMs === null) return null
  return <p className="rounded-card bg-wash px-4 py-3 text-accent">{t('listen.today.first', { span: span(tookMs) })}</p>
}
