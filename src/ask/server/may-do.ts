import { mayDo } from '../../people/index.ts'
import type { Answer, AskDetails } from '../contract.ts'
import { ANSWERS, type Deed, deedsFrom, isOver, type Side, sideMay, step } from '../machine.ts'
import { isDisputable } from './dispute.ts'
import type { AskRow } from './lock-ask.ts'
import type { PromiseRow } from './promises.ts'
import type { Reader } from './reader.ts'

/** A deed of the machine, or one of those that leave an ask's state as it is. */
export type May = AskDetails['may'][number]

/** Which side may do what leaves the state as it is. */
const BESIDES: Readonly<Record<Exclude<May, Deed>, readonly Side[]>> = {
  write_down: ['asking', 'asked'],
  comment: ['asking', 'asked', 'condition_owner'],
  attach: ['asking', 'asked', 'condition_owner'],
  send: ['asking'],
}
const BESIDE = ['write_down', 'comment', 'attach', 'send'] as const

/** Whether one of these sides may do it at all, in whatever state the ask is. */
export const sidesMay = (sides: readonly Side[], what: May): boolean =>
  sides.some((side) => (isBeside(what) ? BESIDES[what].includes(side) : sideMay(side, what)))

const isBeside = (what: May): what is Exclude<May, Deed> => BESIDE.some((one) => one === what)

/** Taking an ask back and sending it is part of raising it. */
const needOf = (what: May): string => (what === 'withdraw' || what === 'send' ? 'ask:raise' : 'ask:answer')

/** What an ask is known by when one asks what may be done with it. */
export type Known = {
  readonly ask: AskRow
  readonly promise: PromiseRow | null
  /** Its promise is open and the day has passed. */
  readonly isOverdue: boolean
  /** The answer that counts. */
  readonly answer: Answer | null
  readonly now: Date
}

/** What a reader who stands on these sides may do with an ask now. */
export function mayOf(known: Known, reader: Reader, sides: readonly Side[]): May[] {
  const all: May[] = [...deedsFrom(known.ask.state).filter((deed) => isPossible(known, sides, deed)), ...BESIDE.filter((what) => isPossibleBeside(known, what))]
  return all.filter((what) => sidesMay(sides, what) && mayDo(reader.role, needOf(what)))
}

/** Beyond what the machine says: what depends on what was answered or promised. */
function isPossible({ ask, promise, isOverdue, answer, now }: Known, sides: readonly Side[], deed: Deed): boolean {
  switch (deed) {
    case 'yes_by': return ask.state !== 'promised' // another day for a promise is `move`
    case 'accept': return answer?.due != null
    case 'accept_undated': return answer?.due == null
    case 'meet_condition': return answer?.condition != null
    case 'not_keep': return isOverdue || sides.includes('asked')
    case 'dispute': return promise !== null && isDisputable(promise, now)
    default: return true
  }
}

function isPossibleBeside({ ask }: Known, what: Exclude<May, Deed>): boolean {
  if (what === 'write_down') return ANSWERS.some((kind) => step(ask.state, kind) !== null)
  return what !== 'send' || !isOver(ask.state)
}
