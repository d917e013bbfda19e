import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../base/error.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { type FakeModel, type Manner, startFakeModel } from '../fake-model-server.ts'
import { askModel, type Model } from './ask-model.ts'
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

const ioWith = (allowPrivate: boolean, signal = new AbortController().signal) => createIo({ allowPrivate, userAgent: 'Heed tests', signal })
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

  it('never tells a key that the server repeats', async () => {
    fake.behave('broken')
    expect(JSON.stringify(await asked())).not.toContain(fake.key)
  })

  it('follows no redirect: the key and the words go to one host', async () => {
    fake.failNext(302, { location: 'http://127.0.0.1:9/' })
    expect(await asked()).toMatchObject({ code: 'assist.unreachable' })
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
