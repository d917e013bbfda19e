import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Section } from '../../base/web/page.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type Ask, asks, promisesDue } from '../contract.ts'
import { addressOfAsks, type AsksSeen } from './ask-address.ts'
import { usePartyName } from './ask-party.ts'
import { AskState } from './ask-state.tsx'
import { useUntil } from './ask-until.ts'

const SHOWN_MAX = 5
const AGAIN_MS = 60_000

/** What the day asks of asks: promises whose day is near or has passed, what waits for the reader’s answer, and what they wait for. */
export function AsksToday() {
  return useMay('ask:read') ? <Waiting /> : null
}

function Waiting() {
  const { t } = useI18n()
  const due = useRead(promisesDue, { days: 7, limit: SHOWN_MAX }, AGAIN_MS).data?.asks ?? []
  const toAnswer = useRead(asks, { box: 'to_answer', state: 'waiting', limit: SHOWN_MAX }, AGAIN_MS).data
  const followed = useRead(asks, { box: 'to_follow', state: 'waiting', limit: SHOWN_MAX }, AGAIN_MS).data
  return (
    <>
      <Some title={t('ask.today.to_answer')} found={toAnswer?.asks ?? []} rest={toAnswer?.next ? { box: 'to_answer', state: 'waiting' } : null} />
      <Some title={t('ask.today.due')} found={due} rest={due.length === SHOWN_MAX ? { state: 'promised' } : null} />
      <Some title={t('ask.today.waiting')} found={followed?.asks ?? []} rest={followed?.next ? { box: 'to_follow', state: 'waiting' } : null} />
    </>
  )
}

function Some({ title, found, rest }: { title: string; found: readonly Ask[]; rest: AsksSeen | null }): ReactNode {
  const { t } = useI18n()
  if (found.length === 0) return null
  return (
    <Section title={title}>
      <ul className="flex flex-col rounded-card border border-line">
        {found.map((ask) => (
          <li key={ask.id} className="border-line not-last:border-b">
            <Line ask={ask} />
          </li>
        ))}
      </ul>
      {rest && (
        <Link to="/asks" search={addressOfAsks(rest)} className="self-start text-meta text-accent hover:underline">
          {t('ask.today.all')}
        </Link>
      )}
    </Section>
  )
}

function Line({ ask }: { ask: Ask }) {
  const partyName = usePartyName()
  const until = useUntil()(ask)
  return (
    <Link to="/asks/$id" params={{ id: ask.id }} className="flex flex-col gap-0.5 rounded-card px-4 py-3 -outline-offset-2 hover:bg-canvas">
      <bdi className="line-clamp-2 font-medium wrap-anywhere">{ask.title}</bdi>
      <span className="flex flex-wrap items-baseline gap-x-2.5 text-meta text-quiet">
        <bdi>{partyName(ask.to)}</bdi>
        <AskState ask={ask} />
        {until && <span>{until}</span>}
      </span>
    </Link>
  )
}
