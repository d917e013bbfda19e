import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weightsBytes } from '../models/train/write-weights.ts'
import { parseWeights } from '../src/language/weights.ts'
import { type Ended, type Heed, newHeed } from './support/heed.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = 'src/app/main.ts'
const VERBS = ['understand', 'brands', 'duplicates', 'surges'] as const
const ANSWERING = ['understand', 'brands', 'duplicates'] as const
const MODELS = readdirSync(join(ROOT, 'models/weights')).map((file) => file.replace('.bin', ''))
const AT = 1_780_000_000
const error = expect.any(String)
/** A line that each verb reads, whatever else it wants of a post. */
const post = (id: string | number, words: string) => JSON.stringify({ id, text: words, brands: [{ id: 'b', names: ['לנטרן', 'Lantern'] }], ...typeof id === 'string' ? {} : { lang: null } })

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
})
afterAll(() => heed.remove())

const rows = (out: string): Record<string, unknown>[] => out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))

describe.each(ANSWERING)('heed %s', (verb) => {
  /** One answer on one line for each, in their order. */
  const answers = async (input: string | Uint8Array) => {
    const { code, out, err } = await heed.runWith(input, verb)
    expect({ code, err, end: out.at(-1) }).toEqual({ code: 0, err: '', end: '\n' })
    return rows(out)
  }

  it('answers whatever is written, on one line each, in its order', async () => {
    const words = [
      '', ' ', '\n\r\n', '\u2028\u2029\u0085', '😂😂😂', '👩‍👧‍👦🏳️‍🌈', 'a', 'א', '?', '\u0000', 'a\u0000b', '\ud800', 'x\udc00y\ud800', '\u202eLantern\u202c', '\u200f\u200e\u200b', 'לַנְטֵרְן שֶׁלִּי נִשְׁבְּרָה',
      'halantern sheli nishbera, ani mehake shavua', 'yeh service bahut kharab hai', 'Z̷̡̢a̸͝l̵̛g̶o̷', `e${'\u0301'.repeat(5_000)}`, 'בLantern', 'Lаntеrn', 'lanלנטרןtern', 'SGVsbG8gd29ybGQsIHRoaXMgaXMgYmFzZTY0',
      'https://lantern.example/a?b=c#d', 'javascript:alert(1)', '{"id":1,"text":"x"}', 'null', '\\', '"', '\ufeff', '\ufffe\uffff', 'x'.repeat(1_000_000), 'ל'.repeat(1_000_000), '😂'.repeat(250_000), 'a '.repeat(500_000),
    ]
    const said = await answers(words.map((each, id) => post(id, each)).join('\n'))
    expect(said.map(({ id }) => id)).toEqual(words.map((_, id) => id))
    expect(said.filter((each) => 'error' in each)).toEqual([])
  })

  it('calls each post what its line calls it: texts and numbers apart, twice if it comes twice, and never another for want of digits', async () => {
    const ids = ['', ' ', '0', 0, 1, '1', 1, -1, 1.5, 2 ** 53 - 1, '9007199254740993', '__proto__', 'constructor', 'a\u0000\nb', '\ud800', '"', 'ש'.repeat(1_000)]
    expect((await answers(ids.map((id) => post(id, 'hello')).join('\n'))).map(({ id }) => id)).toEqual(ids)
    const wrong = ['9007199254740993', '1234567890123456789', '1e400', 'true', 'null', '[1]', '{}', `"${'x'.repeat(1_001)}"`]
    expect(await answers(wrong.map((id) => `{"id":${id},"text":"hello","brands":[]}`).join('\n'))).toEqual(wrong.map(() => ({ error })))
    expect(await answers('{"id":1,"id":2,"text":"hello","text":"bye","brands":[]}')).toMatchObject([{ id: 2 }])
  })

  it('answers each line that is no post in its place, and goes on', async () => {
    const bad = ['{', 'x', '"x"', '5', '[]', '{}', 'null', '{"text":"no id","brands":[]}', '{"id":7,"brands":[]}', '{"id":7,"text":null,"brands":[]}', '{"id":7,"text":"a"} x', "{'id':7}", '{"id":7,"text":"a\u0000b"}', '\ufeff{}', '{"id":7,"text":"\\ud8"}']
    const said = await answers(bad.flatMap((line, n) => [line, post(n, 'hello')]).join('\n'))
    expect(said.map((each) => ('error' in each ? 'error' : each['id']))).toEqual(bad.flatMap((_, n) => ['error', n]))
  })

  it('reads line feeds of every kind, a byte order mark, bytes that are no UTF-8, and nothing at all', async () => {
    const lines = Buffer.concat([Buffer.from('\ufeff'), Buffer.from(`${post(1, 'a')}\r\n\r\n\n \t\n`), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('{"id":2,"text":"\xe9"}\n', 'latin1'), Buffer.from(post(3, 'c'))])
    expect(await answers(lines)).toMatchObject([{ id: 1 }, { error }, { error }, { id: 3 }])
    for (const nothing of ['', '\n', '\ufeff', '\r\n \n']) expect(await heed.runWith(nothing, verb)).toEqual({ code: 0, out: '', err: '' })
  })

  it('ends well when nobody reads on, though more is to come', async () => {
    const child = spawn(process.execPath, [join(ROOT, MAIN), verb], { cwd: heed.folder, stdio: 'pipe' })
    child.stdin.on('error', () => undefined) // it has gone
    const [said, ended] = [text(child.stderr), once(child, 'exit')]
    child.stdin.write(`${post(1, 'hello')}\n`)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    while (child.exitCode === null) if (!child.stdin.write(`${post(2, 'hello')}\n`.repeat(100))) await Promise.race([once(child.stdin, 'drain').catch(() => ended), ended])
    expect([await ended, await said]).toEqual([[0, null], ''])
  })
})

describe('heed brands', () => {
  it('finds a brand by none of the names that say nothing, and takes no name for a pattern', async () => {
    const names = ['', '  ', '\u200b\u202e', '.', '(.*)+$', '[a-z]*', '\ud800', '\u0301', '"', '\\']
    const brands = [...names.map((name) => ({ id: `no ${name}`, names: [name] })), { id: 'none', names: [] }, { id: '__proto__', names: ['lantern'] }]
    const [said] = rows((await heed.runWith(JSON.stringify({ id: 1, text: '. "a" (.*)+$ \\ lantern', brands }), 'brands')).out)
    expect(said).toEqual({ id: 1, brands: ['__proto__'], spans: JSON.parse('{"__proto__":[[15,22]]}') })
  })

  it('refuses lists that cannot be answered: ids that one text would stand for, lost digits, no list', async () => {
    const lists = ['[{"id":1,"names":["a"]},{"id":"1","names":["b"]}]', '[{"id":9007199254740993,"names":["a"]}]', '[{"id":"a"}]', '[{"names":["a"]}]', '["a"]', '{}', 'null', '[{"id":"a","names":"a"}]', '[{"id":"a","names":[null]}]']
    const { out } = await heed.runWith(lists.map((list, id) => `{"id":${id},"text":"a b","brands":${list}}`).join('\n'), 'brands')
    expect(rows(out)).toEqual(lists.map((_, id) => ({ id, error })))
    expect(rows((await heed.runWith('{"id":1,"text":"a b","brands":[{"id":1,"names":["a"]},{"id":1,"names":["b"]}]}', 'brands')).out)).toMatchObject([{ id: 1, brands: [1] }])
  })
})

describe('heed surges', () => {
  const told = async (moments: readonly unknown[], ...more: string[]) => {
    const { code, out } = await heed.runWith(moments.map((at, id) => (typeof at === 'string' && at.startsWith('{') ? at : JSON.stringify({ id, text: 'hello there', at }))).join('\n'), 'surges', ...more)
    return { code, rows: rows(out) }
  }

  it('takes moments in any order and kind, and posts of any words', async () => {
    const moments = [AT, AT * 1_000, String(AT), `${AT}.5`, ' 1780000000 ', '2026-05-03', '2024-02-29', '2026-05-03T10:00', '2026-05-03 10:00:00.123456+0300', '2026-05-03t10:00z', '2026-05-03T24:00Z', AT - 9e7, AT]
    expect(await told(moments)).toEqual({ code: 0, rows: [] })
    const words = ['', '😂', '\u202e', '\ud800', '\u0000', 'ל'.repeat(1_000_000), 'https://a.example']
    expect(await told(words.map((each, id) => JSON.stringify({ id, text: each, at: AT + id, author: each.slice(0, 9) })))).toEqual({ code: 0, rows: [] })
  })

  it('answers each line with a wrong moment, and never with a moment that nobody said', async () => {
    const moments = [
      '2026-02-30', '2026-02-31T10:00Z', '2025-02-29', '2026-04-31 10:00', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-01T25:00', '2026-01-01T10:60', '2026-01-01T00:00+99:99', '0x6a1a9d80', '0b1', '1e99', 'Infinity', 'NaN', '2026', 2026,
      '20260101', 'yesterday', '03/05/2026', '', ' ', -5, 0, 1e20, null, true, [], '١٧٨٠٠٠٠٠٠٠', '2026-05-03T10:00[Asia/Jerusalem]', 'x'.repeat(65),
    ]
    expect(await told(moments)).toEqual({ code: 0, rows: moments.map((_, id) => ({ id, error })) })
    expect(await told(['{"id":9007199254740993,"text":"x","at":1780000000}', '{"id":1,"text":"x","at":1e400}'])).toEqual({ code: 0, rows: [{ error }, { id: 1, error }] })
    for (const at of ['2026-02-30', '0x6a1a9d80', '']) expect(await heed.runWith('', 'surges', '--at', at)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--at is a moment') })
  })
})

describe('a file that cannot be read', () => {
  it.each([['match', '--queries'], ['brands', '--brands']])('is named, with the reason: heed %s', async (verb, option) => {
    for (const [path, reason] of [['nowhere.jsonl', 'there is no such file'], [ROOT, 'it is a folder']] as const) {
      expect(await heed.run(verb, option, path)).toEqual({ code: 1, out: '', err: `heed: ${path} cannot be read: ${reason}.\n` })
    }
  })
})

describe('verbs that read posts', () => {
  it.each(VERBS)('heed %s says how it is used when it is given a file by name, instead of waiting', async (verb) => {
    expect(await heed.runWith('', verb, 'posts.jsonl')).toEqual({ code: 1, out: '', err: expect.stringMatching(new RegExp(`^heed: posts\\.jsonl is not read: .*heed ${verb}.* < FILE\\.\\n$`)) })
    expect(await heed.runWith('', verb, '--loud')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^heed: .*--loud.*\n$/) })
  })

  it('end as the help says', async () => {
    expect((await heed.run('--help')).out).toMatch(/Ends with 0 when it is done, and with 1 when it could not be/)
  })
})

describe('a model file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heed-models-'))
    await Promise.all(['src', 'messages', 'package.json', 'models/weights'].map((path) => cp(join(ROOT, path), join(folder, path), { recursive: true })))
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const understand = async (): Promise<Ended> => {
    const child = spawn(process.execPath, [join(folder, MAIN), 'understand'], { cwd: folder, stdio: 'pipe' })
    child.stdin.on('error', () => undefined).end(`${post(1, 'Where is my order?')}\n${post(2, 'איפה ההזמנה שלי?')}\n`)
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
    return { code, out, err }
  }
  /** The same numbers with other notes, sealed as a whole file. */
  const ofAnotherVersion = (bytes: Buffer, name: string) => {
    const { array } = parseWeights(bytes, name, name)
    const arrays = name === 'language'
      ? { rows: { type: 'int8', numbers: array('rows', 'int8').slice(8), scale: 1 }, outputs: { type: 'float32', numbers: array('outputs', 'float32') }, bias: { type: 'float32', numbers: array('bias', 'float32') } } as const
      : name === 'intent' ? { buckets: { type: 'int8', numbers: array('buckets', 'int8').slice(8), scale: 1 } } as const
        : { rows: { type: 'int8', numbers: array('rows', 'int8').slice(8), scale: 1 }, bias: { type: 'float32', numbers: array('bias', 'float32') }, sound: { type: 'float32', numbers: array('sound', 'float32') },
            hashes: { type: 'int32', numbers: array('hashes', 'int32') }, ratings: { type: 'int8', numbers: array('ratings', 'int8') } } as const
    return weightsBytes({ name, notes: {}, arrays })
  }

  it.each(MODELS)('%s that is cut short or of another version is one sentence at the start, and no answer', async (name) => {
    const file = join(folder, 'models/weights', `${name}.bin`)
    const bytes = await readFile(file)
    const refused = { code: 1, out: '', err: expect.stringMatching(/^heed: The model .*\n$/) }
    await truncate(file, bytes.length - 8)
    expect(await understand()).toEqual(refused)
    await writeFile(file, ofAnotherVersion(bytes, name))
    expect(await understand()).toEqual(refused)
    await writeFile(file, bytes)
  })

  it('that is as it should be is none of that', async () => {
    expect(await understand()).toMatchObject({ code: 0, err: '' })
  })
})
