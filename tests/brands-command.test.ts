import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

const MAIN = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const BRANDS = [{ id: 'shufersal', names: ['שופרסל', 'Shufersal'] }, { id: 7, names: ['בזק', 'Bezeq'] }]
const jsonLines = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n')

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
})
afterAll(() => heed.remove())

const write = (name: string, content: string) => writeFile(join(heed.folder, name), content)

/** What is answered to these lines, when all goes well. */
async function answers(input: string, ...more: readonly string[]): Promise<unknown[]> {
  const { code, out, err } = await heed.runWith(input, 'brands', ...more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

it('says for each post, in their order, which of its brands it speaks of and where, without an installation', async () => {
  expect(await answers(jsonLines([
    { id: 'a', text: 'קניתי בשופרסל, וגם מבזק חדשות', brands: BRANDS },
    { id: 2, text: 'bezeq and SHUFERSAL', brands: BRANDS },
    { id: 'none', text: 'שופרסל', brands: [] },
    { id: 'own', text: 'שופרסל', brands: [{ id: '__proto__', names: ['שופרסל'] }] },
  ]))).toEqual([
    { id: 'a', brands: ['shufersal'], spans: { shufersal: [[7, 13]] } },
    { id: 2, brands: ['shufersal', 7], spans: { 7: [[0, 5]], shufersal: [[10, 19]] } },
    { id: 'none', brands: [], spans: {} },
    { id: 'own', brands: ['__proto__'], spans: JSON.parse('{"__proto__":[[0,6]]}') },
  ])
  expect(existsSync(join(heed.folder, 'data'))).toBe(false)
})

it.each([
  ['an array', JSON.stringify(BRANDS, null, 2)],
  ['JSON Lines', `\ufeff${jsonLines(BRANDS)}\r\n\n`],
])('takes the brands of all posts from a file that is %s', async (_name, content) => {
  await write('brands.json', content)
  expect(await answers(jsonLines([{ id: 1, text: 'לבזק' }, { id: 2, text: 'Shufersal', brands: 'not read' }]), '--brands', 'brands.json')).toEqual([
    { id: 1, brands: [7], spans: { 7: [[1, 4]] } }, { id: 2, brands: ['shufersal'], spans: { shufersal: [[0, 9]] } },
  ])
})

it('answers a line that cannot be read with what is wrong, and goes on', async () => {
  const wrong = ['{', '[]', '{"id":1}', '{"id":"x","text":"a"}', '{"id":"y","text":5,"brands":[]}', '{"id":"z","text":"a","brands":[{"id":"b"}]}',
    JSON.stringify({ id: 'long', text: 'a', brands: [{ id: 'b', names: ['名'.repeat(200)] }] }), JSON.stringify({ id: 'ok', text: 'בזק', brands: BRANDS })]
  const read = await answers(wrong.join('\n')) as { id?: unknown; error?: unknown }[]
  expect(read.map(({ id }) => id)).toEqual([undefined, undefined, 1, 'x', 'y', 'z', 'long', 'ok'])
  expect(read.map(({ error }) => typeof error)).toEqual(['string', 'string', 'string', 'string', 'string', 'string', 'string', 'undefined'])
})

it.each([
  ['is not there', 'missing.json', null],
  ['holds something else', 'wrong.json', '{"id":1}'],
  ['is no JSON', 'broken.json', '[{"id":'],
])('does not begin when the file of brands %s', async (_name, file, content) => {
  if (content !== null) await write(file, content)
  const { code, out, err } = await heed.runWith('', 'brands', '--brands', file)
  expect({ code: code === 0, out }).toEqual({ code: false, out: '' })
  expect(err).toContain(file)
  expect(err).not.toMatch(/\bat .*\.ts/)
})

it('answers each line as it comes', async () => {
  const running = spawn(process.execPath, [MAIN, 'brands'], { cwd: heed.folder, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(running.stdout)[Symbol.asyncIterator]()
  for (const id of [1, 2]) {
    running.stdin.write(`${JSON.stringify({ id, text: 'בשופרסל', brands: BRANDS })}\n`)
    expect(JSON.parse((await lines.next()).value ?? '')).toMatchObject({ id, brands: ['shufersal'] })
  }
  running.stdin.end()
  expect(await once(running, 'exit')).toEqual([0, null])
})

it('remembers many lists without mixing them up', async () => {
  const posts = Array.from({ length: 300 }, (_, n) => ({ id: n, text: `Brand${n % 50} Brand${n % 7}`, brands: [{ id: n % 50, names: [`Brand${n % 50}`, ...Array.from({ length: 1_500 }, (_, k) => `x${k}`)] }] }))
  expect(await answers(jsonLines(posts))).toEqual(posts.map(({ id, brands: [brand] }) => expect.objectContaining({ id, brands: [brand?.id] })))
})
