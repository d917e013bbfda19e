import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, type World, newWorld } from '../../../tests/support/world.ts'
import { SourceError } from '../../base/error.ts'
import { acceptInvitation, invitation, invitations, invite, join, me, members, withdrawInvitation } from '../contract.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? ''
const PASSWORD = 'long enough to do'

async function invited(owner: Asker, email: string | null, role: 'agent' | 'owner' = 'agent'): Promise<string> {
  const { status, body } = await world.call(invite, { email, role }, owner)
  expect(status).toBe(200)
  return tokenOf(body.link)
}

async function stateOf(owner: Asker): Promise<string | undefined> {
  return (await world.call(invitations, {}, owner)).body.invitations[0]?.state
}

const DAY_MS = 86_400_000

describe('an invitation', () => {
  it('is mailed in the language of the workspace, and copied by hand as well', async () => {
    const owner = await world.owner('חנות הספרים')
    const { body } = await world.call(invite, { email: 'Noa@Example.org', role: 'agent' }, owner)
    expect(body).toMatchObject({ mailed: true, invitation: { email: 'noa@example.org', role: 'agent', state: 'open' } })
    expect(world.letters.at(-1)).toMatchObject({ to: 'noa@example.org', subject: 'You are invited to חנות הספרים on Heed' })
    expect(world.letters.at(-1)?.text).toContain(body.link)
  })

  it('shows who invites to what before anything is accepted', async () => {
    const owner = await world.owner('Acme')
    const token = await invited(owner, 'avi@example.org')
    const { body } = await world.call(invitation, { token }, null)
    expect(body).toMatchObject({ workspace: { name: 'Acme', language: 'en' }, invitedBy: owner.user.name })
    expect(body).toMatchObject({ email: 'avi@example.org', role: 'agent', hasAccount: false })
  })

  it('makes an account with a password, a member, and a fact, once', async () => {
    const owner = await world.owner()
    const token = await invited(owner, 'ben@example.org')
    const accepted = await world.call(acceptInvitation, { token, name: 'Ben', email: 'ben@example.org', password: PASSWORD }, null)
    expect([accepted.status, accepted.body.workspaceId]).toEqual([200, owner.workspaceId])
    expect((await world.call(members, {}, owner)).body.members.map(({ name, role }) => [name, role])).toContainEqual(['Ben', 'agent'])
    const payload = { email: 'ben@example.org', password: PASSWORD }
    const signedIn = await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })
    expect(signedIn.statusCode).toBe(200)
    const again = await world.call(acceptInvitation, { token, name: 'Eve', email: 'eve@example.org', password: PASSWORD }, null)
    expect([again.status, again.body.code]).toEqual([410, 'people.invitation_spent'])
    expect(await world.auth.accountOf('eve@example.org')).toBeNull()
    expect(await stateOf(owner)).toBe('accepted')
    const facts = await world.db
      .selectFrom('fact')
      .select(['name', 'user_id'])
      .where('workspace_id', '=', owner.workspaceId ?? '')
      .where('name', '=', 'people.member_joined')
      .execute()
    expect(facts).toEqual([{ name: 'people.member_joined', user_id: (await world.auth.accountOf('ben@example.org'))?.id }])
  })

  it('never opens an account that exists: its owner signs in and joins', async () => {
    const known = await world.stranger('gal@example.org')
    const token = await invited(await world.owner(), 'gal@example.org')
    expect((await world.call(invitation, { token }, null)).body.hasAccount).toBe(true)
    const stolen = await world.call(acceptInvitation, { token, name: 'Eve', email: 'gal@example.org', password: PASSWORD }, null)
    expect([stolen.status, stolen.body.code]).toEqual([409, 'people.account_exists'])
    expect((await world.call(join, { token }, null)).status).toBe(401)
    const { status, body } = await world.call(join, { token }, known)
    expect(status).toBe(200)
    expect((await world.call(me, {}, known)).body.workspaces.map(({ id }) => id)).toEqual([body.workspaceId])
  })

  it('to an address is for nobody else', async () => {
    const token = await invited(await world.owner(), 'hila@example.org')
    const other = await world.stranger()
    expect((await world.call(join, { token }, other)).body.code).toBe('people.invitation_for_another')
    const made = await world.call(acceptInvitation, { token, name: 'Eve', email: 'eve2@example.org', password: PASSWORD }, null)
    expect(made.body.code).toBe('people.invitation_for_another')
    expect(await world.auth.accountOf('eve2@example.org')).toBeNull()
  })

  it('without an address is for whoever holds it, one of them', async () => {
    const owner = await world.owner()
    const token = await invited(owner, null)
    const askers = [await world.stranger(), await world.stranger()]
    const answers = await Promise.all(askers.map((asker) => world.call(join, { token }, asker)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410])
  })

  it('is worth nothing once withdrawn', async () => {
    const owner = await world.owner()
    const { body } = await world.call(invite, { email: null, role: 'viewer' }, owner)
    expect((await world.call(withdrawInvitation, { id: body.invitation.id }, owner)).status).toBe(200)
    expect((await world.call(withdrawInvitation, { id: body.invitation.id }, owner)).body.code).toBe('people.invitation_spent')
    expect((await world.call(join, { token: tokenOf(body.link) }, await world.stranger())).body.code).toBe('people.invitation_spent')
    expect(await stateOf(owner)).toBe('withdrawn')
  })

  it('is worth nothing after two weeks', async () => {
    const owner = await world.owner()
    const token = await invited(owner, null)
    const then = world.clock.now
    world.clock.now = new Date(then.getTime() + 14 * DAY_MS)
    expect((await world.call(invitation, { token }, null)).status).toBe(410)
    expect(await stateOf(owner)).toBe('expired')
    world.clock.now = then
  })

  it('is not made for who is a member already', async () => {
    const owner = await world.owner()
    expect((await world.call(invite, { email: owner.user.email, role: 'agent' }, owner)).body.code).toBe('people.already_member')
    const token = await invited(owner, null)
    expect((await world.call(join, { token }, owner)).body.code).toBe('people.already_member')
    expect(await stateOf(owner)).toBe('open')
  })

  it('to be an owner is an owner’s to give', async () => {
    const owner = await world.owner()
    const manager = await world.as('manager', owner.workspaceId)
    expect((await world.call(invite, { email: null, role: 'owner' }, manager)).body.code).toBe('not_allowed')
    const { body } = await world.call(invite, { email: null, role: 'owner' }, owner)
    expect((await world.call(withdrawInvitation, { id: body.invitation.id }, manager)).body.code).toBe('not_allowed')
  })

  it('of another workspace can be neither seen nor withdrawn', async () => {
    const [one, two] = [await world.owner(), await world.owner()]
    const { body } = await world.call(invite, { email: null, role: 'viewer' }, one)
    expect((await world.call(withdrawInvitation, { id: body.invitation.id }, two)).body.code).toBe('not_found')
    expect((await world.call(invitations, {}, two)).body.invitations).toEqual([])
  })

  it('cannot be made up: not a token, another workspace’s, one letter wrong', async () => {
    const owner = await world.owner()
    const token = await invited(owner, null)
    const other = await invited(await world.owner(), null)
    const [one, two] = [Buffer.from(token, 'base64url'), Buffer.from(other, 'base64url')]
    const mixed = Buffer.concat([one.subarray(0, 16), two.subarray(16)]).toString('base64url')
    const wrong = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    for (const made of ['x', mixed, wrong, 'A'.repeat(54)]) {
      expect((await world.call(invitation, { token: made }, null)).body.code).toBe('people.invitation_spent')
    }
    expect((await world.call(invitation, { token: '' }, null)).status).toBe(400)
  })

  it('is kept as a hash: the database holds no link that opens anything', async () => {
    const owner = await world.owner()
    const token = await invited(owner, null)
    const rows = await world.db.selectFrom('invitation').selectAll().where('workspace_id', '=', owner.workspaceId ?? '').execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.token_hash.includes(Buffer.from(token, 'base64url'))).toBe(false)
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('without a mail server', () => {
  it('an invitation is a link to copy', async () => {
    const quiet = await newWorld({ mail: { configured: false, send: () => Promise.reject(new SourceError('stop', 'none')) } })
    const { body } = await quiet.call(invite, { email: 'noa@example.org', role: 'agent' }, await quiet.owner())
    expect(body.mailed).toBe(false)
    expect((await quiet.call(invitation, { token: tokenOf(body.link) }, null)).status).toBe(200)
    await quiet.close()
  })

  it('or with one that is down, too', async () => {
    const down = await newWorld({ mail: { configured: true, send: () => Promise.reject(new SourceError('retry', 'down')) } })
    const { status, body } = await down.call(invite, { email: 'noa@example.org', role: 'agent' }, await down.owner())
    expect([status, body.mailed]).toEqual([200, false])
    await down.close()
  })
})
