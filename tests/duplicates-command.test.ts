import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

const MAIN = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const SAID = 'The new parking app charged me twice and nobody answers the phone'
const jsonLines = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n')

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
})
afterAll(() => heed.remove())

/** What is answered to these lines, when all goes well. */
async function answers(input: string, ...more: readonly string[]): Promise<unknown[]> {
  const { code, out, err } = await heed.runWith(input, 'duplicates', ...more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

const begin = () => spawn(process.execPath, [MAIN, 'duplicates'], { cwd: heed.folder, stdio: ['pipe', 'pipe', 'pipe'] })

it('says of each post, in their order, which earlier post it is a copy of', async () => {
  expect(await answers(jsonLines([
    { id: 'a', text: SAID }, { id: 7, text: 'האפליקציה החדשה של החניה חייבה אותי פעמיים' }, { id: 'b', text: `RT @x: ${SAID.slice(0, 50)}… https://t.example/1` },
    { id: '7', text: 'שימו לב: האפליקציה החדשה של החניה חייבה אותי פעמיים!!' }, { id: 'c', text: 'something else altogether is said here' }, { id: 'a', text: SAID },
  ]))).toEqual([
    { id: 'a', cluster: 'a' }, { id: 7, cluster: 7 }, { id: 'b', cluster: 'a' }, { id: '7', cluster: 7 }, { id: 'c', cluster: 'c' }, { id: 'a', cluster: 'a' },
  ])
})

it('takes posts that lie far apart in time for posts of their own', async () => {
  const posts = jsonLines([{ id: 1, text: SAID, at: '2026-05-01T00:00:00Z' }, { id: 2, text: SAID, at: '2026-05-07T00:00:00+03:00' }, { id: 3, text: SAID, at: '2026-06-01T00:00:00Z' }])
  expect(await answers(posts)).toMatchObject([{ cluster: 1 }, { cluster: 1 }, { cluster: 3 }])
  expect(await answers(posts, '--days', '5')).toMatchObject([{ cluster: 1 }, { cluster: 2 }, { cluster: 3 }])
  expect(await heed.runWith('', 'duplicates', '--days', 'soon')).toMatchObject({ out: '', err: expect.stringContaining('--days is a number of days') })
})

it('goes on after a line that is no post, with the id where there is one', async () => {
  const odd = [
    'nonsense', '', '  \t', '[]', 'null', '{"id":1}', '{"id":2,"text":5}', '{"text":"no id"}', '{"id":{},"text":"x"}', `{"id":3,"text":"x","at":"soon"}`, `{"id":4,"text":"x","at":5}`,
    '{"id":5,"text":"","at":null}', '{"id":6,"text":""}', '{"id":"odd","text":"\\ud800 \\u0000 😂"}',
  ]
  const error = expect.any(String)
  expect(await answers(odd.join('\n'))).toEqual([
    { error }, { error }, { error }, { id: 1, error }, { id: 2, error }, { error }, { error }, { id: 3, error }, { id: 4, error },
    { id: 5, cluster: 5 }, { id: 6, cluster: 6 }, { id: 'odd', cluster: 'odd' },
  ])
})

it('reads a post of a megabyte', async () => {
  const long = `${SAID} ${'שלום לכולם '.repeat(100_000)}`
  expect(await answers(jsonLines([{ id: 1, text: long }, { id: 2, text: long }]))).toEqual([{ id: 1, cluster: 1 }, { id: 2, cluster: 1 }])
})

it('answers while more is still to come', async () => {
  const child = begin()
  const lines = createInterface({ input: child.stdout })
  child.stdin.write(`${jsonLines([{ id: 1, text: SAID }])}\n`)
  expect(await once(lines, 'line')).toEqual(['{"id":1,"cluster":1}'])
  child.stdin.end(jsonLines([{ id: 2, text: SAID }]))
  expect(await once(lines, 'line')).toEqual(['{"id":2,"cluster":1}'])
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('stops reading while nobody reads what it prints, and loses nothing', async () => {
  const count = 30_000
  const input = Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, text: `${SAID} `.repeat(5) })}\n`).join('')
  const [unread, read] = [begin(), begin()]
  const exited = once(unread, 'exit')
  unread.stdin.end(input)
  await once(unread.stdout, 'readable')
  read.stdin.end(input)
  await text(read.stdout) // in which time the other could have read all, too
  expect(unread.stdin.writableLength).toBeGreaterThan(input.length / 2)
  let next = 0
  for await (const line of createInterface({ input: unread.stdout })) expect(JSON.parse(line).id).toBe(next++)
  expect({ next, exit: await exited }).toEqual({ next: count, exit: [0, null] })
})
