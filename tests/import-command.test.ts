import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed, type Running } from './support/heed.ts'

const IN_TIME_MS = 60_000
const ROWS = `Date,Author,Text,URL,Source
03/04/2026 10:00,נועה,"הזמנתי מלנטרן, הגיעה שבורה",https://forum.example/1,Forum
04/04/2026 11:30,Dan,"The Lantern floor lamp ""glows""",https://forum.example/2,Forum
never,Lucy,The Lantern is here,https://forum.example/3,Forum
06/04/2026 09:00,Amit,Nothing about lamps,https://forum.example/4,Forum
`

let heed: Heed
let server: Running
let file: string

beforeAll(async () => {
  heed = await newHeed()
  server = await heed.up()
  await heed.run('init', '--workspace', 'Lantern', '--brand', 'Lantern', 'לנטרן', '--owner', 'ruth@lantern.example', '--no-sources')
  file = join(heed.folder, 'forum.csv')
  await writeFile(file, `\uFEFF${ROWS.replaceAll('\n', '\r\n')}`)
}, IN_TIME_MS)
afterAll(async () => {
  await server?.end('SIGTERM')
  await heed?.remove()
})

const mentions = async () => (await heed.run('mentions', '--json')).out.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { text: string; place: string; saidAt: string })

it('asks which day 03/04 is, rather than guess', async () => {
  const { code, err } = await heed.run('import', file)
  expect(code).not.toBe(0)
  expect(err).toMatch(/--dates/)
  expect(await mentions()).toEqual([])
}, IN_TIME_MS)

it('reads what the queries match, and says what it could not read', async () => {
  const { code, out } = await heed.run('import', file, '--dates', 'day_first', '--zone', 'Asia/Jerusalem')
  expect([code, out]).toEqual([0, '4 rows read: 2 new mentions, 0 known already, 1 not taken in.\n'])
  expect((await mentions()).map(({ text, place, saidAt }) => [text, place, saidAt])).toEqual([
    ['The Lantern floor lamp "glows"', 'Forum', '2026-04-04T08:30:00.000Z'],
    ['הזמנתי מלנטרן, הגיעה שבורה', 'Forum', '2026-04-03T07:00:00.000Z'],
  ])
}, IN_TIME_MS)

it('makes nothing twice of the same file', async () => {
  const { out } = await heed.run('import', file, '--dates', 'day_first', '--all')
  expect(out).toBe('4 rows read: 1 new mentions, 2 known already, 1 not taken in.\n')
  expect((await mentions()).length).toBe(3)
}, IN_TIME_MS)

it('says what there is when it is told of a column or a file that is not there', async () => {
  expect((await heed.run('import', file, '--map', 'text=Words')).err).toContain('Date, Author, Text, URL, Source')
  expect((await heed.run('import', 'nowhere.csv')).err).toContain('nowhere.csv')
}, IN_TIME_MS)
