import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { edit, type Pds, pdsAvailable, post, startPds } from '../../../tests/support/pds.ts'
import { openFakeJetstream } from './fake-jetstream.ts'
import { relay } from './fake-relay.ts'
import { listenTo } from './listen.test-support.ts'

const HEAR_WITHIN_MS = 30_000
const WIRES = ['first', 'both'] as const
const { available, reason } = pdsAvailable()

let pds: Pds

describe.skipIf(!available)(`on a real network${available ? '' : ` (skipped: ${reason})`}`, { timeout: 120_000 }, () => {
  beforeEach(async () => { pds = await startPds() })
  afterEach(() => pds?.stop())

  test('the firehose of a server is heard, across its restart, each word exactly once', async () => {
    const listener = listenTo({ firehose: pds.url })
    await expect.poll(() => listener.batches.length).toBeGreaterThan(0)
    const noa = await pds.createAccount('noa')
    await noa.upsertProfile(() => ({ displayName: 'נועה לוי' }))
    const dan = await pds.createAccount('dan')

    const hebrew = await post(noa, 'המשלוח של #חנות_הבית לא הגיע, שבועיים! https://example.com/הזמנה')
    const reply = replyTo(await noa.getPost(partsOf(hebrew)))
    const english = await post(dan, 'Same here, @noa.test: still waiting', { langs: ['en'], reply })
    await hears(listener, [hebrew, english])
    await pds.restart()
    const afterwards = await post(noa, 'עדכון: הגיע', { langs: ['he'] })
    await edit(noa, hebrew, 'המשלוח הגיע בסוף')
    await dan.deletePost(english)
    await hears(listener, [hebrew, english, afterwards, hebrew, english])

    expect(listener.posts()).toMatchObject([
      {
        kind: 'said', externalId: hebrew, form: 'post', author: { id: noa.assertDid, handle: 'noa.test', name: 'נועה לוי' },
        tags: ['חנות_הבית'], links: ['https://example.com/הזמנה'],
      },
      {
        kind: 'said', externalId: english, form: 'reply', lang: 'en', author: { handle: 'dan.test' },
        replyTo: { parent: hebrew, root: hebrew }, text: 'Same here, @noa.test: still waiting',
      },
      { kind: 'said', externalId: afterwards, lang: 'he', text: 'עדכון: הגיע' },
      { kind: 'edited', externalId: hebrew, text: 'המשלוח הגיע בסוף' },
      { kind: 'deleted', externalId: english },
    ])
    expect(listener.batches.filter(({ missed }) => missed)).toEqual([])
  })

  test('what was said while nobody listened to the firehose is heard later', async () => {
    const first = listenTo({ firehose: pds.url })
    const tal = await pds.createAccount('tal')
    const before = await post(tal, 'before')
    await hears(first, [before])
    await first.stop()
    const between = await post(tal, 'between')
    const second = listenTo({ firehose: pds.url }, first.cursor())
    const after = await post(tal, 'after')
    await hears(second, [between, after])
    expect(second.batches.filter(({ missed }) => missed)).toEqual([])
  })

  test('a server that has lost its numbering is heard from its beginning, and what was before is said to be missed', async () => {
    const heardUntil = Date.now() - 60_000
    const lior = await pds.createAccount('lior')
    const first = await post(lior, 'the first in the new numbering')
    const listener = listenTo({ firehose: pds.url }, { kind: 'firehose', seq: 1_000_000, heardUntil })
    await hears(listener, [first])
    expect(listener.batches.flatMap(({ missed }) => missed ?? [])).toMatchObject([{ from: new Date(heardUntil) }])
  })

  test.each(WIRES)('a Jetstream that relays it is heard across cuts and restarts, each word once (%s)', async (wires) => {
    const jetstream = await relayed(wires)
    const listener = listenTo(jetstream.settings)
    await jetstream.listening?.()
    const author = await pds.createAccount(`maya-${wires}`)
    const said = [await post(author, 'מישהו יודע למה סגור היום?'), await post(author, 'Why is it closed today?')]
    await hears(listener, said)
    jetstream.cut?.()
    said.push(await post(author, 'עדיין סגור'))
    await hears(listener, said)
    await pds.restart()
    said.push(await post(author, 'open again, thanks'))
    await edit(author, said[0] ?? '', 'כבר לא חשוב')
    await author.deletePost(said[1] ?? '')
    await hears(listener, [...said, ...said.slice(0, 2)])
    expect(listener.posts().map(({ kind }) => kind)).toEqual(['said', 'said', 'said', 'said', 'edited', 'deleted'])
    expect(listener.batches.filter(({ missed }) => missed)).toEqual([])
  })

  test('whose account is deleted is gone, whose account is only deactivated is not: on the firehose and on both wires of Jetstream', async () => {
    const jetstreams = [await relayed('first'), await relayed('both')]
    const listeners = [{ firehose: pds.url }, ...jetstreams.map(({ settings }) => settings)].map((settings) => listenTo(settings))
    await Promise.all(jetstreams.map((jetstream) => jetstream.listening?.()))
    await expect.poll(() => listeners[0]?.batches.length).toBeGreaterThan(0)
    const [leaving, resting, staying] = [await pds.createAccount('gal'), await pds.createAccount('ron'), await pds.createAccount('shir')]
    const said = [await post(leaving, 'goodbye'), await post(resting, 'see you')]
    await resting.com.atproto.server.deactivateAccount({})
    await pds.deleteAccount(leaving)
    said.push(await post(staying, 'where is everybody?'))
    for (const listener of listeners) {
      await hears(listener, said)
      expect(listener.batches.flatMap(({ gone }) => gone ?? [])).toEqual([leaving.assertDid])
    }
  })
})

/** A Jetstream host that tells what the server says. */
async function relayed(wires: (typeof WIRES)[number]) {
  const jetstream = await openFakeJetstream({ wires })
  const relaying = relay(pds.url, jetstream)
  onTestFinished(async () => {
    await relaying.stop()
    await jetstream.close()
  })
  return jetstream
}

/** Exactly these and no others, in this order. */
async function hears(listener: ReturnType<typeof listenTo>, ids: readonly string[]): Promise<void> {
  await expect.poll(() => listener.posts().length, { timeout: HEAR_WITHIN_MS }).toBeGreaterThanOrEqual(ids.length)
  expect(listener.posts().map(({ externalId }) => externalId)).toEqual(ids)
}

function partsOf(uri: string) {
  const [, , repo = '', , rkey = ''] = uri.split('/')
  return { repo, rkey }
}

function replyTo({ uri, cid }: { uri: string; cid: string }) {
  return { root: { uri, cid }, parent: { uri, cid } }
}
