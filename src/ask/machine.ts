/**
 * What can become of an ask: the whole machine, and nothing else. Pure: it knows no database and no clock. Every change of an ask goes
 * through `step`, so that no order of deeds, by whomever, reaches a state that is not in this table.
 */

/**
 * - `asked`: nobody is known to have seen it · `seen`: somebody has, which is no answer
 * - `needs_date`: *yes* without a date, not yet a promise · `countered`: *yes, but*, and the asking side has not said what it thinks of it
 * - `declined`: the asking side did not take the *yes, but*; another answer may come · `refused`: *no, because*
 * - `promised`: *yes, by*, the promise is open · `kept`, `not_kept`: how it ended · `withdrawn`: the asking side no longer asks
 */
export const STATES = ['asked', 'seen', 'needs_date', 'countered', 'declined', 'refused', 'promised', 'kept', 'not_kept', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** What the asked side may say. */
export const ANSWERS = ['yes_by', 'yes_needs_date', 'yes_but', 'no_because'] as const
export type AnswerKind = (typeof ANSWERS)[number]

/** All that changes an ask's state. `see` and the answers come from the asked side; what each deed needs to be said with it, its verb checks. */
export const DEEDS = [
  'see', ...ANSWERS,
  /** The asking side on a *yes, but*: with a date of its own, or without. */
  'accept', 'accept_undated', 'decline',
  /** What would make it a yes has come about: asked again, in a new round. */
  'meet_condition',
  'ask_again', 'withdraw',
  'move', 'keep', 'not_keep',
  /** The asking side says that what was called kept was not. */
  'dispute',
] as const
export type Deed = (typeof DEEDS)[number]

/** Which sides an ask has. A condition's owner may be on neither. */
export type Side = 'asking' | 'asked' | 'condition_owner'

const ANSWERABLE = { yes_by: 'promised', yes_needs_date: 'needs_date', yes_but: 'countered', no_because: 'refused' } as const

/** From each state, where a deed leads. What is not here is not possible. */
const TABLE: Readonly<Record<State, Partial<Record<Deed, State>>>> = {
  asked: { ...ANSWERABLE, see: 'seen', withdraw: 'withdrawn' },
  seen: { ...ANSWERABLE, withdraw: 'withdrawn' },
  needs_date: { ...ANSWERABLE, withdraw: 'withdrawn' },
  countered: { ...ANSWERABLE, accept: 'promised', accept_undated: 'needs_date', decline: 'declined', withdraw: 'withdrawn' },
  declined: { ...ANSWERABLE, ask_again: 'asked', withdraw: 'withdrawn' },
  refused: { ...ANSWERABLE, meet_condition: 'asked', ask_again: 'asked', withdraw: 'withdrawn' },
  // Whoever has promised may still say *yes, but* or *no, because*: the promise is then taken back, which the ledger tells from keeping it.
  // A second *yes, by* names the day of the promise anew, as `move` does.
  promised: { yes_by: 'promised', yes_but: 'countered', no_because: 'refused', move: 'promised', keep: 'kept', not_keep: 'not_kept', withdraw: 'withdrawn' },
  kept: { dispute: 'promised' },
  not_kept: { keep: 'kept', ask_again: 'asked' },
  withdrawn: {},
}

/** Where a deed leads from here; null where it is not possible. */
export const step = (state: State, deed: Deed): State | null => TABLE[state][deed] ?? null

/** Every deed that is possible from here. */
export const deedsFrom = (state: State): Deed[] => DEEDS.filter((deed) => step(state, deed) !== null)

const BY_SIDE: Readonly<Record<Side, readonly Deed[]>> = {
  asking: ['accept', 'accept_undated', 'decline', 'meet_condition', 'ask_again', 'withdraw', 'keep', 'not_keep', 'dispute'],
  asked: ['see', ...ANSWERS, 'move', 'keep', 'not_keep'],
  condition_owner: ['meet_condition'],
}

/** Whether a side may do this at all, in whatever state. */
export const sideMay = (side: Side, deed: Deed): boolean => BY_SIDE[side].includes(deed)

/** It waits for the asked side's word: only here can there be silence. */
export const awaitsAnswer = (state: State): boolean => state === 'asked' || state === 'seen' || state === 'needs_date'

/** Whose turn it is. What was refused is the asking side's to take further, whoever owns the condition. */
export function waitsFor(state: State): 'asked' | 'asking' | 'nobody' {
  if (isOver(state)) return 'nobody'
  return state === 'countered' || state === 'refused' || state === 'not_kept' ? 'asking' : 'asked'
}

/** Nothing more is expected of anybody. */
export const isOver = (state: State): boolean => state === 'kept' || state === 'withdrawn'

/** These deeds begin a new round: a question with its own clock, and its own line in the ledger. */
export const beginsRound = (deed: Deed): boolean => deed === 'meet_condition' || deed === 'ask_again'

/** From this state, this deed makes a promise. One that is open already stays the one. */
export const makesPromise = (state: State, deed: Deed): boolean => state !== 'promised' && (deed === 'yes_by' || deed === 'accept')

/** These deeds end the promise that is open, if there is one, without keeping it. */
export const takesPromiseBack = (deed: Deed): boolean => deed === 'yes_but' || deed === 'no_because' || deed === 'withdraw'
