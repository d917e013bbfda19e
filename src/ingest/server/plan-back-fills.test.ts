import { beforeEach, describe, expect, test } from 'vitest'
import { postOf } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { HOUR_MS, newFilling, NOW } from './back-fill.test-support.ts'
import { resumeBackFill } from './back-fills.ts'
import { BACK_FILL_DAYS } from './plan-back-fills.ts'
import { hash } from './stage.test-support.ts'

const DAY_MS = 24 * HOUR_MS
const scene = useScene()
let filling: Awaited<ReturnType<typeof newFilling>>
beforeEach(async () => {
  filling = await newFilling(scene)
})

const many = (count: number) => filling.saidBefore(...Array.from({ length: count }, (_, n) => `heed ${n}`))
const ids = async () => (await filling.mentions()).map(({ external_id }) => external_id)
const factsNamed = async (start: string) => (await filling.facts()).filter(({ name }) => name.startsWith(start))

describe('saving a query', () => {
  test('fetches what was said before, dated when it was said, and matched with all that the workspace listens for', async () => {
    await filling.addQuery('sofa')
    filling.saidBefore('heed the sofa', 'nothing', 'we heed', 'unheeded')
    await filling.save()
    await filling.work()
    expect((await filling.mentions()).map(({ text, said_at, heard_at }) => [text, said_at, heard_at])).toEqual([
      ['heed the sofa', new Date(NOW.getTime() - 4 * HOUR_MS), filling.clock.now], ['we heed', new Date(NOW.getTime() - 2 * HOUR_MS), filling.clock.now],
    ])
    expect(await scene.db.selectFrom('mention_match').select('query_id').where('workspace_id', '=', filling.workspaceId).execute()).toHaveLength(3)
    expect(await filling.fills()).toMatchObject([{ state: 'done', looked: 2, found: 2, share: 1, problem: null, wholeSince: null, sourceName: `source of ${filling.network.connector.id}` }])
    expect(await factsNamed('ingest.back_fill')).toMatchObject([{ name: 'ingest.back_fill_begun' }, { name: 'ingest.back_fill_finished', looked: 2, found: 2 }])
    expect(await factsNamed('ingest.mentions_heard')).toMatchObject([{ count: 2 }])
  })

  test('lets the matcher decide: what a search finds beside is looked at and left', async () => {
    filling = await newFilling(scene, 'heed -sofa')
    filling.saidBefore('heed the sofa', 'heed')
    await filling.save()
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ looked: 2, found: 1 }])
    expect(await ids()).toEqual(['p1'])
  })

  test('moves neither the stream nor the ledger of gaps', async () => {
    many(4)
    const before = await scene.db.selectFrom('stream').selectAll().where('id', '=', filling.streamId).execute()
    await filling.save()
    await filling.work()
    expect(await scene.db.selectFrom('stream').selectAll().where('id', '=', filling.streamId).execute()).toEqual(before)
    expect(await scene.db.selectFrom('gap').selectAll().where('stream_id', '=', filling.streamId).execute()).toEqual([])
    expect(await scene.db.selectFrom('source').select(['mentions_heard', 'mentions_known']).where('id', '=', filling.sourceId).execute()).toEqual([{ mentions_heard: '4', mentions_known: '0' }])
  })

  test('goes back as far as it may: thirty days, or what the workspace or the network’s terms keep', async () => {
    const daysAsked = async () => ((await filling.fills())[0]?.until.getTime() ?? 0) / DAY_MS - ((await filling.fills())[0]?.from.getTime() ?? 0) / DAY_MS
    await filling.save()
    await filling.work()
    expect(await daysAsked()).toBe(BACK_FILL_DAYS)
    await scene.db.updateTable('workspace').set({ retention_days: 7 }).where('workspace_id', '=', filling.workspaceId).execute()
    filling.network.posts.push(...[6, 8, 300].map((days) => postOf({ externalId: `d${days}`, text: 'heed', saidAt: new Date(NOW.getTime() - days * DAY_MS) })), postOf({ externalId: 'undated', text: 'heed', saidAt: null }))
    await filling.save(2)
    await filling.work()
    expect(await daysAsked()).toBe(7)
    expect(await ids()).toEqual(['d6'])
    const { terms } = filling.network.connector
    filling = await newFilling(scene, 'heed', { terms: { ...terms, keepForDays: 2 } })
    await filling.save()
    await filling.work()
    expect(await daysAsked()).toBe(2)
  })

  test('fetches nothing for a workspace without a source that can be searched, or from one that is paused', async () => {
    await scene.db.updateTable('source').set({ paused_at: NOW }).where('id', '=', filling.sourceId).execute()
    many(2)
    await filling.save()
    await filling.work()
    expect([await filling.fills(), filling.network.asked]).toEqual([[], []])
  })

  test('before there is a source fetches the past once there is one, and only once', async () => {
    many(2)
    await filling.newSources()
    await filling.work()
    expect(await filling.fills()).toEqual([])
    await scene.db.updateTable('source').set({ created_at: NOW }).where('id', '=', filling.sourceId).execute()
    await filling.newSources()
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'done', found: 2 }])
    await filling.newSources()
    expect(await filling.workOnce()).toBe(false)
  })

  test('says what the network cannot be searched for', async () => {
    filling = await newFilling(scene, '#heed')
    await filling.save()
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'failed', problem: 'unsearchable', lost: [{ part: '#heed', why: 'unsearchable' }] }])
    const { id: backFillId = '' } = (await filling.fills())[0] ?? {}
    await filling.ctx.transact((db) => resumeBackFill(db, filling.ctx, { queryId: filling.queryId, backFillId }))
    await filling.work()
    expect(await filling.fills()).toMatchObject([{ state: 'failed' }])
  })

  test('brings back nothing that was blocked, forgotten, taken back, or said by somebody who is not to be heard', async () => {
    many(5)
    const own = { workspace_id: filling.workspaceId }
    const network = filling.network.connector.id
    await scene.db.insertInto('forgotten_post').values({ ...own, network, id_hash: hash(network, 'p0'), forgotten_at: NOW }).execute()
    await scene.db.insertInto('recent_change').values({ network, id_hash: hash(network, 'p1'), stream_id: filling.streamId, kind: 'deleted', heard_at: NOW }).execute()
    await scene.db.insertInto('unheard_author').values({ ...own, network, author_hash: hash(`authors of ${network}`, 'rude'), since: NOW }).execute()
    filling.network.posts[2] = postOf({ ...filling.network.posts[2], externalId: 'p2', author: { id: 'rude', handle: 'rude', name: null, followers: null } })
    await scene.db.insertInto('block').values({ ...own, id: crypto.randomUUID(), kind: 'words', value: '"heed 3"', created_by: null, created_at: NOW }).execute()
    await filling.save()
    await filling.work()
    expect((await filling.mentions()).map(({ external_id, blocked_by }) => [external_id, blocked_by !== null])).toEqual([['p3', true], ['p4', false]])
    expect(await filling.fills()).toMatchObject([{ looked: 5, found: 1 }])
    expect(await factsNamed('ingest.mentions_heard')).toMatchObject([{ count: 1 }])
  })
})
