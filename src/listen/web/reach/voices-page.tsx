import { Link } from '@tanstack/react-router'
import { AudioLines } from 'lucide-react'
import { lookOf } from '../../../base/web/button.tsx'
import { useNow } from '../../../base/web/clock.ts'
import { Histogram } from '../../../base/web/histogram.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Page, Section } from '../../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../../base/web/states.tsx'
import { useRead } from '../../../base/web/use-read.ts'
import { type Filter, type Party, type ShareOfVoice, shareOfVoice } from '../../contract.ts'
import { useBarWords, useTimeWords } from '../bar-words.ts'
import { CopiesSwitch } from '../copies-switch.tsx'
import type { ListenLink } from '../listen-link.ts'
import { useInHundred } from './in-hundred.ts'
import { PartyBar, usePartyName } from './party-bar.tsx'

const DAY_MS = 86_400_000
/** Days before today that can be chosen, each by its button; none: the last 30. */
const SPANS = [['week', 6], ['month', null], ['quarter', 89], ['year', 364]] as const

/** Whose voice is how loud: of us and of each rival, in mentions and people, by what is meant badly, and over time. */
export function VoicesPage({ filter, choose, Listen, open }: {
  filter: Filter
  choose: (filter: Filter) => void
  Listen: ListenLink
  open: (filter: Filter) => void
}) {
  const { t } = useI18n()
  const read = useRead(shareOfVoice, { from: filter.from, until: filter.until, copies: filter.copies === 'each' ? undefined : 'together' })
  const mayManage = useMay('query:manage')
  const { data } = read
  return (
    <Page title={t('listen.voices.title')} about={t('listen.voices.about')} actions={data && data.parties.length > 0 && <Spans filter={filter} choose={choose} />}>
      {read.isPending && <Loading />}
      {read.isError && !data && <Failed error={read.error} retry={() => void read.refetch()} />}
      {data?.parties.length === 0 && (
        <Empty icon={<AudioLines className="size-5" />} title={t('listen.voices.title')} about={t('listen.voices.teach')}>
          {mayManage && <Link to="/listen" className={lookOf('main')}>{t('listen.voices.teach_button')}</Link>}
        </Empty>
      )}
      {data && data.parties.length > 0 && (
        <>
          <Shares told={data} filter={filter} Listen={Listen} />
          <div className="max-w-96"><CopiesSwitch filter={filter} choose={choose} /></div>
          {filter.copies !== 'each' && !data.isTogether && <p className="text-meta text-quiet">{t('listen.voices.too_many')}</p>}
          <Negative told={data} filter={filter} Listen={Listen} />
          <OverTime told={data} filter={filter} open={open} />
        </>
      )}
    </Page>
  )
}

function Spans({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  const now = useNow()
  const startOf = (days: number | null) => {
    if (days === null) return undefined
    const at = new Date(now)
    at.setHours(0, 0, 0, 0)
    return new Date(at.getTime() - days * DAY_MS).toISOString()
  }
  return (
    <fieldset aria-label={t('listen.time.title')} className="flex gap-1 rounded-control bg-sunken p-0.5">
      {SPANS.map(([span, days]) => (
        <button
          key={span}
          type="button"
          aria-pressed={!filter.until && filter.from === startOf(days)}
          onClick={() => choose({ ...filter, from: startOf(days), until: undefined })}
          className="min-h-8 cursor-default rounded-control px-3 text-meta whitespace-nowrap text-quiet hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink max-md:min-h-11"
        >
          {t(`listen.voices.span_${span}`)}
        </button>
      ))}
    </fieldset>
  )
}

type Told = { told: ShareOfVoice; filter: Filter; Listen: ListenLink }

/** What of it is whose. */
function Shares({ told, filter, Listen }: Told) {
  const { t, number } = useI18n()
  const timeWords = useTimeWords()
  const { parties, from, until } = told
  const all = sum(parties, ({ mentions }) => mentions)
  const allBefore = sum(parties, ({ before }) => before ?? 0)
  const moved = ({ mentions, before }: Party): string => {
    if (before === null) return t('listen.voices.new')
    if (allBefore === 0) return t('listen.voices.none_before')
    const points = all === 0 ? 0 : (mentions / all - before / allBefore) * 100
    if (Math.abs(points) < 0.5) return t('listen.voices.same')
    return t(points > 0 ? 'listen.voices.more' : 'listen.voices.less', { difference: number(Math.round(Math.abs(points))) })
  }
  return (
    <Section title={t('listen.voices.by_mentions')} about={t('listen.voices.definition', { when: timeWords(from, until) })}>
      {all === 0 && <p className="text-quiet">{t('listen.voices.nothing')}</p>}
      <ul className="flex flex-col gap-1">
        {parties.map((party) => (
          <PartyBar key={party.queryId} party={party} share={all === 0 ? 0 : party.mentions / all} filter={{ ...timeOf(told, filter), queryId: party.queryId }} Listen={Listen}>
            {t(told.isTogether ? 'listen.voices.texts' : 'listen.voices.mentions', { count: party.mentions })}
            {' · '}
            {t(party.margin === 0 ? 'listen.voices.people' : 'listen.voices.people_about', { count: party.margin === 0 ? party.people : Number(party.people.toPrecision(2)) })}
            {' · '}
            {moved(party)}
          </PartyBar>
        ))}
      </ul>
      {!parties.some(({ about }) => about === 'us') && <p className="text-meta text-quiet">{t('listen.voices.no_us')}</p>}
      {!parties.some(({ about }) => about === 'rival') && <p className="text-meta text-quiet">{t('listen.voices.no_rival')}</p>}
    </Section>
  )
}

/** Of whom that is said which is meant badly. */
function Negative({ told, filter, Listen }: Told) {
  const { t } = useI18n()
  const inHundred = useInHundred()
  const all = sum(told.parties, ({ sentiments }) => sentiments.negative)
  if (all === 0) return null
  return (
    <Section title={t('listen.voices.negative_title')} about={t('listen.voices.negative_about')}>
      <ul className="flex flex-col gap-1">
        {told.parties.map((party) => {
          const { negative, neutral, positive } = party.sentiments
          const own = negative + neutral + positive
          return (
            <PartyBar key={party.queryId} party={party} share={negative / all} isBad filter={{ ...timeOf(told, filter), queryId: party.queryId, sentiments: 'negative' }} Listen={Listen}>
              {t('listen.voices.negative', { count: negative, share: inHundred(own === 0 ? 0 : negative / own) })}
            </PartyBar>
          )
        })}
      </ul>
    </Section>
  )
}

/** One beside the other on one scale; each bar opens what was said then. */
function OverTime({ told, filter, open }: { told: ShareOfVoice; filter: Filter; open: (filter: Filter) => void }) {
  const { t } = useI18n()
  const words = useBarWords(told.step)
  const partyName = usePartyName()
  const most = Math.max(...told.parties.flatMap(({ counts }) => counts))
  return (
    <Section title={t('listen.voices.over_time')}>
      <ul className="grid gap-6 md:grid-cols-2">
        {told.parties.map((party) => (
          <li key={party.queryId} className="flex min-w-0 flex-col gap-1">
            <h3 className="font-medium"><bdi>{partyName(party)}</bdi></h3>
            <Histogram
              bars={told.bars.map((bar, at) => ({ ...bar, count: party.counts[at] ?? 0 }))}
              words={{ ...words, label: `${partyName(party)}: ${words.label}` }}
              heightPx={56}
              mostAtLeast={most}
              choose={(from, until) => open({ ...timeOf(told, filter), queryId: party.queryId, from, until })}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const sum = (parties: readonly Party[], of: (party: Party) => number) => parties.reduce((all, party) => all + of(party), 0)

/** The time that was counted, and how: what a bar opens is what it counts. */
const timeOf = ({ from, until, isTogether }: ShareOfVoice, { copies }: Filter): Filter => ({ from, until, copies: isTogether ? copies : 'each' })
