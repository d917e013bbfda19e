/** An ask as its facts alone tell it: what tests compare its rows with. */
import { assert } from '../../base/error.ts'
import { ANSWERS, beginsRound, type Deed, makesPromise, type State, step, takesPromiseBack } from '../machine.ts'

export type Fact = { readonly name: string; readonly data: Readonly<Record<string, unknown>> }

/** What must be true of an ask to which these facts happened, and no others. */
export type Replayed = { readonly state: State; readonly round: number; readonly deeds: readonly Deed[]; readonly promises: number; readonly isOpen: boolean }

/** What changes no state. */
const BESIDE = ['ask.raised', 'ask.commented', 'ask.sent', 'ask.fell_silent']

const DEED_OF: Readonly<Record<string, Deed>> = {
  'ask.seen': 'see', 'ask.counter_declined': 'decline', 'ask.condition_met': 'meet_condition', 'ask.asked_again': 'ask_again', 'ask.withdrawn': 'withdraw',
  'promise.moved': 'move', 'promise.kept': 'keep', 'promise.not_kept': 'not_keep', 'promise.disputed': 'dispute',
}

function deedOf({ name, data }: Fact): Deed {
  const answer = ANSWERS.find((kind) => name === 'ask.answered' && kind === data['kind'])
  const accepted = name === 'ask.counter_accepted' ? (data['due'] === null ? 'accept_undated' : 'accept') : undefined
  const deed = answer ?? accepted ?? DEED_OF[name]
  assert(deed, `${name} is told by itself`)
  return deed
}

/** Tells the facts again. Fails at the first that the machine does not allow, and where what must follow from a deed does not follow at once. */
export function replay(facts: readonly Fact[]): Replayed {
  const rest = facts.filter(({ name }) => !BESIDE.includes(name))
  let told: Replayed = { state: 'asked', round: 1, deeds: [], promises: 0, isOpen: false }
  const follows = (name: string): void => {
    const next = rest.shift()
    assert(next?.name === name, `${next?.name ?? 'nothing'} where ${name} must follow`)
  }
  for (let fact = rest.shift(); fact; fact = rest.shift()) {
    const deed = deedOf(fact)
    const [before, state] = [told.state, step(told.state, deed)]
    assert(state, `${deed} is not possible in ${before}`)
    const round = told.round + (beginsRound(deed) ? 1 : 0)
    assert(fact.data['round'] === (deed === 'meet_condition' ? told.round : round), `${fact.name} in another round`)
    let { promises, isOpen } = told
    if (deed === 'meet_condition') follows('ask.asked_again')
    if (takesPromiseBack(deed) && isOpen) follows('promise.withdrawn')
    if (makesPromise(before, deed)) follows('promise.made')
    if (deed === 'yes_by' && before === 'promised' && rest[0]?.name === 'promise.moved') rest.shift()
    if (makesPromise(before, deed)) promises += 1
    isOpen = state === 'promised'
    told = { state, round, deeds: [...told.deeds, deed], promises, isOpen }
  }
  return told
}
