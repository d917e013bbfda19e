import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addQuery, postOf } from '../../../tests/simulate/scene.ts'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { newWorld, type Asker, type World } from '../../../tests/support/world.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { applyBlock, CHUNK, CHUNKS_MAX } from './apply-block.ts'

let world: World
let agent: Asker & { readonly workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  agent = await world.as('agent')
  await addQuery(world.db, agent.workspaceId, 'heed')
  say = await newNetwork(world, agent.workspaceId)
})

/** Does the jobs that were enqueued in the workspace, those they enqueue included, as the queue would. */
async function work(): Promise<number> {
  const ctx: Ctx = {
    now: () => world.clock.now, io: {} as Ctx['io'], actor: { workspaceId: agent.workspaceId, userId: null, role: 'owner' },
    transact: (run) => world.doors.inWorkspace(agent.workspaceId, run),
  }
  for (let done = 0; ; done += 1) {
    const { rows } = await sql<{ payload: { data: unknown } }>`
      delete from graphile_worker._private_jobs where (payload::jsonb ->> 'workspaceId') = ${agent.workspaceId} returning payload`.execute(world.db)
    if (rows.length === 0) return done
    for (const { payload } of rows) await applyBlock.run(ctx, applyBlock.data.parse(payload.data))
  }
}

const add = (kind: contract.Block['kind'], value: string) => world.call(contract.addBlock, { kind, value }, agent)
async function hidden(): Promise<string[]> {
  const rows = await world.db.selectFrom('mention').select(['external_id', 'blocked_by']).where('workspace_id', '=', agent.workspaceId).orderBy('external_id').execute()
  return rows.filter(({ blocked_by }) => blocked_by !== null).map(({ external_id }) => external_id ?? '')
}
async function facts(): Promise<string[]> {
  const rows = await world.db.selectFrom('fact').select(['name', 'data']).where('workspace_id', '=', agent.workspaceId).where('name', 'like', 'ingest.block%').orderBy('id').execute()
  return rows.map(({ name, data }) => {
    const { hidden, shown } = data as { hidden?: number; shown?: number }
    return hidden === undefined ? name : `${name} -${hidden} +${shown}`
  })
}

const said = [
  postOf({ externalId: 'a', text: 'heed', author: { id: 'id-1', handle: 'Spam.Example', name: null, followers: null } }),
  postOf({ externalId: 'b', text: 'heed casino', url: null }),
  postOf({ externalId: 'c', text: 'heed', links: ['https://www.bad.example/x'] }),
  postOf({ externalId: 'd', text: 'ולהימורים heed' }),
]

describe('the block list', () => {
  test.each([
    ['author', '@spam.example', ['a']],
    ['author', 'id-1', ['a']],
    ['site', 'https://Bad.Example/page', ['c']],
    ['site', 'bad.example', ['c']],
    ['words', 'casino OR הימורים', ['b', 'd']],
  ] as const)('hides %s %s in what was heard before and in what comes, until it is taken off', async (kind, value, expected) => {
    await say(...said)
    const { status, body } = await add(kind, value)
    expect(status).toBe(200)
    expect(await work()).toBe(1)
    expect(await hidden()).toEqual(expected)
    await say(...said.map((post) => ({ ...post, externalId: `${post.externalId}2` })))
    expect(await hidden()).toEqual(expected.flatMap((id) => [id, `${id}2`]))
    expect((await world.call(contract.removeBlock, { blockId: body.id }, agent)).status).toBe(200)
    await work()
    const count = expected.length
    expect([await hidden(), await facts()]).toEqual([
      [], ['ingest.block_added', `ingest.block_applied -${count} +0`, 'ingest.block_removed', `ingest.block_applied -0 +${count * 2}`],
    ])
  })

  test('keeps hidden what another entry hides too', async () => {
    await say(...said)
    const { body } = await add('words', 'casino')
    await work()
    await add('words', 'heed AND casino')
    await work()
    await world.call(contract.removeBlock, { blockId: body.id }, agent)
    await work()
    expect(await hidden()).toEqual(['b'])
  })

  test('marks a long past in bounded chunks and runs', async () => {
    const many = CHUNK * CHUNKS_MAX + 1
    for (let from = 0; from < many; from += 1_000) {
      await say(...Array.from({ length: Math.min(1_000, many - from) }, (_, n) => postOf({ externalId: `${from + n}`, text: 'heed casino' })))
    }
    await add('words', 'casino')
    expect(await work()).toBe(2)
    expect([(await hidden()).length, await facts()]).toEqual([many, ['ingest.block_added', `ingest.block_applied -${many} +0`]])
  })

  test('is listed newest first, page by page', async () => {
    for (const value of ['one', 'two', 'three']) {
      await add('words', value)
      world.clock.now = new Date(world.clock.now.getTime() + 1_000)
    }
    const first = await world.call(contract.listBlocks, { limit: 2 }, agent)
    const second = await world.call(contract.listBlocks, { limit: 2, after: first.body.next ?? '' }, agent)
    expect([first, second].map(({ body }) => body.blocks.map(({ value }) => value))).toEqual([['three', 'two'], ['one']])
  })

  test('refuses what is on it, what cannot be read and what could hide nothing', async () => {
    await add('author', '@Spam.Example')
    expect((await add('author', 'spam.example')).body.code).toBe('ingest.block_exists')
    expect((await add('words', 'a AND (')).body.code).toBe('listen.bad_query')
    expect((await add('site', 'not a site')).body.code).toBe('bad_input')
    expect((await add('author', '@')).body.code).toBe('bad_input')
    expect((await add('words', '  ')).body.code).toBe('bad_input')
  })

  test('is not for viewers to change, nor for strangers to see', async () => {
    const { body } = await add('words', 'casino')
    const viewer = await world.as('viewer', agent.workspaceId)
    expect((await world.call(contract.addBlock, { kind: 'words', value: 'x' }, viewer)).body.code).toBe('not_allowed')
    const stranger = await world.as('owner')
    expect((await world.call(contract.listBlocks, {}, stranger)).body.blocks).toEqual([])
    expect((await world.call(contract.removeBlock, { blockId: body.id }, stranger)).body.code).toBe('not_found')
  })
})
