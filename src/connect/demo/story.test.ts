import { beforeAll, describe, expect, it } from 'vitest'
import { type Line, readStory, type Tell, teller } from './story.ts'
import { calendarOf } from './story-day.ts'

const MONDAY = new Date('2026-11-23T09:30:00Z')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const onMonday = calendarOf(MONDAY)

let lines: Line[]
let tell: Tell
beforeAll(async () => {
  lines = await readStory()
  tell = teller(lines)
})

const said = () => lines.filter((line) => line.kind === 'said')
const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
const localHour = (at: Date): { day: string; hour: number } => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Jerusalem', weekday: 'short', hour: 'numeric', hourCycle: 'h23' }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { day: of('weekday'), hour: Number(of('hour')) }
}

describe('the bundled story', () => {
  it('is long, and most of it was written line by line', () => {
    const written = said().filter(({ copyOf }) => copyOf === undefined)
    expect(said().length).toBeGreaterThanOrEqual(1_100)
    expect(new Set(written.map(({ text }) => folded(text))).size).toBeGreaterThanOrEqual(650)
    expect(said().length - written.length).toBeGreaterThan(200)
  })

  it('is told in Hebrew and English about equally, and a little in Russian and Arabic', () => {
    const share = (lang: string) => said().filter((line) => line.lang === lang).length / said().length
    for (const lang of ['he', 'en']) expect([lang, share(lang) > 0.4 && share(lang) < 0.6]).toEqual([lang, true])
    for (const lang of ['ru', 'ar']) expect([lang, share(lang) > 0.005]).toEqual([lang, true])
  })

  it('says everything once, changes what was said, and answers what came before', () => {
    const at = (line: Line) => onMonday(line.at, 0)?.getTime() ?? 0
    const own = new Map(said().map((line) => [line.id, line]))
    expect(own.size).toBe(said().length)
    const changes = lines.filter(({ kind }) => kind !== 'said')
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['edited', 'deleted']))
    const early = [
      ...changes.filter((line) => at(line) <= at(own.get(line.id) ?? line)),
      ...said().filter((line) => line.replyTo !== undefined && at(line) < at(own.get(line.replyTo) ?? { ...line, at: '+999h' })),
    ]
    expect(early.map(({ id }) => id)).toEqual([])
  })

  it('stands in its files in the order in which it is said', () => {
    const byDay = Map.groupBy(lines, ({ at }) => at.split(' ')[0]?.replace(/^\+.*/, '+') ?? '')
    for (const [week, of] of byDay) {
      const moments = of.map(({ at }) => onMonday(at, 0)?.getTime() ?? 0)
      expect([week, moments]).toEqual([week, moments.toSorted((a, b) => a - b)])
    }
  })

  it('names no place that exists: every address is an example', () => {
    const hosts = said().flatMap(({ links }) => links.map((link) => new URL(link).hostname))
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([])
    expect(said().map(({ author }) => author.id).filter((id) => id.includes('@') && !id.endsWith('.example'))).toEqual([])
  })

  it.each([0, 1, 2, 3, 4, 5, 6])('rests on the Sabbath in Hebrew, wakes in the evening, and bursts in the sixth week (opened on day %i)', (day) => {
    const opened = new Date(MONDAY.getTime() + (day - 1) * DAY_MS)
    const { told } = tell(opened, null, opened)
    const hebrew = told.filter(({ post }) => post.kind === 'said' && post.lang === 'he').map(({ at }) => localHour(at))
    const on = (name: string) => hebrew.filter((at) => at.day === name && (name !== 'Sat' || at.hour < 18)).length
    expect(on('Sat')).toBeLessThan(0.25 * on('Thu'))
    const during = (from: number, to: number) => hebrew.filter(({ hour }) => hour >= from && hour < to).length
    expect(during(19, 23)).toBeGreaterThan(4 * during(2, 6))
    const days = Map.groupBy(told, ({ at }) => Math.floor(at.getTime() / DAY_MS))
    const busiest = [...days.values()].map((of) => of.length).toSorted((a, b) => b - a)
    expect(busiest[0]).toBeGreaterThan(6 * (busiest[Math.floor(busiest.length / 2)] ?? 0))
  })

  it('has seven weeks behind it when it is opened', () => {
    const { told } = tell(MONDAY, null, MONDAY)
    expect(told.length).toBeGreaterThan(1_000)
    const first = told[0]?.at.getTime() ?? 0
    expect((MONDAY.getTime() - first) / DAY_MS).toBeGreaterThan(49)
    expect((MONDAY.getTime() - first) / DAY_MS).toBeLessThan(57)
  })
})

describe('what is said after it was opened', () => {
  const after = (ms: number) => new Date(MONDAY.getTime() + ms)
  const between = (from: number, until: number) => tell(MONDAY, { at: after(from).toISOString(), id: '~' }, after(until)).told

  it('comes every half minute at first, then thinner', () => {
    expect(between(0, 15 * 60_000).length).toBeGreaterThanOrEqual(25)
    expect(between(0, 15 * 60_000).length).toBeLessThanOrEqual(50)
    expect(between(15 * 60_000, 6 * HOUR_MS).length).toBeGreaterThanOrEqual(20)
    for (let day = 1; day < 5; day += 1) expect([day, between(day * DAY_MS, (day + 1) * DAY_MS).length > 3]).toEqual([day, true])
  })

  it('never ends, and never repeats an id', () => {
    const ids: string[] = []
    let place: Parameters<Tell>[1] = null
    for (let weeks = 0; weeks <= 30; weeks += 1) {
      const { told, nextAt } = tell(MONDAY, place, after(weeks * 7 * DAY_MS))
      expect(told.length).toBeGreaterThan(0)
      expect(nextAt.getTime() - after(weeks * 7 * DAY_MS).getTime()).toBeLessThan(DAY_MS)
      ids.push(...told.filter(({ post }) => post.kind === 'said').map(({ post }) => post.externalId))
      const last = told.at(-1)
      place = last ? { at: last.at.toISOString(), id: last.post.externalId } : place
    }
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('goes on from any place without a gap or a repeat', () => {
    const whole = tell(MONDAY, null, after(70 * DAY_MS)).told.map(({ post }) => post.externalId)
    const pieces: string[] = []
    let place: Parameters<Tell>[1] = null
    for (let days = -60; days <= 70; days += 5) {
      const { told } = tell(MONDAY, place, after(days * DAY_MS))
      pieces.push(...told.map(({ post }) => post.externalId))
      const last = told.at(-1)
      if (last) place = { at: last.at.toISOString(), id: last.post.externalId }
    }
    expect(pieces).toEqual(whole)
  })

  it('answers, in a later telling, what was said in that telling', () => {
    const { told } = tell(MONDAY, { at: after(30 * DAY_MS).toISOString(), id: '' }, after(37 * DAY_MS))
    const replies = told.flatMap(({ post }) => post.replyTo?.parent ?? [])
    expect(replies.length).toBeGreaterThan(10)
    expect(replies.filter((id) => !id.endsWith('~1'))).toEqual([])
  })
})

describe('the story’s days', () => {
  it('keep their hour through the change of clocks', () => {
    const opened = new Date('2026-11-02T12:00:00Z') // the clocks went back on 25 October
    expect(calendarOf(opened)('-3w mon 20:00', 0)?.toISOString()).toBe('2026-10-12T17:00:00.000Z')
    expect(calendarOf(opened)('-1w mon 20:00', 0)?.toISOString()).toBe('2026-10-26T18:00:00.000Z')
  })

  it('belong to the week of whoever opens it late at night', () => {
    expect(calendarOf(new Date('2026-11-21T23:30:00Z'))('0w sun 08:00', 0)?.toISOString()).toBe('2026-11-22T06:00:00.000Z')
    expect(calendarOf(new Date('2026-11-21T21:30:00Z'))('0w sun 08:00', 0)?.toISOString()).toBe('2026-11-15T06:00:00.000Z')
  })

  it('say once what is said right after the opening', () => {
    expect(onMonday('+90s', 0)?.toISOString()).toBe('2026-11-23T09:31:30.000Z')
    expect(onMonday('+90s', 1)).toBeNull()
  })
})
