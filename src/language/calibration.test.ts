import { describe, expect, it } from 'vitest'
import { CHECKS_MIN, type Judgement, learnShifts, likeliest, NO_SHIFT, SHIFT_MAX, type Shift, shifted, shiftFor } from './calibration.ts'
import type { Probabilities, Sentiment } from './understanding.ts'

const unsure: Probabilities = { negative: 0.45, neutral: 0.4, positive: 0.15 }
const sure: Probabilities = { negative: 0.02, neutral: 0.08, positive: 0.9 }

/** So many judgements of mentions that the machine takes for negative, though not surely. */
function judged(count: number, said: (at: number) => Sentiment, rest: Partial<Judgement> = {}): Judgement[] {
  return Array.from({ length: count }, (_, at) => (
    { mentionId: `mention ${rest.place ?? ''} ${at}`, group: 'he' as const, place: 'facebook', machine: unsure, said: said(at), isCheck: true, ...rest }
  ))
}
const of = (shifts: readonly Shift[], place: string | null) => shifts.find((shift) => shift.place === place)

describe('a shift', () => {
  it('changes nothing when it is none, and always leaves probabilities that sum up to 1', () => {
    expect(shifted(unsure, NO_SHIFT).negative).toBeCloseTo(0.45)
    for (const logOdds of [NO_SHIFT, { negative: -0.7, neutral: 0.7, positive: 0 }]) {
      for (const machine of [unsure, sure, { negative: 1, neutral: 0, positive: 0 }]) {
        const { negative, neutral, positive } = shifted(machine, logOdds)
        expect(negative + neutral + positive).toBeCloseTo(1)
      }
    }
  })

  it('turns what was nearly even, never what was sure', () => {
    const towardsNeutral = { negative: -SHIFT_MAX, neutral: SHIFT_MAX, positive: -SHIFT_MAX }
    expect(likeliest(shifted(unsure, towardsNeutral))).toBe('neutral')
    expect(likeliest(shifted(sure, towardsNeutral))).toBe('positive')
  })

  it('of a place is preferred to that of its language, and one that did not help is not applied', () => {
    const shift = (place: string | null, neutral: number, applies = true): Shift => (
      { group: 'he', place, logOdds: { ...NO_SHIFT, neutral }, judgements: 40, checks: 40, before: 20, after: 30, applies }
    )
    const shifts = [shift(null, 0.1), shift('facebook', 0.2), shift('x', 0.3, false)]
    expect(shiftFor(shifts, 'he', 'facebook')?.neutral).toBe(0.2)
    expect(shiftFor(shifts, 'he', 'x')?.neutral).toBe(0.1)
    expect(shiftFor(shifts, 'en', 'facebook')).toBeNull()
  })
})

describe('learning', () => {
  it('learns nothing from nothing, or from fewer checks than it takes', () => {
    expect(learnShifts([])).toEqual([])
    expect(learnShifts(judged(CHECKS_MIN - 1, () => 'neutral'))).toEqual([])
  })

  it('learns that what is taken for negative is mostly neutral here, within bounds', () => {
    const everywhere = of(learnShifts(judged(60, (at) => (at % 5 === 0 ? 'negative' : 'neutral'))), null)
    expect(everywhere).toMatchObject({ applies: true, checks: 60, judgements: 60, before: 12, after: 48 })
    expect(everywhere?.logOdds.neutral).toBeGreaterThan(0.1)
    expect(Math.max(...Object.values(everywhere?.logOdds ?? {}).map(Math.abs))).toBeLessThanOrEqual(SHIFT_MAX)
  })

  it('does not apply what helps nobody: where the machine is right, and where judgements are chance', () => {
    expect(of(learnShifts(judged(60, () => 'negative')), null)?.applies).toBe(false)
    const chance = judged(60, (at) => (['negative', 'neutral', 'positive'] as const)[(at * 7) % 3] ?? 'neutral')
    expect(of(learnShifts(chance), null)?.applies).toBe(false)
  })

  it('does not let corrections in passing prove anything, however many', () => {
    const right = judged(40, () => 'negative')
    const passing = judged(2_000, () => 'neutral', { isCheck: false, mentionId: 'passed by' })
    expect(learnShifts(passing)).toEqual([])
    expect(of(learnShifts([...right, ...passing]), null)?.applies).toBe(false)
  })

  it('learns of a place only what its language does not say already', () => {
    const here = judged(60, () => 'neutral', { place: 'facebook' })
    const there = judged(60, () => 'negative', { place: 'x' })
    const shifts = learnShifts([...here, ...there])
    expect(of(shifts, 'facebook')?.applies).toBe(true)
    expect(likeliest(shifted(unsure, shiftFor(shifts, 'he', 'facebook') ?? NO_SHIFT))).toBe('neutral')
    expect(likeliest(shifted(unsure, shiftFor(shifts, 'he', 'x') ?? NO_SHIFT))).toBe('negative')
    const alike = learnShifts([...here, ...judged(60, () => 'neutral', { place: 'x' })])
    expect([of(alike, null)?.applies, of(alike, 'facebook')?.applies, of(alike, 'x')?.applies]).toEqual([true, false, false])
  })

  it('says the same whatever the order, and keeps languages apart', () => {
    const he = judged(50, (at) => (at % 4 === 0 ? 'negative' : 'neutral'))
    const en = judged(50, () => 'negative', { group: 'en', place: 'x' })
    const shifts = learnShifts([...he, ...en])
    expect(learnShifts([...en, ...he].toReversed())).toEqual(shifts)
    expect(shiftFor(shifts, 'en', 'x')).toBeNull()
    expect(shiftFor(shifts, 'he', 'facebook')).not.toBeNull()
  })
})
