import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readImports } from '../../../tests/support/read-import.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { InputOf } from '../../base/endpoint.ts'
import { addQuery } from '../../listen/contract.ts'
import { beginImport, beginUpload, cancelImport, dropUpload, type Import, listImports, previewImport, putPart, rejectedRows, resumeImport } from '../import-contract.ts'
import { FILES_KEPT_DAYS, pruneFiles } from './prune-files.ts'

const DAY_MS = 86_400_000

let world: World
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  owner = await world.owner()
})

const read = (reading: Parameters<typeof readImports>[2] = {}) => readImports(world, owner.workspaceId, reading)

/** Sends a file in parts; returns its id. */
async function send(content: string | Uint8Array, name = 'export.csv', partBytes = 1_000_000): Promise<string> {
  const bytes = Buffer.from(content as Uint8Array)
  const { body: { uploadId, received } } = await world.call(beginUpload, { name, bytes: bytes.length }, owner)
  for (let at = received; at < bytes.length; at += partBytes) {
    const { status } = await world.call(putPart, { uploadId, at, base64: bytes.subarray(at, at + partBytes).toString('base64') }, owner)
    expect(status).toBe(200)
  }
  return uploadId
}

/** Begins to import it as it is proposed. */
async function begin(uploadId: string, changes: Partial<InputOf<typeof beginImport>> = {}): Promise<string> {
  const { body } = await world.call(previewImport, { uploadId }, owner)
  const { status, body: begun } = await world.call(beginImport, {
    uploadId, reading: body.reading, mapping: body.mapping, dateStyle: body.dates.style, zone: body.zone, place: body.place, form: body.form, hears: 'all', ...changes,
  }, owner)
  expect([status, begun]).toMatchObject([200, { importId: expect.any(String) }])
  return begun.importId
}

async function importOf(importId: string): Promise<Import> {
  const found = (await world.call(listImports, {}, owner)).body.imports.find(({ id }) => id === importId)
  if (!found) throw new Error('no such import')
  return found
}
const texts = async () => (await world.db.selectFrom('mention').select('text').where('workspace_id', '=', owner.workspaceId).execute()).map(({ text }) => text).toSorted()
const file = (rows: number) => `id,date,text,author\n${Array.from({ length: rows }, (_, n) => `${n},2026-03-15 10:${String(n % 60).padStart(2, '0')},row ${String(n).padStart(6, '0')},Dana`).join('\n')}\n`

describe('a file', () => {
  it('comes in parts, goes on after a break, and refuses what does not follow', async () => {
    const { body } = await world.call(beginUpload, { name: 'a.csv', bytes: 9, modifiedAt: '2026-03-15T10:00:00Z' }, owner)
    const part = (at: number, text: string) => world.call(putPart, { uploadId: body.uploadId, at, base64: Buffer.from(text).toString('base64') }, owner)
    expect((await part(0, 'text\n')).body).toEqual({ received: 5 })
    expect((await part(0, 'text\n')).body).toEqual({ received: 5 })
    expect((await part(0, 'test\n')).body).toMatchObject({ code: 'connect.part_elsewhere', details: { received: 5 } })
    expect((await part(7, 'c\n')).body).toMatchObject({ code: 'connect.part_elsewhere', details: { received: 5 } })
    expect((await part(5, 'too much')).body).toMatchObject({ code: 'connect.part_elsewhere' })
    expect((await world.call(previewImport, { uploadId: body.uploadId }, owner)).body).toMatchObject({ code: 'connect.file_not_whole' })
    expect((await world.call(beginUpload, { name: 'a.csv', bytes: 9, modifiedAt: '2026-03-15T10:00:00Z' }, owner)).body).toEqual({ uploadId: body.uploadId, received: 5 })
    expect((await part(5, 'abc\n')).body).toEqual({ received: 9 })
    expect((await world.call(previewImport, { uploadId: body.uploadId }, owner)).body.columns).toEqual([{ key: '0', name: 'text', samples: ['abc'] }])
    expect((await world.call(dropUpload, { uploadId: body.uploadId }, owner)).status).toBe(200)
    expect((await part(0, 'text\n')).status).toBe(404)
  })

  it('that is too large is refused before anything of it is sent', async () => {
    expect((await world.call(beginUpload, { name: 'a.csv', bytes: 3 * 1024 ** 3 }, owner)).body).toMatchObject({ code: 'connect.file_too_large' })
    for (let n = 0; n < 5; n += 1) await world.call(beginUpload, { name: `${n}.csv`, bytes: 2 * 1024 ** 3 }, owner)
    expect((await world.call(beginUpload, { name: 'one more.csv', bytes: 1 }, owner)).body).toMatchObject({ code: 'connect.files_too_many' })
  })

  it('is taken away when nobody needs it any more', async () => {
    const abandoned = await send('text\nabandoned\n', 'abandoned.csv')
    const importId = await begin(await send('text\nimported,\n', 'imported.csv'))
    await world.call(cancelImport, { importId }, owner)
    const prune = (days: number) => pruneFiles({ doors: world.doors, now: () => new Date(world.clock.now.getTime() + days * DAY_MS) })
    const left = async () => (await world.db.selectFrom('upload').select('id').where('workspace_id', '=', owner.workspaceId).execute()).length
    await prune(FILES_KEPT_DAYS.abandoned - 0.1)
    expect([await left(), (await importOf(importId)).canResume]).toEqual([2, true])
    await prune(FILES_KEPT_DAYS.ended + 0.1)
    expect([await left(), (await importOf(importId)).canResume]).toEqual([0, false])
    expect((await world.call(previewImport, { uploadId: abandoned }, owner)).status).toBe(404)
    expect((await world.call(resumeImport, { importId }, owner)).body).toMatchObject({ code: 'connect.file_gone' })
  })
})

describe('an import', () => {
  it('brings every row once, with what it tells, and keeps the bad ones apart with the reason', async () => {
    const importId = await begin(await send('\ufeffid,date,text,author,network\r\n1,15.3.2026 14:05,"They broke, ""again""",Dana,Facebook\r\n2,,no date,Dana,\r\n3,16.3.2026,שבור,דנה,\r\n'), { hears: 'all' })
    expect(await read()).toEqual([])
    expect(await importOf(importId)).toMatchObject({ read: 3, heard: 2, known: 0, bad: 1, places: ['Facebook', 'import'], from: '2026-03-15T12:05:00.000Z' })
    expect(await texts()).toEqual(['They broke, "again"', 'שבור'])
    const response = await world.app.inject({ url: `/api/${rejectedRows.name}?importId=${importId}&language=he&workspace=${owner.workspaceId}`, headers: { cookie: owner.cookie } })
    expect(response.headers['content-disposition']).toMatch(/^attachment; .*\.csv/)
    expect(response.body).toBe('\ufeff"שורה","סיבה","כפי שכתוב בקובץ"\r\n"3","אי אפשר לקרוא את התאריך","2,,no date,Dana,"\r\n')
    const facts = await world.db.selectFrom('fact').select('name').where('workspace_id', '=', owner.workspaceId).where('name', 'like', 'connect.import%').orderBy('id').execute()
    expect(facts.map(({ name }) => name)).toEqual(['connect.import_begun', 'connect.import_ended'])
  })

  it('of the same file again makes nothing twice, and says how much was known', async () => {
    const first = await begin(await send(file(30)))
    await read()
    const again = await begin(await send(file(40), 'again.csv'))
    await read()
    expect([await importOf(first), await importOf(again)]).toMatchObject([{ heard: 30, known: 0 }, { heard: 10, known: 30 }])
    expect((await texts()).length).toBe(40)
  })

  it('brings only what matches a query, if that is asked for', async () => {
    await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
    const importId = await begin(await send('text\nabout a lantern\nabout nothing\nשל לנטרן\n'), { hears: 'matching' })
    expect(await read()).toEqual([])
    expect(await importOf(importId)).toMatchObject({ read: 3, heard: 2, known: 0, bad: 0 })
  })

  it('is not begun before somebody says what cannot be known', async () => {
    const uploadId = await send('when,text\n3/4/2026,one\n5/6/2026,two\n')
    const { body } = await world.call(previewImport, { uploadId }, owner)
    expect(body).toMatchObject({ mapping: { text: '1', date: '0' }, dates: { style: null, styles: ['day_first', 'month_first'] } })
    expect(body.dates.samples[0]?.moments).toEqual({ day_first: '2026-04-02T21:00:00.000Z', month_first: '2026-03-03T22:00:00.000Z' })
    const input = { uploadId, reading: body.reading, mapping: body.mapping, zone: body.zone, hears: 'all' } as const
    expect((await world.call(beginImport, input, owner)).body).toMatchObject({ code: 'connect.no_date_style' })
    expect((await world.call(beginImport, { ...input, mapping: { date: '0' }, dateStyle: 'day_first' }, owner)).body).toMatchObject({ code: 'connect.no_text_column' })
    expect((await world.call(beginImport, { ...input, dateStyle: 'day_first' }, owner)).status).toBe(200)
    expect((await world.call(beginImport, { ...input, dateStyle: 'day_first' }, owner)).body).toMatchObject({ code: 'connect.import_begun' })
  })

  it('stops where it is told to, and goes on from there', async () => {
    const importId = await begin(await send(file(4_000)))
    const stopping = new AbortController()
    let batches = 0
    const passed = (step: string) => {
      if (step === 'committed' && (batches += 1) === 3) stopping.abort()
    }
    await read({ signal: stopping.signal, passed })
    await world.call(cancelImport, { importId }, owner)
    expect(await importOf(importId)).toMatchObject({ state: 'cancelled', read: 1_499, heard: 1_499, canResume: true, rowsPerS: null })
    expect(await read()).toEqual([])
    expect(await importOf(importId)).toMatchObject({ state: 'cancelled', read: 1_499 })
    await world.call(resumeImport, { importId }, owner)
    await read()
    expect(await importOf(importId)).toMatchObject({ state: 'done', read: 4_000, heard: 4_000, known: 0, bad: 0 })
    expect(new Set(await texts()).size).toBe(4_000)
  })

  it('of a process that dies anywhere loses no row and brings none twice', async () => {
    const importId = await begin(await send(file(2_300).replaceAll(/^(\d*7,)[^,]*/gm, '$1no date')))
    const steps = ['begun', 'pulled', 'heard', 'opened', 'advanced', 'said', 'recorded', 'committed']
    for (const [at, step] of steps.entries()) {
      let passes = 0
      const deadly = (now: string) => {
        if (now === step && (passes += 1) === 1 + (at % 2)) throw new Error(`died after ${step}`)
      }
      await read({ passed: deadly })
      await world.db.updateTable('stream').set({ state: 'waiting' }).where('connector', '=', 'import').execute()
    }
    expect(await read()).toEqual([])
    expect(await importOf(importId)).toMatchObject({ state: 'done', read: 2_300, heard: 2_070, known: 0, bad: 230 })
    expect((await texts()).length).toBe(2_070)
    const rejects = await world.db.selectFrom('import_reject').select('row').where('import_id', '=', importId).execute()
    expect(rejects.length).toBe(230)
  })

  it('waits while the database is away', async () => {
    const importId = await begin(await send(file(10)))
    let asked = 0
    const reading = read({
      files: ({ read: really }) => ({
        read: async (...said) => {
          if ((asked += 1) === 1) throw Object.assign(new Error('terminating connection'), { code: 'ECONNRESET' })
          return really(...said)
        },
      }),
    })
    expect(await reading).toEqual([])
    expect(await importOf(importId)).toMatchObject({ state: 'done', heard: 10 })
  })

  it('is one of a few at a time', async () => {
    for (let n = 0; n < 3; n += 1) await begin(await send('text\nx\n', `${n}.csv`))
    const uploadId = await send('text\nx\n', 'one more.csv')
    const { body } = await world.call(previewImport, { uploadId }, owner)
    const { reading, mapping, zone } = body
    expect((await world.call(beginImport, { uploadId, reading, mapping, zone, hears: 'all' }, owner)).body).toMatchObject({ code: 'connect.too_many_imports' })
  })
})
