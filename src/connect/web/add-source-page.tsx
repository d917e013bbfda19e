import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Card, Page } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { addSource, type ConnectorCard, connectors, listSources } from '../contract.ts'
import { SettingsForm } from './settings-form.tsx'

/**
 * Adds a source: first which network, each with what it brings; then its settings, which are proved before they are kept.
 * `children` are ways in that have pages of their own.
 */
export function AddSourcePage({ chosen, choose, added, children }: {
  chosen: string | undefined
  choose: (connector: string | undefined) => void
  added: () => void
  children: ReactNode
}) {
  const { t } = useI18n()
  const titleOf = useTitleOf()
  const read = useRead(connectors, {})
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const card = read.data.connectors.find(({ id }) => id === chosen)
  if (card) return <Adding card={card} back={() => choose(undefined)} added={added} />
  return (
    <Page title={t('connect.sources.add')} about={t('connect.add.about')}>
      <ul className="flex flex-col gap-3">
        {read.data.connectors.map((each) => (
          <li key={each.id}>
            <WayIn title={titleOf(each)} about={<About card={each} />} choose={() => choose(each.id)} />
          </li>
        ))}
        {children}
      </ul>
    </Page>
  )
}

/** What a network is called: in our words where we have them. */
function useTitleOf(): (card: ConnectorCard) => string {
  const { known } = useI18n()
  return ({ id, title }) => known(`connect.place.${id}`) ?? title
}

/** One way in: what it is called, what it brings. */
export function WayIn({ title, about, choose }: { title: string; about: ReactNode; choose: () => void }) {
  return (
    <button
      type="button"
      onClick={choose}
      className="flex w-full cursor-default items-center gap-4 rounded-card border border-line bg-surface p-4 text-start transition-colors hover:border-edge hover:bg-sunken"
    >
      <span className="min-w-0 grow">
        <bdi className="block font-semibold">{title}</bdi>
        <span className="block text-quiet">{about}</span>
      </span>
      <ChevronRight aria-hidden className="size-4.5 shrink-0 text-quiet rtl:-scale-x-100" />
    </button>
  )
}

/** What a network brings: in our words where we have them. */
function About({ card: { id, can } }: { card: ConnectorCard }) {
  const { t, known } = useI18n()
  return <>{known(`connect.about.${id}`) ?? t(can.live ? 'connect.about_live' : 'connect.about_polled')}</>
}

function Adding({ card, back, added }: { card: ConnectorCard; back: () => void; added: () => void }) {
  const { t } = useI18n()
  const titleOf = useTitleOf()
  const adding = useAct(addSource, [listSources])
  const send = (settings: Record<string, unknown>) => adding.mutateAsync({ connector: card.id, settings })
  const done = ({ source: { name } }: OutputOf<typeof addSource>) => {
    toast({ words: t('connect.add.done', { name }) })
    added()
  }
  return (
    <Page title={titleOf(card)} about={<About card={card} />} actions={<Button onPress={back}>{t('connect.add.others')}</Button>}>
      <Card>
        <SettingsForm card={card} button={t('connect.add.button')} send={send} then={done} />
      </Card>
      <Conditions card={card} />
    </Page>
  )
}

/** What the network's terms allow, as its connector declares them. */
function Conditions({ card: { terms, title } }: { card: ConnectorCard }) {
  const { t, number } = useI18n()
  const lines = [
    terms.keepForDays === null ? t('connect.terms.keep') : t('connect.terms.keep_days', { days: number(terms.keepForDays) }),
    t(terms.mayExportText ? 'connect.terms.export' : 'connect.terms.no_export'),
    t(terms.mayQuotePublicly ? 'connect.terms.quote' : 'connect.terms.no_quote'),
    ...(terms.needsApproval ? [t('connect.terms.approval')] : []),
  ]
  return (
    <aside aria-label={t('connect.terms.title', { name: title })} className="text-meta text-quiet">
      <ul className="list-inside list-disc">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <a href={terms.link} target="_blank" rel="noopener noreferrer" className="mt-1 inline-block underline hover:text-ink">
        {t('connect.terms.link', { day: terms.readOn })}
      </a>
    </aside>
  )
}
