import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietTimes } from './quiet-times.ts'

const ISRAEL = { zone: 'Asia/Jerusalem', country: 'IL', sabbath: true, memorial: true }
const israel = quietTimes(ISRAEL)

describe('it is quiet', () => {
  it.each([
    ['from Friday afternoon', '2026-11-27T14:59+02:00', '2026-11-27T15:00+02:00'],
    ['on the eve of Passover', '2026-04-01T14:59+03:00', '2026-04-01T15:00+03:00'],
    ['from the evening before Holocaust Remembrance Day', '2026-04-13T17:59+03:00', '2026-04-13T18:00+03:00'],
    ['from the evening before Memorial Day', '2026-04-20T17:59+03:00', '2026-04-20T18:00+03:00'],
  ])('%s', (_name, loud, quiet) => {
    expect([israel.isQuiet(new Date(loud)), israel.isQuiet(new Date(quiet))]).toEqual([false, true])
  })

  it.each([
    ['until Saturday night', '2026-11-27T15:00+02:00', '2026-11-28T20:30+02:00'],
    ['through both days of the New Year, which follow a Friday', '2026-09-11T16:00+03:00', '2026-09-13T20:30+03:00'],
    ['through Memorial Day and Independence Day in one', '2026-04-21T10:00+03:00', '2026-04-22T20:30+03:00'],
    ['also where the clocks change that Friday', '2026-03-27T15:00+03:00', '2026-03-28T20:30+03:00'],
  ])('%s', (_name, at, until) => {
    expect(israel.nextLoud(new Date(at))).toEqual(new Date(until))
  })
})

describe('what a workspace does not keep', () => {
  it('is not quiet', () => {
    const [friday, memorial] = [new Date('2026-11-27T18:00+02:00'), new Date('2026-04-21T11:00+03:00')]
    const [without, neither] = [quietTimes({ ...ISRAEL, sabbath: false }), quietTimes({ ...ISRAEL, sabbath: false, memorial: false })]
    expect([without.isQuiet(friday), without.isQuiet(memorial), neither.isQuiet(memorial)]).toEqual([false, true, false])
    expect(neither.nextLoud(memorial)).toEqual(memorial)
  })

  it('is not quiet in a country that does not keep it', () => {
    expect(quietTimes({ ...ISRAEL, zone: 'Europe/Berlin', country: 'DE' }).isQuiet(new Date('2026-04-21T11:00+02:00'))).toBe(false)
  })
})

it('the next loud moment is loud, and nothing between it and now is', () => {
  const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(fc.property(moments, fc.boolean(), fc.boolean(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (at, sabbath, memorial, part) => {
    const times = quietTimes({ ...ISRAEL, sabbath, memorial })
    const loud = times.nextLoud(at)
    expect(times.isQuiet(loud)).toBe(false)
    const between = new Date(at.getTime() + Math.floor(part * (loud.getTime() - at.getTime())))
    expect(times.isQuiet(between)).toBe(loud > at)
  }))
})
