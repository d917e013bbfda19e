import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { postOf, streamHeardBy } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { SourceError } from '../../base/error.ts'
import { removeSource } from '../../connect/server/tend-source.ts'
import { PAGES_AT_ONCE } from './back-fill.ts'
import { HOUR_MS, newFilling, NOW } from './back-fill.test-support.ts'
import { resumeBackFill, resumeOverdue, stopBackFill } from './back-fills.ts'
import { hear } from './hear.ts'
import { hash } from './stage.test-support.ts'
import { Standing } from './standing.ts'
import { store } from './store.ts'
import { PAGES_MAX } from './store-page.ts'

const DAY_MS = 24 * HOUR_MS
const scene = useScene()
let filling: Awaited<ReturnType<typeof newFilling>>
beforeEach(async () => {
  filling = await newFilling(scene)
})

const many = (count: number) => filling.saidBefore(...Array.from({ length: count }, (_, n) => `heed ${n}`))
const ids = async () => (await filling.mentions()).map(({ external_id }) => external_id)
const factsNamed = async (start: string) => (await filling.facts()).filter(({ name }) => name.startsWith(start))
const named = async () => ({ queryId: filling.queryId, backFillId: (await filling.fills())[0]?.id ?? '' })

describe('a back-fill', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('that is killed after its transaction %i goes on from its last page, with nothing twice', async (deadly) => {
    many(20)
    await filling.save()
    let commits = 0
    filling.committed.after = () => {
      if (++commits === deadly) throw new Error('killed')
    }
    await expect(filling.work()).rejects.toThrow('killed')
    await filling.work()
    expect(await ids()).toHaveLength(20)
    expect(await filling.fills()).toMatchObject([{ state: 'done', looked: 20, found: 20 }])
    expect((await factsNamed('ingest.mentions_heard')).reduce((sum, fact) => sum + Number((fact as { count?: number }).count), 0)).toBe(20)
    expect(await factsNamed('ingest.back_fill_finished')).toHaveLength(1)
  })

  test('that runs twice at once stores each page once', async () => {
    many(9)
    await filling.save()
    await filling.workOnce()
    await Promise.all([filling.workOnce(), filling.workOnce()])
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', looked: 9, found: 9 }])
  })

  test('takes a few pages at a time, no more in a minute than the network allows, and tells how far it is', async () => {
    many(60)
    await filling.save()
    await filling.workOnce()
    await filling.workOnce()
    expect(filling.network.asked).toHaveLength(PAGES_AT_ONCE)
    const [{ share = 0 } = {}] = await filling.fills()
    expect(await filling.fills()).toMatchObject([{ state: 'running', looked: 15 }])
    expect(share > 0 && share < 0.5).toBe(true)
    await filling.work()
    const times = filling.network.asked.map(({ at }) => at)
    for (const [n, at] of times.entries()) expect((times[n + 60] ?? Infinity) - at).toBeGreaterThanOrEqual(60_000 - PAGES_AT_ONCE * 1_000)
  })

  test('is stopped where it is, also in the middle of a page, and resumed from there', async () => {
    many(30)
    await filling.save()
    filling.network.asking = async (_text, page) => {
      if (page === 3) await filling.ctx.transact(async (db) => stopBackFill(db, filling.ctx, await named()))
    }
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'cancelled', looked: 6, found: 6 }])
    await filling.ctx.transact(async (db) => resumeBackFill(db, filling.ctx, await named()))
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', looked: 30, found: 30 }])
    expect((await factsNamed('ingest.back_fill')).map(({ name }) => name)).toEqual(['begun', 'stopped', 'resumed', 'finished'].map((what) => `ingest.back_fill_${what}`))
  })

  test('of another query is neither stopped nor resumed by naming it', async () => {
    await filling.save()
    await filling.work()
    const { backFillId } = await named()
    expect(await filling.ctx.transact((db) => stopBackFill(db, filling.ctx, { queryId: crypto.randomUUID(), backFillId }))).toBe(false)
    expect(await filling.ctx.transact((db) => resumeBackFill(db, filling.ctx, { queryId: crypto.randomUUID(), backFillId }))).toBe(false)
  })

  test('waits as long as the network asks, and so do all others that search it', async () => {
    many(6)
    await filling.save()
    filling.network.asking = (_text, page) => {
      if (page === 2) throw new SourceError('retry', 'net asks us to come back later (429).', 90_000)
    }
    await filling.work(NOW.getTime() + 80_000)
    expect(await filling.fills()).toMatchObject([{ state: 'running', problem: 'unreachable', says: 'net asks us to come back later (429).', nextTryAt: new Date(NOW.getTime() + 90_000) }])
    await filling.work()
    expect(filling.network.asked.map(({ at }) => at - NOW.getTime())).toEqual([0, 0, 90_000, 91_000])
    expect(await filling.fills()).toMatchObject([{ state: 'done', problem: null, says: null, nextTryAt: null, found: 6 }])
  })

  test('outlasts a network that is away for a day, and gives up on one that stays away', async () => {
    many(6)
    await filling.save()
    let backAt = NOW.getTime() + DAY_MS
    filling.network.asking = () => {
      if (filling.clock.now.getTime() < backAt) throw new SourceError('retry', 'net cannot be reached.')
    }
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', found: 6 }])
    expect(filling.network.asked.length).toBeLessThan(120)
    backAt = Infinity
    await filling.save(2)
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'failed', problem: 'unreachable', says: 'net cannot be reached.' }])
    expect(await factsNamed('ingest.back_fill_failed')).toMatchObject([{ problem: 'unreachable' }])
  })

  test('that needs a person says what for, and goes on when it is resumed', async () => {
    many(6)
    await filling.save()
    filling.network.asking = (_text, page) => {
      if (page === 2) throw new SourceError('reauthorize', 'net wants somebody to sign in (401).')
    }
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'failed', problem: 'refused', says: 'net wants somebody to sign in (401).', found: 3 }])
    await filling.ctx.transact(async (db) => resumeBackFill(db, filling.ctx, await named()))
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', problem: null, found: 6 }])
  })

  test('that is resumed also begins those of sources that were added meanwhile', async () => {
    many(2)
    await filling.save()
    filling.network.asking = (_text, page) => {
      if (page === 1) throw new SourceError('reauthorize', 'net lets nobody search without an account (403).')
    }
    await filling.work()
    const streamId = await streamHeardBy(scene.db, filling.network.connector.id, [filling.workspaceId])
    await filling.ctx.transact(async (db) => resumeBackFill(db, filling.ctx, await named()))
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect([await ids(), streamId === filling.streamId]).toEqual([['p0', 'p1'], false])
  })

  test('that meets a bug ends, and the bug is told of', async () => {
    many(2)
    await filling.save()
    filling.network.asking = () => { throw new TypeError('a bug') }
    await expect(filling.work()).rejects.toThrow('a bug')
    expect(await filling.fills()).toMatchObject([{ state: 'failed', problem: 'fault' }])
  })

  test('leaves the rest of a search that has too much, says since when it is whole, and goes on with the next', async () => {
    filling = await newFilling(scene, 'heed OR sofa')
    for (let n = 0; n < 10; n += 1) filling.network.posts.push(postOf({ externalId: `p${n}`, text: 'heed', saidAt: new Date(NOW.getTime() - (n + 1) * 60_000) }))
    filling.network.posts.push(postOf({ externalId: 'last', text: 'a sofa', saidAt: new Date(NOW.getTime() - DAY_MS) }))
    await filling.save()
    await filling.workOnce()
    await scene.db.updateTable('back_fill').set({ pages: PAGES_MAX - 2 }).where('workspace_id', '=', filling.workspaceId).execute()
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', found: 7, wholeSince: new Date(NOW.getTime() - 6 * 60_000) }])
  })

  test('that the queue has lost is handed to it anew', async () => {
    many(6)
    await filling.save()
    await filling.workOnce()
    await sql`delete from graphile_worker._private_jobs where payload::jsonb ->> 'workspaceId' = ${filling.workspaceId}`.execute(scene.db)
    await resumeOverdue(scene.doors, filling.clock.now)
    expect(await filling.workOnce()).toBe(false)
    await resumeOverdue(scene.doors, new Date(filling.clock.now.getTime() + HOUR_MS))
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', found: 6 }])
  })
})

describe('while the past is fetched', () => {
  test('a later save ends what was begun for the query as it was before', async () => {
    filling.saidBefore('heed', 'sofa', ...Array.from({ length: 30 }, () => 'heed'))
    await filling.save()
    filling.network.asking = async (_text, page) => {
      if (page === 2) await filling.save(2, 'sofa')
    }
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', looked: 1, found: 1 }])
    expect(await ids()).toHaveLength(3 + 1)
  })

  test('a query that is archived ends it', async () => {
    many(30)
    await filling.save()
    await filling.workOnce()
    await filling.workOnce()
    await scene.db.updateTable('query').set({ archived_at: NOW }).where('id', '=', filling.queryId).execute()
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'cancelled', problem: 'query_gone', looked: 15 }])
  })

  test('a source that is removed takes it along; what was found stays', async () => {
    many(30)
    await filling.save()
    filling.network.asking = async (_text, page) => {
      if (page === 3) await removeSource({ ...filling.ctx, actor: { ...filling.ctx.actor } }, { sourceId: filling.sourceId })
    }
    await filling.work()
    expect([await filling.fills(), (await ids()).length, filling.errors]).toEqual([[], 6, []])
  })

  test('a source that is paused ends it, until it is resumed', async () => {
    many(30)
    await filling.save()
    filling.network.asking = async (_text, page) => {
      if (page === 3) await scene.db.updateTable('source').set({ paused_at: NOW }).where('id', '=', filling.sourceId).execute()
    }
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'cancelled', problem: 'source_paused', looked: 6 }])
  })

  test('a post that is heard live at the same time becomes one mention', async () => {
    many(3)
    await filling.save()
    const { network, streamId, workspaceId } = filling
    filling.network.asking = async () => {
      network.asking = () => undefined
      const standing = new Standing()
      standing.replaceSubscriptions([{ workspaceId, streamId }])
      standing.replaceQueries([{ workspaceId, queryId: filling.queryId, revision: 1, text: 'heed' }])
      const place = { network: network.connector.id, streamId, heardAt: NOW }
      const posts = network.posts.slice(0, 2)
      const heard = hear(posts, { ...place, standing, onBug: (error) => { throw error } })
      await store({ doors: scene.doors, hash }, { ...place, from: null, batch: { posts, cursor: { at: 1 }, heardUntil: NOW }, heard, subscribers: new Set([workspaceId]) })
    }
    await filling.work()
    expect(await ids()).toEqual(['p0', 'p1', 'p2'])
    expect(await filling.fills()).toMatchObject([{ looked: 3, found: 1 }])
    expect(await factsNamed('ingest.mentions_heard')).toMatchObject([{ count: 2 }, { count: 1 }])
  })

  test('another workspace on the same stream hears nothing of it', async () => {
    const other = await newFilling(scene)
    await scene.db.insertInto('source').values({ workspace_id: other.workspaceId, id: crypto.randomUUID(), connector: filling.network.connector.id, name: 'same', stream_id: filling.streamId, created_at: NOW }).execute()
    many(3)
    await filling.save()
    await filling.work()
    expect([(await filling.mentions()).length, await other.mentions(), await other.facts()]).toEqual([3, [], []])
  })
})
