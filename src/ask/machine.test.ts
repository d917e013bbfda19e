import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ANSWERS, awaitsAnswer, beginsRound, type Deed, DEEDS, deedsFrom, isOver, makesPromise, type Side, sideMay, type State, STATES, step, takesPromiseBack, waitsFor,
} from './machine.ts'

const SIDES: readonly Side[] = ['asking', 'asked', 'condition_owner']

/** Everywhere one gets from here, by any number of deeds. */
function reachable(from: State): Set<State> {
  const found = new Set([from])
  for (const state of found) for (const deed of deedsFrom(state)) found.add(step(state, deed) ?? state)
  return found
}

describe('what can become of an ask', () => {
  it('is any of its states', () => {
    expect([...reachable('asked')].toSorted()).toEqual([...STATES].toSorted())
  })

  it('has a way out of every state but the last', () => {
    expect(STATES.filter((state) => deedsFrom(state).length === 0)).toEqual(['withdrawn'])
    for (const state of STATES.filter((one) => one !== 'withdrawn')) expect([state, [...reachable(state)].some(isOver)]).toEqual([state, true])
  })

  it('can be withdrawn until it is kept or not', () => {
    expect(STATES.filter((state) => step(state, 'withdraw') === null)).toEqual(['kept', 'not_kept', 'withdrawn'])
  })

  it('comes of a deed that some side may do, and every deed does something', () => {
    expect(DEEDS.filter((deed) => !SIDES.some((side) => sideMay(side, deed)))).toEqual([])
    expect(DEEDS.filter((deed) => !STATES.some((state) => step(state, deed) !== null))).toEqual([])
  })

  it('never needs both sides at once: whose turn it is can do something about it', () => {
    for (const state of STATES.filter((one) => waitsFor(one) !== 'nobody')) {
      const side = waitsFor(state) === 'asked' ? 'asked' : 'asking'
      expect([state, deedsFrom(state).some((deed) => sideMay(side, deed))]).toEqual([state, true])
    }
    for (const state of STATES.filter((one) => awaitsAnswer(one))) expect([state, waitsFor(state)]).toEqual([state, 'asked'])
    expect(STATES.filter((state) => waitsFor(state) === 'nobody')).toEqual(STATES.filter((state) => isOver(state)))
  })

  it('is answered by the asked side only, and accepted, met and withdrawn by others', () => {
    for (const kind of ANSWERS) expect([kind, SIDES.filter((side) => sideMay(side, kind))]).toEqual([kind, ['asked']])
    for (const deed of ['accept', 'accept_undated', 'decline', 'ask_again', 'withdraw', 'dispute'] as const) {
      expect([deed, SIDES.filter((side) => sideMay(side, deed))]).toEqual([deed, ['asking']])
    }
    expect(DEEDS.filter((deed) => sideMay('condition_owner', deed))).toEqual(['meet_condition'])
  })
})

describe('any row of deeds', () => {
  /** What stands after these deeds, those that are not possible left out: as rows do, without the rows. */
  function after(deeds: readonly Deed[]): { state: State; open: number; round: number } {
    let [state, open, round]: [State, number, number] = ['asked', 0, 1]
    for (const deed of deeds) {
      const next = step(state, deed)
      if (next === null) continue
      if (takesPromiseBack(deed) || deed === 'keep' || deed === 'not_keep') open = 0
      if (makesPromise(state, deed) || deed === 'dispute') open += 1
      if (beginsRound(deed)) round += 1
      state = next
    }
    return { state, open, round }
  }

  it('leaves one promise open exactly while the ask is promised', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...DEEDS), { maxLength: 60 }), (deeds) => {
      const { state, open } = after(deeds)
      expect(open).toBe(state === 'promised' ? 1 : 0)
    }))
  })

  it('waits for an answer at the beginning of each round', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...DEEDS), { maxLength: 60 }), (deeds) => {
      const [before, now] = [after(deeds.slice(0, -1)), after(deeds)]
      expect(now.round === before.round || now.state === 'asked').toBe(true)
    }))
  })
})
