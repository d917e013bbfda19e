import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { postOf } from '../../../tests/simulate/scene.ts'
import { simulatedConnector } from '../../../tests/simulate/simulated-network.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Author } from '../../connect/connector.ts'
import { introduceAuthors, RECENT_MS } from './introduce-authors.ts'
import { newStage, NOW, type Stage } from './stage.test-support.ts'

/** Waits for what another part of the process is doing. */
const until = (isSo: () => boolean | Promise<boolean>) => vi.waitUntil(isSo, { timeout: 20_000 })

const scene = useScene()
let now: Date
let said = 0
let { hear, listenAnew, network, other, standing, streamId, workspaceId } = {} as Stage

beforeEach(async () => {
  now = NOW
  ;({ hear, listenAnew, network, other, standing, streamId, workspaceId } = await newStage(scene))
})

/** Somebody whose handle nobody knows says something that is listened for. */
async function say(...authorIds: string[]): Promise<void> {
  const by = (id: string) => ({ id, handle: '', name: null, followers: null })
  await hear(authorIds.map((id) => postOf({ externalId: `post-${said += 1}`, text: 'heed', author: by(id) })), { heardAt: now })
}

type Answer = (ids: readonly string[]) => readonly Author[] | Promise<readonly Author[]>
const named = (id: string): Author => ({ id, handle: `${id}.example`, name: id.toUpperCase(), followers: 7 })

/** Introduces until the test is over; waits leap. `asked` is each question, `sleptMs` each wait, `errors` what was told to the log. */
function introducing(answer: Answer = (ids) => ids.map(named)) {
  const asked: string[][] = []
  const sleptMs: number[] = []
  const errors: unknown[] = []
  const ending = new AbortController()
  const authors = async (_io: Io, _settings: unknown, ids: readonly string[]) => {
    asked.push([...ids])
    return answer(ids)
  }
  const connector = simulatedConnector(network, z.object({}), async function* silent() {}, { authors })
  const nowhere = () => Promise.reject(new Error('there is no network'))
  const ioFor = (signal: AbortSignal): Io => ({
    fetch: nowhere, mayReach: nowhere, now: () => now, signal,
    sleep: async (ms) => {
      signal.throwIfAborted()
      sleptMs.push(ms)
    },
  })
  const deps = { doors: scene.doors, standing, ioFor, random: () => 0, onError: (_: string, error: unknown) => errors.push(error) }
  const { wake, end } = introduceAuthors(deps, { id: streamId, connector, settings: {} }, ending.signal)
  onTestFinished(end)
  return { asked, sleptMs, errors, wake: () => wake(now), end }
}

const rows = (of = workspaceId) => scene.db.selectFrom('mention').selectAll().where('workspace_id', '=', of).orderBy('id').execute()
const handles = async (of = workspaceId) => (await rows(of)).map(({ author_handle }) => author_handle).toSorted()
const facts = async (of = workspaceId) => (
  (await scene.db.selectFrom('fact').select('data').where('workspace_id', '=', of).where('name', '=', 'ingest.authors_introduced').orderBy('id').execute())
    .map(({ data }) => (data as { mentionIds: string[] }).mentionIds)
)

describe('authors without a name', () => {
  test('are asked for when the pull begins, once for all their mentions in all workspaces', async () => {
    await say('noa', 'noa', 'dan')
    const { asked } = introducing()
    await until(async () => (await facts(other)).length > 0)
    expect(asked.map((ids) => ids.toSorted())).toEqual([['dan', 'noa']])
    for (const of of [workspaceId, other]) {
      expect(await handles(of)).toEqual(['dan.example', 'noa.example', 'noa.example'])
      expect((await facts(of)).map((ids) => ids.toSorted())).toEqual([(await rows(of)).map(({ id }) => id)])
    }
    expect((await rows())[0]).toMatchObject({ author_followers: 7, edited_at: null, text: 'heed' })
  })

  test('are asked for when more is heard, also when the clock was set back', async () => {
    const { asked, wake } = introducing()
    for (const [author, minutes] of [['noa', 5], ['dan', 10], ['tal', -60]] as const) {
      now = new Date(NOW.getTime() + minutes * 60_000)
      await say(author)
      wake()
      await until(async () => (await handles()).includes(`${author}.example`))
    }
    expect(asked).toEqual([['noa'], ['dan'], ['tal']])
  })

  test('are asked for 25 at a time, and not twice in a second', async () => {
    await say(...Array.from({ length: 60 }, (_, n) => `author-${n}`))
    const { asked, sleptMs } = introducing()
    await until(async () => !(await handles()).includes(''))
    expect(asked.map(({ length }) => length)).toEqual([25, 25, 10])
    expect(sleptMs.slice(0, 2)).toEqual([1_000, 1_000])
  })

  test('whom the network does not know, or by no handle, are not asked for again', async () => {
    await say('noa', 'ghost', 'unclaimed')
    const { asked, wake } = introducing((ids) => ids.filter((id) => id !== 'ghost').map((id) => ({ ...named(id), handle: id === 'unclaimed' ? '' : 'noa.example' })))
    await until(async () => (await handles()).includes('noa.example'))
    await say('ghost', 'unclaimed', 'dan')
    wake()
    await until(() => asked.length === 2)
    expect(asked[1]).toEqual(['dan'])
    expect((await rows()).filter(({ author_name }) => author_name === 'UNCLAIMED')).toMatchObject([{ author_handle: '' }])
  })

  test('are asked for by the next process when this one ended before it knew', async () => {
    await say('noa')
    const first = introducing(() => new Promise(() => undefined))
    await until(() => first.asked.length === 1)
    void first.end()
    expect(await handles()).toEqual([''])
    introducing()
    await until(async () => (await handles()).includes('noa.example'))
    expect(await handles(other)).toEqual(['noa.example'])
  })

  test('of long ago, deleted or of a workspace that no longer listens are left alone', async () => {
    await say('old')
    now = new Date(NOW.getTime() + RECENT_MS + 1)
    await say('deleted', 'noa')
    await scene.db.updateTable('mention').set({ deleted_at: now }).where('author_id', '=', 'deleted').execute()
    standing.replaceSubscriptions([{ workspaceId, streamId }])
    const { asked } = introducing()
    await until(async () => (await handles()).includes('noa.example'))
    expect([asked, await handles(other)]).toEqual([[['noa']], ['', '', '']])
  })

  test('who are blocked by the name they turn out to have are hidden then, and are no news', async () => {
    const id = crypto.randomUUID()
    await scene.db.insertInto('block').values({ workspace_id: workspaceId, id, kind: 'author', value: '@noa.example', created_by: null, created_at: NOW }).execute()
    await listenAnew()
    await say('noa')
    introducing()
    await until(async () => (await facts(other)).length > 0)
    expect([await rows(), await facts()]).toMatchObject([[{ author_handle: 'noa.example', blocked_by: id }], []])
  })

  test('are found by the name they turn out to have, also when they edit afterwards', async () => {
    await say('noa')
    introducing()
    await until(async () => (await facts()).length > 0)
    const found = async () => (await scene.db.selectFrom('mention').select('text').where('workspace_id', '=', workspaceId).where(sql<boolean>`tokens @@ '''author:noa'''::tsquery`).execute())
    expect(await found()).toEqual([{ text: 'heed' }])
    await hear([postOf({ kind: 'edited', externalId: `post-${said}`, text: 'heed this', author: { id: 'noa', handle: '', name: null, followers: null } })], { heardAt: now })
    expect(await found()).toEqual([{ text: 'heed this' }])
  })

  test('may have any name: it is stored within bounds; names of people nobody asked for are not', async () => {
    await say('noa')
    introducing(() => [{ id: 'noa', handle: `\0\ud800${'x'.repeat(5_000)}`, name: 'y'.repeat(5_000), followers: Number.NaN }, named('dan')])
    await until(async () => !(await handles()).includes(''))
    expect(await rows()).toMatchObject([{ author_handle: expect.stringMatching(/^\uFFFD\uFFFDx{248}$/), author_name: 'y'.repeat(250), author_followers: null }])
  })
})

describe('when asking fails', () => {
  test('it is asked again later and later, and not before the network allows; nobody is worried', async () => {
    await say('noa')
    let failures = 0
    const { asked, sleptMs, errors } = introducing((ids) => {
      if ((failures += 1) > 3) return ids.map(named)
      throw new SourceError('retry', 'Busy.', failures === 3 ? 60_000 : 0)
    })
    await until(async () => (await handles()).includes('noa.example'))
    expect([sleptMs.slice(0, 3), asked.length, errors]).toEqual([[5_000, 10_000, 60_000], 4, []])
    expect(await scene.db.selectFrom('stream').select(['state', 'problem']).where('id', '=', streamId).executeTakeFirst()).toMatchObject({ problem: null })
  })

  test('for good, those authors are not asked for again, and others are', async () => {
    await say('noa')
    const { asked, wake } = introducing((ids) => {
      if (ids.includes('noa')) throw new SourceError('stop', 'Never heard of such people.')
      return ids.map(named)
    })
    await until(() => asked.length === 1)
    await say('noa', 'dan')
    wake()
    await until(async () => (await handles()).includes('dan.example'))
    expect(asked).toEqual([['noa'], ['dan']])
  })

  test('by a bug, that is told to the log, and it ends', async () => {
    await say('noa')
    const { asked, errors } = introducing(() => {
      throw new TypeError('x is not a function')
    })
    await until(() => errors.length === 1)
    expect(asked.length).toBe(1)
  })
})
