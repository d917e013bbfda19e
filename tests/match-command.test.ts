import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

const MAIN = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const QUERIES = [
  { id: 'sofa', query: 'ikea (sofa OR bed) -lamp' }, { id: 7, query: 'שופרסל' }, { id: '7', query: '#sale site:shop.example' }, { id: 'en', query: 'deal lang:en' },
  { id: 'here', query: 'deal network:Bluesky' },
]
const jsonLines = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n')

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
  await write('queries.jsonl', jsonLines(QUERIES))
})
afterAll(() => heed.remove())

const write = (name: string, content: string | Buffer) => writeFile(join(heed.folder, name), content)
const match = (input: string, ...more: readonly string[]) => heed.runWith(input, 'match', '--queries', 'queries.jsonl', ...more)

/** What is answered to these lines, when all goes well. */
async function answers(input: string, ...more: readonly string[]): Promise<unknown[]> {
  const { code, out, err } = await match(input, ...more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

/** `heed match` as a process that can be talked to while it runs. */
function begin() {
  return spawn(process.execPath, [MAIN, 'match', '--queries', 'queries.jsonl'], { cwd: heed.folder, stdio: ['pipe', 'pipe', 'pipe'] })
}

it('says for each post, in their order, which queries match and where, without an installation', async () => {
  const attached = { network: 'bluesky', kind: 'reply', author: 'joe', url: 'https://a.example/1', links: ['https://www.shop.example/x'], followers: 5, has: ['link'] }
  expect(await answers(jsonLines([
    { id: 'a', text: 'A sofa from IKEA' }, { id: 2, text: 'nothing' }, { id: 'he', text: 'קניתי בשופרסל #sale', ...attached },
    { id: 'no', text: 'an IKEA bed and lamp', lang: null, network: null, followers: null }, { id: 'deal', text: 'a deal', ...attached, lang: 'en' },
  ]))).toEqual([
    { id: 'a', matches: [{ query: 'sofa', spans: [[2, 6], [12, 16]] }] },
    { id: 2, matches: [] },
    { id: 'he', matches: [{ query: 7, spans: [[7, 13]] }, { query: '7', spans: [[14, 19]] }] },
    { id: 'no', matches: [] },
    { id: 'deal', matches: [{ query: 'en', spans: [[2, 6]] }, { query: 'here', spans: [[2, 6]] }] },
  ])
  expect(existsSync(join(heed.folder, 'data'))).toBe(false)
})

it('leaves out what matches nothing, when only matches are wanted', async () => {
  const posts = jsonLines([{ id: 1, text: 'nothing' }, { id: 2, text: 'שופרסל' }, { id: 3 }])
  expect(await answers(posts, '--only-matches')).toEqual([{ id: 2, matches: [{ query: 7, spans: [[0, 6]] }] }, { id: 3, error: expect.any(String) }])
})

it('finds the language of a post that does not say it', async () => {
  expect(await answers(jsonLines([{ id: 1, text: 'This is such a good deal for all of us' }, { id: 2, text: 'это такой хороший deal для всех нас' }]))).toEqual([
    { id: 1, matches: [{ query: 'en', spans: [[20, 24]] }] }, { id: 2, matches: [] },
  ])
})

it('goes on after a line that is no post, with the id where there is one', async () => {
  const odd = [
    'nonsense', '', '  \t', '[]', 'null', '5', '{"id":1}', '{"id":2,"text":5}', '{"text":"no id"}', '{"id":{},"text":"x"}', '{"id":1e999,"text":"x"}',
    '{"id":3,"text":"x","links":"y"}', '{"id":4,"text":"x","has":[5]}', '{"id":5,"text":"x","followers":"many"}', '{"id":6,"text":"x","lang":7}',
    `{"id":"${'x'.repeat(1_001)}","text":"x"}`, '{"id":"odd","text":"\\ud800 שופרסל \\u0000","tags":5,"other":{}}',
  ]
  const error = expect.any(String)
  expect(await answers(odd.join('\n'))).toEqual([
    { error }, { error }, { error }, { error }, { id: 1, error }, { id: 2, error }, { error }, { error }, { error },
    { id: 3, error }, { id: 4, error }, { id: 5, error }, { id: 6, error }, { error }, { id: 'odd', matches: [{ query: 7, spans: [[2, 8]] }] },
  ])
})

it('takes a byte order mark, carriage returns, a last line without an end, and tells what is not UTF-8', async () => {
  const child = begin()
  child.stdin.end(Buffer.concat([Buffer.from('\ufeff{"id":1,"text":"x"}\r\n{"id":2,"text":"'), Buffer.from([0xe9]), Buffer.from('"}\n{"id":3,"text":"x"}')]))
  expect((await text(child.stdout)).split('\n')).toEqual(['{"id":1,"matches":[]}', '{"error":"The line is not UTF-8."}', '{"id":3,"matches":[]}', ''])
})

it('reads a post of a megabyte, tells a line that is far too long, and reads on', async () => {
  const long = `${'שלום '.repeat(200_000)}שופרסל`
  const posts = [{ id: 1, text: long }, { id: 2, text: 'x'.repeat(17 * 1024 * 1024) }, { id: 3, text: 'שופרסל' }]
  expect(await answers(jsonLines(posts))).toEqual([
    { id: 1, matches: [{ query: 7, spans: [[1_000_000, 1_000_006]] }] }, { error: expect.any(String) }, { id: 3, matches: [{ query: 7, spans: [[0, 6]] }] },
  ])
})

it('answers while more is still to come', async () => {
  const child = begin()
  const lines = createInterface({ input: child.stdout })
  child.stdin.write('{"id":1,"text":"שופרסל"}\n')
  expect(await once(lines, 'line')).toEqual(['{"id":1,"matches":[{"query":7,"spans":[[0,6]]}]}'])
  child.stdin.end('{"id":2,"text":"x"}')
  expect(await once(lines, 'line')).toEqual(['{"id":2,"matches":[]}'])
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('stops reading while nobody reads what it prints, and loses nothing', async () => {
  const count = 30_000
  const input = Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, text: 'שופרסל '.repeat(20) })}\n`).join('')
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

it('ends quietly when whoever reads has read enough', async () => {
  const child = begin()
  let said = ''
  child.stderr.on('data', (words: Buffer) => { said += words.toString() })
  child.stdin.on('error', () => undefined)
  const exited = once(child, 'exit')
  const lines = '{"id":1,"text":"שופרסל"}\n'.repeat(200_000)
  child.stdin.end(lines)
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect({ exit: await exited, said }).toEqual({ exit: [0, null], said: '' })
})

it('names the line and the position of each wrong query, and matches nothing', async () => {
  await write('wrong.jsonl', ['{"id":"a","query":"fine"}', '{"id":"b","query":"ikea AND (sofa"}', 'nonsense', '{"id":"a","query":"again"}', '{"id":"c"}', '{"id":"d","query":"-x"}'].join('\r\n'))
  const { code, out, err } = await heed.runWith('{"id":1,"text":"fine"}', 'match', '--queries', 'wrong.jsonl')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const said = err.trimEnd().split('\n')
  expect(said.map((line) => line.slice(0, 'wrong.jsonl, line N, at 10:'.length))).toEqual([
    'wrong.jsonl, line 2, at 10:', 'wrong.jsonl, line 3: A line', 'wrong.jsonl, line 4: The id', 'wrong.jsonl, line 5: A line', 'wrong.jsonl, line 6, at 1: ',
  ])
  expect(said[2]).toContain('"a" is that of line 1')
})

it('matches nothing with an empty file of queries, and says so', async () => {
  await write('empty.jsonl', '\ufeff\r\n')
  const { code, out, err } = await heed.runWith('{"id":1,"text":"fine"}', 'match', '--queries', 'empty.jsonl')
  expect({ code, out }).toEqual({ code: 0, out: '{"id":1,"matches":[]}\n' })
  expect(err).toContain('empty.jsonl holds no query')
})

it('says what is missing', async () => {
  expect(await heed.run('match')).toMatchObject({ code: 1, err: expect.stringContaining('--queries') })
  expect(await heed.run('match', '--queries', 'nowhere.jsonl')).toMatchObject({ code: 1, err: expect.stringContaining('nowhere.jsonl') })
})

it('checks a query: its canonical form, or each problem with its place', async () => {
  expect(await heed.run('query', 'check', 'a   b OR (c)')).toEqual({ code: 0, out: 'a AND b OR c\n', err: '' })
  expect(await heed.run('query', 'check', 'a "b c"', '--json')).toEqual({ code: 0, out: `${JSON.stringify({ canonical: 'a AND "b c"' })}\n`, err: '' })
  const wrong = await heed.run('query', 'check', 'ikea AND (sofa')
  expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^at 10: .+\n$/) })
  const { code, out } = await heed.run('query', 'check', 'ikea AND (sofa', '--json')
  expect({ code, problems: JSON.parse(out).problems }).toEqual({ code: 2, problems: [expect.objectContaining({ code: 'bracket_not_closed', from: 9, to: 10 })] })
  expect(await heed.run('query', 'check')).toMatchObject({ code: 1 })
})
