import { Link } from '@tanstack/react-router'
import { ArrowRight, MessageSquareQuote } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Ask } from '../contract.ts'
import { AskState } from './ask-state.tsx'
import { usePartyName } from './ask-party.ts'
import { useUntil } from './ask-until.ts'
import { useKindName } from './kind-name.ts'

/** One ask in a list: what is asked, large; by whom of whom, quietly; at the end how it stands and until when. */
export function AskRow({ ask }: { ask: Ask }) {
  const { number, title, id } = ask
  return (
    <Link
      to="/asks/$id"
      params={{ id }}
      data-ask
      className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-line px-5 py-4 -outline-offset-2 hover:bg-canvas focus:bg-canvas max-md:px-4 md:flex-nowrap"
    >
      <span className="min-w-0 grow basis-full md:basis-0">
        <span className="flex items-baseline gap-2.5">
          <span className="shrink-0 text-meta text-quiet tabular-nums max-md:hidden">{number}</span>
          <bdi className="min-w-0 font-medium wrap-anywhere">{title}</bdi>
        </span>
        <Sides ask={ask} />
      </span>
      <Standing ask={ask} />
    </Link>
  )
}

function Sides({ ask: { from, to, kind, kindName, voices } }: { ask: Ask }) {
  const { t } = useI18n()
  const partyName = usePartyName()
  const nameOfKind = useKindName()
  const isFromKnown = from.department !== null || from.person !== null
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-quiet">
      {isFromKnown && <bdi>{partyName(from)}</bdi>}
      <span className="sr-only">{t('ask.list.asks')}</span>
      <ArrowRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
      <bdi>{partyName(to)}</bdi>
      <span aria-hidden>·</span>
      <bdi>{nameOfKind(kind, kindName)}</bdi>
      {voices > 0 && (
        <span className="inline-flex items-center gap-1">
          <MessageSquareQuote aria-hidden className="size-3.5" />
          {t('ask.list.voices', { count: voices })}
        </span>
      )}
    </span>
  )
}

function Standing({ ask }: { ask: Ask }) {
  const { t } = useI18n()
  const until = useUntil()(ask)
  return (
    <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5 text-meta md:w-56 md:shrink-0 md:flex-col">
      <AskState ask={ask} />
      {until && <span className="text-quiet">{until}</span>}
      {isInDoubt(ask) && <span className={ask.delivery === 'failed' ? 'text-bad' : 'text-quiet'}>{t(`ask.delivery.${ask.delivery}`)}</span>}
    </span>
  )
}

/** Whether it must be said that it may not have arrived. */
export const isInDoubt = ({ state, delivery }: Ask): boolean => state === 'asked' && delivery !== 'delivered' && delivery !== 'seen'
