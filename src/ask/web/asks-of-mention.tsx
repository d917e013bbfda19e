import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import type { OutputOf } from '../../base/endpoint.ts'
import { call } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type Ask, ofMentions } from '../contract.ts'
import { useDays } from './ask-days.ts'
import { usePartyName } from './ask-party.ts'
import { standingOf } from './ask-state.tsx'
import { inBatches } from './in-batches.ts'

type OfMention = OutputOf<typeof ofMentions>['asks']

const AT_ONCE_MAX = 100
const SHOWN_MAX = 3

/** Many rows are shown at once, and each asks for its own: one call for all of them. */
const readAsks = inBatches<OfMention>(AT_ONCE_MAX, async (workspaceId, ids) => {
  const { asks } = await call(ofMentions, { ids: ids.join() }, { workspaceId })
  const byMention = Map.groupBy(asks, ({ mentionId }) => mentionId)
  return (id) => byMention.get(id) ?? []
})

/** What was asked because of a mention: of whom, and until when. */
export function AsksOfMention({ mentionId }: { mentionId: string }) {
  return useMay('ask:read') ? <Asked mentionId={mentionId} /> : null
}

function Asked({ mentionId }: { mentionId: string }) {
  const workspaceId = useWorkspaceId()
  const asks = useQuery({ queryKey: keyOf(workspaceId, ofMentions, { mentionId }), queryFn: () => readAsks(workspaceId, mentionId) }).data ?? []
  // What came of a no's condition is shown with that ask.
  const shown = asks.filter(({ state, counterTo }) => state !== 'withdrawn' && counterTo === null).slice(0, SHOWN_MAX)
  if (shown.length === 0) return null
  return (
    <ul className="flex flex-col items-start gap-1 text-meta">
      {shown.map((ask) => (
        <li key={ask.id} className="max-w-full">
          <Link to="/asks/$id" params={{ id: ask.id }} className="flex min-w-0 items-center gap-2 rounded-mark text-quiet hover:text-ink hover:underline max-md:min-h-8">
            <Handshake aria-hidden className="size-4 shrink-0 text-accent" />
            <Waiting ask={ask} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** `Waiting on the warehouse, by Thursday`. */
function Waiting({ ask }: { ask: Ask }) {
  const { t } = useI18n()
  const days = useDays()
  const who = usePartyName()(ask.to)
  const standing = standingOf(ask)
  const { promise, answerBy, neededBy } = ask
  const words = () => {
    if (standing === 'asked' || standing === 'seen' || standing === 'needs_date') {
      return t('ask.beside.waiting', { who, by: days.by(answerBy && days.away(answerBy) >= 0 ? answerBy : neededBy) })
    }
    if ((standing === 'promised' || standing === 'moved') && promise) return t('ask.beside.promised', { who, by: days.by(promise.due) })
    if (standing === 'overdue' && promise) return t('ask.beside.overdue', { who, on: days.on(promise.due) })
    if (promise?.keptOn) return t('ask.beside.kept', { who, on: days.on(promise.keptOn) })
    return t('ask.beside.other', { who, state: t(`ask.state.${standing}`) })
  }
  return <span className="min-w-0 wrap-anywhere">{words()}</span>
}
