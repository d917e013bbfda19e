import { Link } from '@tanstack/react-router'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Ask } from '../contract.ts'
import { isInDoubt } from './ask-row.tsx'
import { AskState, standingOf } from './ask-state.tsx'
import { usePartyName } from './ask-party.ts'
import { useUntil } from './ask-until.ts'

/** The standing that a column's title already says. */
const SAID_BY_COLUMN = ['asked', 'countered', 'refused', 'promised']

/** One ask on the board. Its column says how it stands; what is finer than that, it says itself. */
export function AskTile({ ask }: { ask: Ask }) {
  const { t } = useI18n()
  const partyName = usePartyName()
  const until = useUntil()(ask)
  return (
    <Link
      to="/asks/$id"
      params={{ id: ask.id }}
      data-ask
      className="flex flex-col gap-1.5 rounded-control border border-line bg-surface p-3 hover:border-edge focus:border-edge"
    >
      <bdi className="line-clamp-3 font-medium wrap-anywhere">{ask.title}</bdi>
      <span className="text-meta text-quiet">
        <Name>{partyName(ask.to)}</Name>
      </span>
      <span className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5 text-meta">
        {!SAID_BY_COLUMN.includes(standingOf(ask)) && <AskState ask={ask} />}
        {until && <span className="text-quiet">{until}</span>}
        {isInDoubt(ask) && <span className={ask.delivery === 'failed' ? 'text-bad' : 'text-quiet'}>{t(`ask.delivery.${ask.delivery}`)}</span>}
      </span>
    </Link>
  )
}
