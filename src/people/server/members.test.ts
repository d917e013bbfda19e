import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, newWorld } from '../../../tests/support/world.ts'
import { changeRole, leave, me, members, removeMember } from '../contract.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

async function factsOf(workspaceId: string): Promise<string[]> {
  const rows = await world.db.selectFrom('fact').select('name').where('workspace_id', '=', workspaceId).orderBy('id').execute()
  return rows.map(({ name }) => name)
}

describe('people.me', () => {
  it('tells who is signed in, with role and permissions in each workspace', async () => {
    const owner = await world.owner('Acme')
    const { body } = await world.call(me, {}, owner)
    expect(body.user).toEqual({ ...owner.user, hasPassword: false })
    expect(body.workspaces).toMatchObject([{ id: owner.workspaceId, name: 'Acme', role: 'owner' }])
    expect(body.workspaces[0]?.permissions).toContain('workspace:manage')
  })

  it('is for nobody who is not signed in', async () => {
    expect((await world.call(me, {}, null)).status).toBe(401)
  })

  it('gives many workspaces in pages', async () => {
    const asker = await world.stranger()
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const { workspaceId } = await world.owner(`W${i}`)
      await world.db
        .insertInto('membership')
        .values({ workspace_id: workspaceId, user_id: asker.user.id, role: 'viewer', created_at: world.clock.now })
        .execute()
      ids.push(workspaceId)
    }
    const first = await world.call(me, { limit: 2 }, asker)
    const second = await world.call(me, { limit: 2, after: first.body.next ?? '' }, asker)
    expect([...first.body.workspaces, ...second.body.workspaces].map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(second.body.next).toBeNull()
  })
})

describe('members', () => {
  it('are told to members with their names, and to no partner', async () => {
    const owner = await world.owner()
    const agent = await world.as('agent', owner.workspaceId)
    const { body } = await world.call(members, {}, agent)
    const roles = body.members.map(({ userId, role }) => [userId, role])
    expect(roles.toSorted()).toEqual([[owner.user.id, 'owner'], [agent.user.id, 'agent']].toSorted())
    expect((await world.call(members, {}, await world.as('partner', owner.workspaceId))).status).toBe(403)
  })

  it('get another role, once told as a fact', async () => {
    const owner = await world.owner()
    const agent = await world.as('agent', owner.workspaceId)
    expect((await world.call(changeRole, { userId: agent.user.id, role: 'manager' }, owner)).status).toBe(200)
    expect((await world.call(changeRole, { userId: agent.user.id, role: 'manager' }, owner)).status).toBe(200)
    expect((await factsOf(owner.workspaceId)).filter((name) => name === 'people.role_changed')).toHaveLength(1)
  })

  it('become owners, or stop being such, by owners only', async () => {
    const owner = await world.owner()
    const manager = await world.as('manager', owner.workspaceId)
    expect((await world.call(changeRole, { userId: manager.user.id, role: 'owner' }, manager)).body.code).toBe('not_allowed')
    expect((await world.call(changeRole, { userId: owner.user.id, role: 'viewer' }, manager)).body.code).toBe('not_allowed')
    expect((await world.call(removeMember, { userId: owner.user.id }, manager)).body.code).toBe('not_allowed')
  })

  it('always have an owner among them', async () => {
    const owner = await world.owner()
    expect((await world.call(changeRole, { userId: owner.user.id, role: 'manager' }, owner)).body.code).toBe('people.last_owner')
    expect((await world.call(removeMember, { userId: owner.user.id }, owner)).body.code).toBe('people.last_owner')
    expect((await world.call(leave, {}, owner)).body.code).toBe('people.last_owner')
  })

  it('always have an owner, also when two owners remove each other at once', async () => {
    const one = await world.owner()
    const two = await world.as('owner', one.workspaceId)
    const answers = await Promise.all([
      world.call(removeMember, { userId: two.user.id }, one),
      world.call(removeMember, { userId: one.user.id }, two),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const owners = await world.db
      .selectFrom('membership')
      .select('user_id')
      .where('workspace_id', '=', one.workspaceId)
      .where('role', '=', 'owner')
      .execute()
    expect(owners).toHaveLength(1)
  })

  it('who leave or are removed are refused from then on', async () => {
    const owner = await world.owner()
    const agent = await world.as('agent', owner.workspaceId)
    const viewer = await world.as('viewer', owner.workspaceId)
    expect((await world.call(leave, {}, viewer)).status).toBe(200)
    expect((await world.call(removeMember, { userId: agent.user.id }, owner)).status).toBe(200)
    expect((await world.call(members, {}, agent)).status).toBe(403)
    expect((await world.call(members, {}, viewer)).status).toBe(403)
    expect((await factsOf(owner.workspaceId)).slice(2)).toEqual(['people.member_left', 'people.member_removed'])
  })

  it('of another workspace cannot be touched', async () => {
    const owner = await world.owner()
    const other = await world.as('agent')
    expect((await world.call(changeRole, { userId: other.user.id, role: 'viewer' }, owner)).body.code).toBe('not_found')
    expect((await world.call(removeMember, { userId: other.user.id }, owner)).body.code).toBe('not_found')
    expect((await world.call(members, {}, { ...owner, workspaceId: other.workspaceId })).status).toBe(403)
  })
})
