import { expect, test } from 'vitest'
import { Baseline, type Day, softened } from './baseline.ts'
import { burstIn } from './burst.ts'
import { calendarIn, WEEKS } from './calendar.ts'
import { dispersionOf, judge, type Said } from './judge.ts'
import { discoveries, upperTail } from './tail.ts'

const FULL = Array.from({ length: 24 }, () => 1)
/** So many days, Sunday first, each hour listened to and with so many posts. */
const days = (count: number, posts = 10, heard = FULL): Day[] => Array.from({ length: count }, (_, at) => ({ kind: at % 7, heard, posts: FULL.map(() => posts) }))
const baselineOf = (of: readonly Day[]) => new Baseline(of, WEEKS['sun-thu'])
const noRest = { days: WEEKS['sun-thu'], holidays: new Set<string>(), eves: new Set<string>() }

test('the tail is that of the negative binomial distribution, and of Poisson’s where nothing varies beyond accident', () => {
  // with dispersion 1 it is geometric: P(X ≥ n) = (mean / (mean + 1)) ** n
  for (const seen of [1, 3, 10, 60]) expect(upperTail(seen, 2, 1)).toBeCloseTo((2 / 3) ** seen, 12)
  expect(upperTail(3, 1, 1e9)).toBeCloseTo(1 - 2.5 / Math.E, 6)
  expect(upperTail(40, 2, 1) / (2 / 3) ** 40).toBeCloseTo(1, 9)
  expect([upperTail(0, 5, 4), upperTail(1, 0, 4), upperTail(-1, 5, 4)]).toEqual([1, 0, 1])
  expect(upperTail(5_000, 10, 400)).toBeLessThan(1e-200)
})

test('discoveries are bounded over all that was tested, not over what was handed in', () => {
  expect(discoveries([0.001, 0.004, 0.02], 3, 0.01)).toBe(2)
  expect(discoveries([0.001, 0.004, 0.02], 300, 0.01)).toBe(0)
  expect(discoveries([], 0, 0.01)).toBe(0)
})

test('what was not listened to counts neither as silence nor as speech', () => {
  const half = FULL.map((_, hour) => (hour < 12 ? 1 : 0))
  const deaf: Day[] = days(28).map((day, at) => (at % 2 === 0 ? day : { ...day, heard: half, posts: half.map((heard) => heard * 10) }))
  const said = (of: readonly Day[]) => of.map(({ heard }) => heard.reduce((sum, one) => sum + one, 0) / 2)
  const [whole, gaps] = [baselineOf(days(28)).usualOf({ days: said(days(28)) }), baselineOf(deaf).usualOf({ days: said(deaf) })]
  expect(gaps.perHour(2, 10)).toBeCloseTo(whole.perHour(2, 10), 1)
  expect(gaps.days).toBe(21)
})

test('a rare term lives by the rhythm of the stream, a frequent one by its own', () => {
  const night = (at: number) => (at % 24 < 6 ? 1 : 0)
  const stream: Day[] = days(28).map((day) => ({ ...day, posts: FULL.map((_, hour) => (night(hour) ? 2 : 20)) }))
  const baseline = baselineOf(stream)
  const rare = baseline.usualOf({ days: stream.map((_, at) => (at % 7 === 0 ? 1 : 0)) })
  expect(rare.perHour(1, 12) / rare.perHour(1, 3)).toBeGreaterThan(5)
  const hours = Array.from({ length: 28 * 24 }, (_, at) => night(at) * 10)
  const frequent = baseline.usualOf({ days: stream.map(() => 60), hours })
  expect(frequent.perHour(1, 3)).toBeGreaterThan(5 * frequent.perHour(1, 12))
})

test('a surge of a day or two does not become what is usual; what comes every week does', () => {
  const kinds = days(28).map(({ kind }) => kind)
  const once = kinds.map((_, at) => (at === 10 || at === 11 ? 100 : 2))
  expect(softened(once, kinds).map((weight, at) => Math.round(weight * (once[at] ?? 0))).slice(9, 13)).toEqual([2, 7, 7, 2])
  const weekly = kinds.map((kind) => (kind === 0 ? 100 : 2))
  expect(softened(weekly, kinds)).toEqual(kinds.map(() => 1))
})

test('little is known of a young stream: the same is less surprising, and in the first days nothing is', () => {
  const chanceAfter = (count: number) => {
    const baseline = baselineOf(days(count))
    const said: Said<string> = { term: 'x', seen: [0, 0, 8], people: () => 8, usual: baseline.usualOf({ days: days(count).map(() => 1) }) }
    const whole = { seen: [10, 10, 10], usual: baseline.usualOf({ days: days(count).map(() => 240) }) }
    const hours = [8, 9, 10].map((hour) => ({ kind: 1, hour, heard: 1 }))
    return judge({ dispersion: dispersionOf(baseline, []), whole, hours, said: [said], tested: 100, sensitivity: 'high' })[0]?.pValue
  }
  expect([chanceAfter(0), chanceAfter(2)]).toEqual([undefined, undefined])
  expect(chanceAfter(7)).toBeGreaterThan(chanceAfter(28) ?? 1)
})

test('it takes three posts by three people, and more than everything else has risen', () => {
  const baseline = baselineOf(days(28))
  const hours = [8, 9, 10].map((hour) => ({ kind: 1, hour, heard: 1 }))
  const found = (seen: number[], people: number, all: number[]) => judge({
    dispersion: dispersionOf(baseline, []), whole: { seen: all, usual: baseline.usualOf({ days: days(28).map(() => 240) }) }, hours,
    said: [{ term: 'x', seen, people: () => people, usual: baseline.usualOf({ days: days(28).map(() => 0) }) }], tested: 1, sensitivity: 'high',
  }).length
  expect([found([0, 0, 20], 20, [10, 10, 30]), found([0, 0, 20], 2, [10, 10, 30]), found([0, 0, 2], 2, [10, 10, 12])]).toEqual([1, 0, 0])
  const usual = baseline.usualOf({ days: days(28).map(() => 24) })
  const risen = (all: number) => judge({
    dispersion: dispersionOf(baseline, []), whole: { seen: [all, all, all], usual: baseline.usualOf({ days: days(28).map(() => 240) }) }, hours,
    said: [{ term: 'x', seen: [9, 9, 9], people: () => 27, usual }], tested: 1, sensitivity: 'normal',
  }).length
  expect([risen(18), risen(90)]).toEqual([1, 0])
})

test('a burst is the busy stretch around what stands out, and none where nothing does', () => {
  const expected = Array.from({ length: 12 }, () => 2)
  expect(burstIn([2, 1, 3, 2, 9, 12, 7, 10, 2, 1, 2, 3], expected, 5)).toEqual([4, 8])
  expect(burstIn([2, 1, 3, 2, 3, 2, 1, 2, 2, 1, 2, 3], expected, 3)).toBeNull()
  expect(burstIn([], [], 3)).toBeNull()
})

test('a local day has an hour less or more when clocks change, and a holiday is lived like the day of rest', () => {
  const local = calendarIn('Asia/Jerusalem', { ...noRest, holidays: new Set(['2026-09-12']), eves: new Set(['2026-09-11']) })
  const hoursOf = (iso: string) => {
    const first = Date.parse(`${iso}T00:00:00Z`) / 3_600_000 - 6
    return Array.from({ length: 40 }, (_, at) => local(first + at)).filter(({ day }) => day === Date.parse(iso) / 86_400_000).map(({ hour }) => hour)
  }
  expect(hoursOf('2026-03-27')).toHaveLength(23)
  expect(hoursOf('2026-03-27')).not.toContain(2)
  expect(hoursOf('2026-10-25').filter((hour) => hour === 1)).toHaveLength(2)
  const kindAt = (iso: string) => local(Date.parse(iso) / 3_600_000).kind
  expect([kindAt('2026-09-10T09:00:00Z'), kindAt('2026-09-11T09:00:00Z'), kindAt('2026-09-12T09:00:00Z'), kindAt('2026-09-13T09:00:00Z')]).toEqual([4, 5, 6, 0])
  expect(() => calendarIn('Nowhere/Land', noRest)(0)).toThrow(RangeError)
})
