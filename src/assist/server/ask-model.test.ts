import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { type FakeModel, type Manner, startFakeModel } from '../fake-model-server.ts'
import { askModel, listModels, type Model, TIMEOUT_MS } from './ask-model.ts'
import { wayTo } from './take-turn.ts'
import { toTranslate } from './tasks.ts'

let fake: FakeModel
beforeAll(async () => {
  fake = await startFakeModel()
})
afterEach(() => {
  fake.behave('well')
  fake.asked.length = 0
})
afterAll(() => fake.close())

const NOW = new Date('2026-03-10T09:00:00Z')
const ioWith = (allowPrivate: boolean, signal = new AbortController().signal) => createIo({ allowPrivate, userAgent: 'Heed tests', signal, now: () => NOW })
const model = (change: Partial<Model> = {}): Model => ({ baseUrl: fake.baseUrl, name: fake.model, key: fake.key, ...change })
const question = { task: toTranslate('en'), material: { post: 'שלום' }, tokensMax: 10 }
/** What came of asking: its words, or the code and details of the refusal. */
const asked = (which = model(), io = ioWith(true)) => askModel(io, which, question).catch((error: unknown) => {
  if (error instanceof Refusal) return { code: error.code, ...error.details }
  throw error
})

describe('asking a model', () => {
  it('gives its words, and tells it the limit by whichever name it knows', async () => {
    expect(await asked()).toContain('"translation"')
    fake.behave('newer')
    expect(await asked()).toContain('"translation"')
    expect(fake.asked.map(({ body }) => [body['max_tokens'], body['max_completion_tokens']])).toEqual([[10, undefined], [10, undefined], [undefined, 10]])
  })

  it.each<[Manner, object]>([
    ['empty', { code: 'assist.no_answer', why: 'empty' }],
    ['cut', { code: 'assist.no_answer', why: 'cut' }],
    ['declining', { code: 'assist.no_answer', why: 'declined' }],
    ['spent', { code: 'assist.busy', isSpent: true, seconds: 0 }],
    ['busy', { code: 'assist.busy', isSpent: false, seconds: 7 }],
    ['broken', { code: 'assist.unreachable' }],
  ])('says what there is to do when it is %s', async (manner, refusal) => {
    fake.behave(manner)
    expect(await asked()).toMatchObject(refusal)
  })

  it('never tells a key that the server repeats, nor leads anybody anywhere by what it says', async () => {
    fake.behave('broken')
    expect(JSON.stringify(await asked())).not.toContain(fake.key)
    fake.answerNext(JSON.stringify({ error: { message: `pay at https://trick.example or pay@trick.example \u202e\u0000 for ${fake.key} ${'x'.repeat(9_000)}` } }), 400)
    expect(await asked()).toHaveProperty('why', expect.stringMatching(/ answered with 400: pay at \[link\] or \[email\] for … x{100,200}\.$/))
  })

  it.each<[string, string, object]>([
    ['a stream, though none was asked for', 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n', { code: 'assist.no_answer', why: 'form' }],
    ['a page', '<!doctype html><title>Welcome</title>', { code: 'assist.no_answer', why: 'form' }],
    ['nothing', '', { code: 'assist.no_answer', why: 'form' }],
    ['JSON cut short', '{"choices":[{"message":{"content":"{\\"transl', { code: 'assist.no_answer', why: 'form' }],
    ['no choice', '{"choices":[]}', { code: 'assist.no_answer', why: 'form' }],
    ['words in pieces', '{"choices":[{"message":{"content":[{"type":"text","text":"hi"}]}}]}', { code: 'assist.no_answer', why: 'form' }],
    ['an error that it calls well', '{"error":{"message":"no"}}', { code: 'assist.no_answer', why: 'form' }],
    ['what its filter took', '{"choices":[{"message":{"content":"h"},"finish_reason":"content_filter"}]}', { code: 'assist.no_answer', why: 'declined' }],
    ['brackets without an end', '['.repeat(200_000), { code: 'assist.no_answer', why: 'form' }],
    ['ten megabytes', ' '.repeat(10 * 1024 * 1024), { code: 'assist.unreachable', why: expect.stringContaining('more than 512 KB') }],
  ])('takes %s for no answer', async (_name, body, refusal) => {
    fake.answerNext(body)
    expect(await asked()).toMatchObject(refusal)
  })

  it('says when what was paid for is used up, and for how long it is asked to wait', async () => {
    const waits = async (value: string, status = 429) => {
      fake.answerNext('{}', status, { 'retry-after': value })
      return asked()
    }
    fake.answerNext('{"error":{"message":"Insufficient balance"}}', 402)
    expect(await asked()).toMatchObject({ code: 'assist.busy', isSpent: true })
    expect(await waits('30', 503)).toMatchObject({ code: 'assist.busy', isSpent: false, seconds: 30 })
    expect(await waits(new Date(NOW.getTime() + 90_000).toUTCString())).toMatchObject({ seconds: 90 })
    for (const nonsense of ['soon', '-5', '']) expect(await waits(nonsense)).toMatchObject({ seconds: 0 })
    expect(await waits('9'.repeat(30))).toMatchObject({ seconds: 24 * 3_600 })
  })

  it('waits no longer than its time for an answer that ends too early or never', async () => {
    fake.behave('torn')
    expect(await asked()).toMatchObject({ code: 'assist.unreachable', why: expect.stringContaining('hung up') })
    const io = ioWith(true)
    const impatient: Io = { ...io, fetch: (url, options) => io.fetch(url, { ...options, timeoutMs: 200 }) }
    for (const manner of ['endless', 'silent'] as const) {
      fake.behave(manner)
      const left = fake.nextLeft()
      expect(await asked(model(), impatient)).toMatchObject({ code: 'assist.unreachable', why: expect.stringContaining('did not finish its answer within 0.2 seconds') })
      await left
    }
  })

  it('has one time for all of a question, also when it must be put twice', async () => {
    fake.behave('newer')
    const io = ioWith(true)
    const given: (number | undefined)[] = []
    let now = NOW.getTime()
    const slow: Io = { ...io, now: () => new Date(now), fetch: (url, options) => {
      given.push(options?.timeoutMs)
      now += 110_000
      return io.fetch(url, options)
    } }
    expect(await asked(model(), slow)).toContain('"translation"')
    expect(given).toEqual([TIMEOUT_MS, TIMEOUT_MS - 110_000])
  })

  it('lists the models that a server names well, and none of what it makes of that', async () => {
    const list = (body: string) => listModels({ ...ioWith(true), fetch: async (url) => ({ status: 200, headers: {}, url, body: Buffer.from(body) }) }, model())
    expect(await listModels(ioWith(true), model())).toEqual([fake.model])
    const odd = [{ id: 'good' }, { id: 5 }, null, { id: 'bad\u202e' }, { id: '' }, { id: 'x'.repeat(201) }, { id: 'מודל' }]
    expect(await list(JSON.stringify({ data: odd }))).toEqual(['good', 'מודל'])
    expect(await list(JSON.stringify({ data: Array.from({ length: 5_000 }, (_, n) => ({ id: `m${n}` })) }))).toHaveLength(50)
    for (const body of ['', '{}', '[]', '<html>', '{"data":"all"}']) expect(await list(body)).toEqual([])
    fake.failNext(500)
    expect(await listModels(ioWith(true), model())).toEqual([])
  })

  it('follows no redirect: the key and the words go to one host', async () => {
    fake.failNext(302, { location: 'http://127.0.0.1:9/' })
    expect(await asked()).toMatchObject({ code: 'assist.unreachable', why: expect.stringContaining('nobody follows') })
    expect(fake.asked).toEqual([])
  })

  it('takes pages, torn JSON and other shapes for no answer', async () => {
    for (const baseUrl of [fake.baseUrl.replace('/v1', ''), `${fake.baseUrl}/elsewhere`]) expect(await asked(model({ baseUrl }))).toMatchObject({ code: 'assist.no_model' })
    fake.failNext(200)
    expect(await asked()).toMatchObject({ code: 'assist.no_answer', why: 'form' })
  })

  it('ends when the asker wants no more', async () => {
    fake.behave('silent')
    const controller = new AbortController()
    const [heard, answer] = [fake.nextAsked(), asked(model(), ioWith(true, controller.signal))]
    await heard
    controller.abort(new Error('enough'))
    expect(await answer).toMatchObject({ code: 'assist.stopped' })
  })

  it('reaches into a private network only where the installation names the host', async () => {
    const { host } = new URL(fake.baseUrl)
    const house = (inside: string[]) => ({ secrets: {} as never, models: { inside, ioInside: () => ioWith(true) } })
    expect(await asked(model(), wayTo(house(['other:1']), ioWith(false), fake.baseUrl))).toMatchObject({ code: 'assist.unreachable', why: expect.stringContaining('private address') })
    expect(await asked(model(), wayTo(house([host]), ioWith(false), fake.baseUrl))).toContain('"translation"')
    expect(fake.asked).toHaveLength(1)
  })

  it('sends nothing unencrypted out into the internet', async () => {
    const io = createIo({ allowPrivate: false, userAgent: 'Heed tests', signal: new AbortController().signal, resolve: async () => [{ address: '93.184.215.14', family: 4 }] })
    expect(await asked(model({ baseUrl: 'http://models.example/v1' }), io)).toMatchObject({ code: 'assist.unreachable', why: expect.stringContaining('never sent unencrypted') })
  })
})
