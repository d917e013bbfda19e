import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { type OutputOf, pathOf } from '../../base/endpoint.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { addQuery, correct, listMentions, mentionStream } from '../contract.ts'

type Said = OutputOf<typeof mentionStream>

let world: World
let origin: string
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld()
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})
afterAll(() => world.close())

/** Opens the stream as a browser does; `next` waits for what is said next. */
async function listen(as: Asker & { workspaceId: string }) {
  const leaving = new AbortController()
  const response = await fetch(`${origin}${pathOf(mentionStream)}?workspace=${as.workspaceId}`, { headers: { cookie: as.cookie }, signal: leaving.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Said | null> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const event = text.slice(0, end)
        text = text.slice(end + 2)
        return JSON.parse(event.replace(/^data: /, ''))
      }
      const read = await reader?.read()
      if (!read || read.done) return null
      text += read.value
    }
  }
  return { response, next, leave: () => leaving.abort() }
}

describe('the live stream of mentions', () => {
  it('tells that stored mentions were understood anew, once the work has changed something and at its end', async () => {
    const stream = await listen(owner)
    expect(await stream.next()).toEqual({ kind: 'beat' })
    const run = { id: uuidv7(world.clock.now), version: 'v', state: 'done' as const, to_look: 9, looked: 9, below: uuidv7(world.clock.now), per_second: null, moved_at: null, asked_at: world.clock.now, started_at: null, ended_at: null }
    const finish = (changed: number) => world.doors.inWorkspace(owner.workspaceId, async (db) => {
      await db.insertInto('understanding_run').values({ workspace_id: owner.workspaceId, ...run, changed }).onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ changed })).execute()
      await record(db, { actor: { workspaceId: owner.workspaceId, userId: null }, now: () => world.clock.now }, 'ingest.understanding_finished', { version: 'v', looked: 9, changed })
    })
    await finish(4)
    expect(await stream.next()).toEqual({ kind: 'understood' })
    await finish(4)
    await say({ externalId: 'after', text: 'the lift of another day' })
    expect(await stream.next()).toMatchObject({ kind: 'heard' })
    stream.leave()
  })

  it('tells copies of a mention with what somebody says of it', async () => {
    const text = 'the lift of the big house on the hill does not go up today, and nobody tells the tenants when it will'
    const stream = await listen(owner)
    expect(await stream.next()).toEqual({ kind: 'beat' })
    await say({ externalId: 'c1', text, saidAt: new Date(world.clock.now.getTime() - 1_000) })
    expect(await stream.next()).toMatchObject({ kind: 'heard', mentions: [{ externalId: 'c1' }] })
    await say({ externalId: 'c2', text, saidAt: world.clock.now })
    expect(await stream.next()).toMatchObject({ kind: 'heard', mentions: [{ externalId: 'c2' }] })
    const first = (await world.call(listMentions, { copies: 'each' }, owner)).body.mentions.find(({ externalId }) => externalId === 'c1')
    await world.call(correct, { mentionId: first?.id ?? '', says: { intent: 'crisis' } }, owner)
    expect(await stream.next()).toMatchObject({ kind: 'edited', mentions: [{ externalId: 'c2', meaning: { intent: 'crisis' } }, { externalId: 'c1', meaning: { intent: 'crisis' } }] })
    stream.leave()
  })

  it('begins with a beat and tells what is heard, edited and deleted, in order', async () => {
    const stream = await listen(owner)
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream')
    expect(await stream.next()).toEqual({ kind: 'beat' })
    await say({ externalId: 'a', text: 'the lift is stuck' }, { externalId: 'z', text: 'the door is not' })
    expect(await stream.next()).toMatchObject({ kind: 'heard', mentions: [{ externalId: 'a', matches: [{ name: 'Lift', spans: [[4, 8]] }] }] })
    await say({ kind: 'edited', externalId: 'a', text: 'the lift works' })
    expect(await stream.next()).toMatchObject({ kind: 'edited', mentions: [{ externalId: 'a', text: 'the lift works' }] })
    await say({ kind: 'deleted', externalId: 'a' })
    expect(await stream.next()).toMatchObject({ kind: 'deleted', mentions: [{ externalId: 'a', text: '' }] })
    stream.leave()
  })

  it('tells of mentions whose authors have a name now as it tells of edits', async () => {
    const stream = await listen(owner)
    await stream.next()
    await say({ externalId: 'n', text: 'the lift again', author: { id: 'noa', handle: '', name: null, followers: null } })
    await stream.next()
    await world.doors.asIngest([owner.workspaceId], async (db) => {
      const { id } = await db.updateTable('mention').set({ author_handle: 'noa.example' }).where('external_id', '=', 'n').returning('id').executeTakeFirstOrThrow()
      const teller = { actor: { workspaceId: owner.workspaceId, userId: null }, now: () => world.clock.now }
      await record(db, teller, 'ingest.authors_introduced', { mentionIds: [id], count: 1 })
    })
    expect(await stream.next()).toMatchObject({ kind: 'edited', mentions: [{ externalId: 'n', author: { handle: 'noa.example' }, editedAt: null }] })
    stream.leave()
  })

  it('tells nothing of another workspace', async () => {
    const stranger = await world.owner('Other')
    const theirs = await listen(stranger)
    const ours = await listen(owner)
    await theirs.next()
    await ours.next()
    await world.call(addQuery, { name: 'Lift', text: 'lift' }, stranger)
    const sayThere = await newNetwork(world, stranger.workspaceId)
    await say({ externalId: 'ours', text: 'our lift' })
    await sayThere({ externalId: 'theirs', text: 'their lift' })
    expect(await theirs.next()).toMatchObject({ kind: 'heard', mentions: [{ externalId: 'theirs' }] })
    expect(await ours.next()).toMatchObject({ kind: 'heard', mentions: [{ externalId: 'ours' }] })
    theirs.leave()
    ours.leave()
  })

  it('is for members of the workspace', async () => {
    const stranger = await world.owner('Third')
    expect((await listen({ ...stranger, workspaceId: owner.workspaceId })).response.status).toBe(403)
  })

  it('ends when it may have missed something, so that whoever listens reads the list anew', async () => {
    const stream = await listen(owner)
    await stream.next()
    await world.doors.inWorkspace(owner.workspaceId, async (db) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'heed facts' and datname = current_database()`.execute(db)
    })
    expect(await stream.next()).toBeNull()
  })
})
