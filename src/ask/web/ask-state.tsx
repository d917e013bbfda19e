import { State, type Tone } from '../../base/web/badge.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Ask } from '../contract.ts'

type Seen = Pick<Ask, 'state' | 'silentAt' | 'promise'>

/** How an ask stands, finer than its state: `silent`, `overdue`, `moved` and `kept_late` are told by what else is known of it. */
export type Standing = Ask['state'] | 'silent' | 'overdue' | 'moved' | 'kept_late'

const TONES: Readonly<Record<Standing, Tone>> = {
  asked: 'plain', seen: 'plain', silent: 'warn', needs_date: 'plain', countered: 'warn', declined: 'plain', refused: 'plain',
  promised: 'good', moved: 'good', overdue: 'bad', kept: 'good', kept_late: 'good', not_kept: 'bad', withdrawn: 'plain',
}

/** How an ask stands. */
export function standingOf({ state, silentAt, promise }: Seen): Standing {
  if ((state === 'asked' || state === 'seen') && silentAt !== null) return 'silent'
  if (state === 'promised' && promise?.isOverdue) return 'overdue'
  if (state === 'promised' && promise && promise.moves > 0) return 'moved'
  if (state === 'kept' && promise?.keptOn && promise.keptOn > promise.due) return 'kept_late'
  return state
}

/** How an ask stands: a dot in its colour, and its word. */
export function AskState({ ask }: { ask: Seen }) {
  const { t } = useI18n()
  const standing = standingOf(ask)
  return <State tone={TONES[standing]}>{t(`ask.state.${standing}`)}</State>
}
