import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Io } from '../../base/io.ts'
import { conforms } from '../conformance.ts'
import type { Post } from '../connector.ts'
import { importConnector } from './connector.ts'
import { type FakeFiles, fakeFiles, openFakeFile, settingsOf } from './fake-file.ts'
import type { Files } from './files.ts'
import { RECORD_BYTES_MAX, recordsFrom } from './read-records.ts'
import type { Cursor, Settings } from './settings.ts'

let current: FakeFiles
/** Each test has a file of its own. */
const whichever: Files = {
  read: (...asked) => current.read(...asked),
  reject: (...asked) => current.reject(...asked),
  end: (...asked) => current.end(...asked),
}
conforms(importConnector(whichever), async () => {
  const fake = await openFakeFile()
  current = fake.files
  return fake
})

const io: Io = {
  fetch: () => Promise.reject(new Error('asks nobody')), mayReach: () => Promise.reject(new Error('asks nobody')), sleep: async () => undefined,
  now: () => new Date('2026-05-01T12:00:00Z'), signal: new AbortController().signal,
}

/** Reads a file whole: its posts, the rows kept apart, and the last cursor. */
async function readAll(content: string | Uint8Array, settings: Settings, from: Cursor | null = null) {
  const files = fakeFiles(content)
  const posts: Post[] = []
  let cursor = from
  for await (const batch of importConnector(files).pull(io, settings, from)) {
    posts.push(...batch.posts)
    cursor = batch.cursor
  }
  const bad = [...files.rejects.values()].map(({ row, reason }) => `${row} ${reason}`)
  return { posts, texts: posts.map(({ text }) => text), bad, rejects: [...files.rejects.values()], ends: files.ends, cursor }
}

/** Megabytes that are still needed: what the garbage collector leaves when it has run, and had a turn to give buffers back. */
async function keptMb(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (const _ of [1, 2]) {
    collect()
    await setImmediate()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

const TEXT_ONLY = settingsOf({ text: '0' }, { columns: 1 })
const TWO = settingsOf({ text: '0', authorName: '1' }, { columns: 2 })

describe('a table', () => {
  test('is read whatever its line ends, quotes and mark', async () => {
    const { texts } = await readAll('\ufefftext,by\r\n"one, ""quoted""\nand on",Dana\r\nשתיים,דנה\nthree,\r"four",x', TWO)
    expect(texts).toEqual(['one, "quoted"\nand on', 'שתיים', 'three', 'four'])
  })

  test('keeps a row apart that is too wide, too narrow or says nothing, and goes on', async () => {
    const { texts, bad } = await readAll('text,by\na,b,c\nnarrow\n,nobody\n\n , \nfine,Dana\nalso fine,Dana,,\n', TWO)
    expect(texts).toEqual(['fine', 'also fine'])
    expect(bad).toEqual(['2 columns', '3 columns', '4 no_text'])
  })

  test('keeps a row apart whose bytes are not in its encoding', async () => {
    const { texts, rejects } = await readAll(Buffer.concat([Buffer.from('text\nfine\n'), Buffer.from([0x61, 0xff, 0xfe, 0x62]), Buffer.from('\nalso fine\n')]), TEXT_ONLY)
    expect(texts).toEqual(['fine', 'also fine'])
    expect(rejects).toMatchObject([{ row: 3, reason: 'encoding', raw: 'a\ufffd\ufffdb\n' }])
  })

  test('is read in windows-1255 and in UTF-16 as it was written', async () => {
    const hebrew = Buffer.from([0xf9, 0xec, 0xe5, 0xed]) // שלום
    const old = await readAll(Buffer.concat([Buffer.from('text\n'), hebrew, Buffer.from('\n')]), settingsOf({ text: '0' }, { columns: 1, reading: { encoding: 'windows-1255' } }))
    expect(old.texts).toEqual(['שלום'])
    const text = 'text\tby\r\n"שלום 👋🏽, ""עולם"""\tדנה\r\nsecond\tDana\r\n'
    const settings = (encoding: 'utf-16le' | 'utf-16be') => settingsOf({ text: '0', authorName: '1' }, { columns: 2, reading: { encoding, delimiter: '\t' } })
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect((await readAll(little, settings('utf-16le'))).texts).toEqual(['שלום 👋🏽, "עולם"', 'second'])
    const { cursor, texts } = await readAll(Buffer.from(little).swap16(), settings('utf-16be'))
    expect([texts, cursor?.at]).toEqual([['שלום 👋🏽, "עולם"', 'second'], little.length])
  })

  test('loses one row to a quote that never closes, and reads on after its line', async () => {
    const { texts, bad } = await readAll('text,by\none,x\n"two,x\nthree,x\nfour,x\n', TWO)
    expect([texts, bad]).toEqual([['one', 'three', 'four'], ['3 quote']])
  })

  test('loses one row to a monstrous cell, and keeps only its beginning', async () => {
    const { texts, rejects } = await readAll(`text,by\none,x\n${'m'.repeat(RECORD_BYTES_MAX + 500_000)},x\nthree,x\n`, TWO)
    expect(texts).toEqual(['one', 'three'])
    expect(rejects).toMatchObject([{ row: 3, reason: 'too_long' }])
    expect(rejects[0]?.raw.length).toBeLessThanOrEqual(10 * 1024)
  })

  test('ends with a reason when too many of its rows cannot be taken in', async () => {
    const { ends, cursor } = await readAll(`text,by\n${'bad\n'.repeat(100_600)}`, TWO)
    expect(ends).toEqual(['too_many_bad'])
    expect(cursor?.bad).toBe(100_001)
  })

  test('of a hundred megabytes is never held: of what was read, less than ten are kept at any time', async () => {
    const row = (n: number) => `${String(n).padStart(9, '0')},"${'מילה '.repeat(110)}"\n`
    const bytesOfRow = Buffer.byteLength(row(0))
    const rows = 100_000
    const read: Files['read'] = async (_ref, at, bytes) => {
      const [first, last] = [Math.floor(at / bytesOfRow), Math.min(rows, Math.ceil((at + bytes) / bytesOfRow))]
      const some = Array.from({ length: Math.max(0, last - first) }, (_, n) => row(first + n)).join('')
      return Buffer.from(some).subarray(at - first * bytesOfRow, at - first * bytesOfRow + bytes)
    }
    const files = { ...fakeFiles(''), read }
    const before = await keptMb()
    const kept: number[] = []
    let posts = 0
    for await (const batch of importConnector(files).pull(io, settingsOf({ text: '1' }, { columns: 2, reading: { headerRow: 0 } }), null)) {
      posts += batch.posts.length
      if (posts % (rows / 10) < batch.posts.length) kept.push(await keptMb() - before)
    }
    expect([posts, kept.length]).toEqual([rows, 10])
    expect(Math.max(...kept)).toBeLessThan(10)
  })
})

describe('JSON Lines', () => {
  const LINES = settingsOf({ text: 'body.text', authorName: 'by', date: 'at' }, { dateStyle: 'unix_s', reading: { format: 'jsonl', headerRow: 0 } })

  test('are mapped by paths, and a line that is none is kept apart', async () => {
    const { posts, bad } = await readAll('{"body":{"text":"שלום"},"by":"Dana","at":1770000000}\n\n[1]\nnonsense\n{"body":{"text":"two"},"at":1770000001}', LINES)
    expect(posts).toMatchObject([{ text: 'שלום', author: { name: 'Dana' }, saidAt: new Date(1_770_000_000_000) }, { text: 'two', author: { name: null } }])
    expect(bad).toEqual(['3 json', '4 json'])
  })
})

describe('a row becomes a post', () => {
  const settings = settingsOf(
    { id: '0', text: '1', title: '2', date: '3', authorName: '4', authorHandle: '5', url: '6', network: '7', lang: '8', followers: '9', replyTo: '10' },
    { columns: 11, dateStyle: 'day_first', identity: { by: 'id', scope: 'brand' } },
  )
  const row = (cells: string[]) => readAll(`${'h,'.repeat(10)}h\n${cells.map((cell) => `"${cell}"`).join(',')}\n`, settings)

  test('with all that the file tells of it', async () => {
    const { posts } = await row(['17', 'They broke', 'A title', '15.3.2026 14:05', 'Dana', '@dana', 'https://www.facebook.com/p/1', 'FACEBOOK_PAGE', 'Hebrew', '1,234', '16'])
    expect(posts).toMatchObject([{
      externalId: 'brand:17', text: 'A title\n\nThey broke', saidAt: new Date('2026-03-15T12:05:00Z'), form: 'reply', url: 'https://www.facebook.com/p/1', origin: 'Facebook', lang: 'he',
      author: { id: 'Facebook/dana', handle: 'dana', name: 'Dana', followers: 1234 }, replyTo: { parent: 'brand:16', root: 'brand:16' },
    }])
  })

  test('never without a date that can be read, where there is a column of dates', async () => {
    expect((await row(['1', 'text', '', 'yesterday', '', '', '', '', '', '', ''])).bad).toEqual(['2 no_date'])
  })

  test('with the host of its link where no place is told', async () => {
    const { posts } = await row(['1', 'text', '', '1.2.2026', '', '', 'https://www.ynet.example/1', '', '', '', ''])
    expect(posts[0]).toMatchObject({ origin: 'ynet.example', author: { id: 'ynet.example/unknown', handle: '', name: null } })
  })

  test('that is the same whenever it is read, and another for other words', async () => {
    const first = await readAll('text,by\none,Dana\none,Gil\n', TWO)
    const second = await readAll('text,by\none,Gil\nnew,Gil\none,Dana\n', TWO)
    const ids = (posts: readonly Post[]) => posts.map(({ externalId }) => externalId)
    expect(ids(second.posts)).toEqual(expect.arrayContaining(ids(first.posts)))
    expect(new Set(ids([...first.posts, ...second.posts])).size).toBe(3)
  })
})

describe('wherever reading stopped', () => {
  test('it goes on there, whatever the cuts: no row twice, none lost', async () => {
    const content = `text,by\n${Array.from({ length: 1_300 }, (_, n) => `"row ${n}\nשורה",${n % 7 === 0 ? 'a,b' : 'x'}`).join('\n')}\n`
    const whole = await readAll(content, TWO)
    const files = fakeFiles(content)
    const seen: string[] = []
    const cursors: Cursor[] = []
    for await (const { posts, cursor } of importConnector(files).pull(io, TWO, null)) {
      seen.push(...posts.map(({ text }) => text))
      cursors.push(cursor)
    }
    for (const [at, cursor] of cursors.entries()) {
      const rest = await readAll(content, TWO, JSON.parse(JSON.stringify(cursor)))
      expect(rest.texts).toEqual(whole.texts.slice(whole.texts.length - rest.texts.length))
      expect([at, rest.cursor?.read, rest.cursor?.bad]).toEqual([at, 1_300, whole.bad.length])
    }
    expect([seen, cursors.length]).toEqual([whole.texts, 3])
  })

  test('any table is read back as it was written, however small the windows', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', ' ', 'שלום', '"a",b', '👋🏽', 'a"b', ';\t|'),
    ).map((text) => text.toWellFormed())
    const table = fc.integer({ min: 2, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
    const style = fc.record({
      end: fc.constantFrom('\n', '\r\n', '\r'), delimiter: fc.constantFrom(',', ';', '\t', '|'), endsWithNewline: fc.boolean(), quoteAll: fc.boolean(),
      encoding: fc.constantFrom('utf-8', 'utf-16le'), windowBytes: fc.integer({ min: 2, max: 40 }).map((half) => half * 2),
    })
    await fc.assert(fc.asyncProperty(table, style, async (rows, { end, delimiter, endsWithNewline, quoteAll, encoding, windowBytes }) => {
      const written = (text: string) => (quoteAll || /["\r\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
      const text = rows.map((row) => row.map(written).join(delimiter)).join(end) + (endsWithNewline ? end : '')
      const bytes = Buffer.from(`\ufeff${text}`, encoding === 'utf-8' ? 'utf8' : 'utf16le')
      const read: string[][] = []
      const reading = { format: 'csv', delimiter, encoding } as Settings['reading']
      for await (const records of recordsFrom(async (at, count) => bytes.subarray(at, at + count), reading, null, windowBytes)) {
        for (const { cells } of records) read.push(cells.map((each) => Buffer.from(each).toString()))
      }
      expect(read).toEqual(rows)
    }), { numRuns: 300 })
  })
})
