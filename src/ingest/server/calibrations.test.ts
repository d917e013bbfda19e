import { describe, expect, it } from 'vitest'
import { type Shift, type Understanding, UNDERSTOOD_BY } from '../../language/index.ts'
import { calibrated } from './calibrations.ts'

const shift: Shift = { group: 'he', place: 'forum', logOdds: { negative: -0.3, neutral: 0.4, positive: -0.1 }, judgements: 40, checks: 40, before: 20, after: 30, applies: true }
const unsure: Understanding = {
  lang: 'he', sentiment: 'negative', probabilities: { negative: 0.48, neutral: 0.42, positive: 0.1 }, intent: 'none', question: false, needsAnswer: false, aboutStaff: false,
}

describe('a calibration', () => {
  it('says otherwise of what was nearly even where it applies, and names itself everywhere in its workspace', () => {
    const calibration = { version: 3, shifts: [shift] }
    expect(calibrated(unsure, 'forum', calibration)).toEqual({ sentiment: 'neutral', understood_by: `${UNDERSTOOD_BY}+c3` })
    expect(calibrated(unsure, 'shop', calibration)).toEqual({ sentiment: 'negative', understood_by: `${UNDERSTOOD_BY}+c3` })
    expect(calibrated({ ...unsure, lang: 'en' }, 'forum', calibration).sentiment).toBe('negative')
  })

  it('leaves alone what the machine is sure of, and what it decided by more than probabilities', () => {
    const calibration = { version: 3, shifts: [shift] }
    expect(calibrated({ ...unsure, probabilities: { negative: 0.9, neutral: 0.08, positive: 0.02 } }, 'forum', calibration).sentiment).toBe('negative')
    const decided = { ...unsure, sentiment: 'positive' as const, probabilities: { negative: 0.1, neutral: 0.6, positive: 0.3 } }
    expect(calibrated(decided, 'forum', calibration).sentiment).toBe('positive')
  })

  it('that helped nobody says nothing', () => {
    expect(calibrated(unsure, 'forum', { version: 3, shifts: [{ ...shift, applies: false }] }).sentiment).toBe('negative')
  })
})
