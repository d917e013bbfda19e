import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
})
afterAll(() => heed.remove())

const surges = (lines: readonly unknown[], ...more: readonly string[]) =>
  heed.runWith(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'), 'surges', ...more)
const rows = (out: string): Record<string, unknown>[] => out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))

const BEGIN = Date.UTC(2026, 4, 3)
const HOUR_MS = 3_600_000
const SAID = ['התור בסניף ארוך', 'המחירים עלו', 'אין חניה בקניון', 'bread is fresh', 'the lights are broken', 'nice towels on offer']
/** Six weeks, a post every half an hour. */
const usual = Array.from({ length: 6 * 7 * 48 }, (_, at) => ({ id: at, text: `${SAID[(at * 7 + (at >> 3)) % SAID.length]}`, at: BEGIN + at * HOUR_MS / 2, author: `a${at % 300}` }))
const strike = Array.from({ length: 24 }, (_, at) => ({
  id: `s${at}`, text: `${['במשלוח', 'המשלוח', 'משלוח', 'למשלוח'][at % 4]} שביתה`, at: new Date(BEGIN + 38 * 24 * HOUR_MS + 9 * HOUR_MS + at * 600_000).toISOString(), author: `s${at}`,
}))

it('finds a theme in a stream in any order, called as people wrote it, with its posts', async () => {
  const { code, out, err } = await surges([...usual, ...strike].toReversed(), '--zone', 'Asia/Jerusalem')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [theme, ...others] = rows(out)
  expect(others).toEqual([])
  expect(theme).toEqual({
    theme: 'משלוח שביתה', terms: expect.arrayContaining(['משלוח', 'שביתה']), from: '2026-06-10T09:00:00.000Z', to: '2026-06-10T13:00:00.000Z',
    posts: strike.map(({ id }) => id), count: 24, expected: expect.any(Number), pValue: expect.any(Number), medoid: expect.stringMatching(/^s\d+$/),
  })
})

it('ends the stream at a moment, and says when there is little to compare with', async () => {
  expect(await surges([...usual, ...strike], '--at', '2026-06-10T08:00Z')).toEqual({ code: 0, out: '', err: '' })
  const { out, err } = await surges(strike)
  expect(out).toBe('')
  expect(err).toContain('0.2 days of posts')
})

it('goes on after a line that is no post, with the id where there is one', async () => {
  const odd = [
    'nonsense', '', '[]', { id: 1, text: 'x' }, { id: 2, text: 'x', at: 'yesterday' }, { id: 3, text: 5, at: 0 }, { id: 4, text: 'x', at: '2026-02-30T99:00' },
    { id: 5, text: 'x', at: 1 }, { text: 'x', at: BEGIN }, { id: 6, text: '', at: BEGIN }, { id: 7, text: 'x', at: BEGIN / 1_000 }, { id: 8, text: 'x', at: '2026-05-03' },
    { id: 9, text: 'x', at: '2026-05-03 10:00:00+0300', author: null },
  ]
  const error = expect.any(String)
  const { code, out } = await surges(odd)
  expect({ code, rows: rows(out) }).toEqual({ code: 0, rows: [{ error }, { error }, { id: 1, error }, { id: 2, error }, { id: 3, error }, { id: 4, error }, { id: 5, error }, { error }] })
})

it('says which option makes no sense', async () => {
  for (const [option, value] of [['zone', 'Nowhere'], ['week', 'all'], ['at', 'soon'], ['sensitivity', 'extreme']] as const) {
    expect(await surges([], `--${option}`, value)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(option === 'zone' ? 'time zone' : `--${option}`) })
  }
  expect((await surges([])).code).toBe(0)
})
