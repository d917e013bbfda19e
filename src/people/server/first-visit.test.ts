import { beforeEach, describe, expect, it } from 'vitest'
import { visitDemo } from '../../app/contract.ts'
import { demo } from '../../connect/demo/connector.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { claim, createWorkspace, customs, firstVisit, markets, me } from '../contract.ts'

const PASSWORD = 'a long enough password'
const RUTH = { name: 'Ruth', email: 'ruth@lantern.example', password: PASSWORD }

let world: World
let token: string

beforeEach(async () => {
  world = await newWorld({ connectors: new Map([[demo.id, demo]]) })
  token = world.firstVisitToken
  return () => world.close()
})

const state = async (said?: string) => (await world.call(firstVisit, said === undefined ? {} : { token: said }, null)).body.state

/** Signs in as a browser does, and returns who then asks. */
async function enter(path: string, payload: object): Promise<Pick<Asker, 'cookie'> & { status: number }> {
  const response = await world.app.inject({ method: 'POST', url: `/api/auth/sign-in/${path}`, payload })
  return { status: response.statusCode, cookie: response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') }
}
const as = (cookie: string): Asker => ({ user: { id: '', email: '', name: '' }, cookie, workspaceId: null })

describe('an installation that nobody has begun', () => {
  it('opens to the token it printed, and to no other', async () => {
    expect([await state(), await state('guessed'), await state(token)]).toEqual(['locked', 'locked', 'open'])
    const refused = await world.call(claim, { token: 'guessed', ...RUTH }, null)
    expect([refused.status, refused.body.code]).toEqual([403, 'people.first_visit_locked'])
    expect(await world.auth.accountOf(RUTH.email)).toBeNull()
  })

  it('is claimed once, by who then signs in with the password, and is closed for ever', async () => {
    expect((await world.call(claim, { token, ...RUTH }, null)).status).toBe(200)
    expect((await enter('email', { email: RUTH.email, password: PASSWORD })).status).toBe(200)
    const second = await world.call(claim, { token, ...RUTH, email: 'eve@example.org' }, null)
    expect([second.status, second.body.code]).toEqual([410, 'people.already_claimed'])
    expect([await state(), await state(token)]).toEqual(['claimed', 'claimed'])
    expect(await world.auth.accountOf('eve@example.org')).toBeNull()
  })

  it('of two who claim it at once lets one win and tells the other', async () => {
    const both = await Promise.all([1, 2, 3, 4].map((n) => world.call(claim, { token, ...RUTH, email: `n${n}@example.org` }, null)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410])
  })

  it('is claimed as well by an account that was made on the machine', async () => {
    await world.auth.createAccount({ email: 'made@example.org', name: 'Made' })
    expect(await state(token)).toBe('claimed')
  })

  it('refuses a password that is too short, and stays open', async () => {
    expect((await world.call(claim, { token, ...RUTH, password: 'short' }, null)).body.code).toBe('bad_input')
    expect(await state(token)).toBe('open')
  })
})

describe('the demo before there is an owner', () => {
  it('is opened in one step, as a visitor, and leaves the installation to be claimed', async () => {
    const { status, body } = await world.call(visitDemo, { token, language: 'he' }, null)
    expect(status).toBe(200)
    const { cookie } = await enter('link', { token: body.token })
    const { user, workspaces } = (await world.call(me, {}, as(cookie))).body
    expect([user.hasPassword, workspaces.map(({ id, isDemo }) => [id, isDemo])]).toEqual([false, [[body.workspaceId, true]]])
    expect(await state(token)).toBe('open')
  })

  it('goes over to the owner, and the visitor is shut out', async () => {
    const seen = (await world.call(visitDemo, { token, language: 'en' }, null)).body
    const unused = (await world.call(visitDemo, { token, language: 'en' }, null)).body
    const { cookie } = await enter('link', { token: seen.token })
    expect((await world.call(claim, { token, ...RUTH }, null)).status).toBe(200)
    expect((await world.call(me, {}, as(cookie))).status).toBe(401)
    expect((await enter('link', { token: unused.token })).status).toBe(410)
    const owner = await enter('email', { email: RUTH.email, password: PASSWORD })
    const { user, workspaces } = (await world.call(me, {}, as(owner.cookie))).body
    expect([user.email, user.name, workspaces.map(({ id }) => id)]).toEqual([RUTH.email, 'Ruth', [seen.workspaceId]])
    expect((await world.call(visitDemo, { token, language: 'en' }, null)).body.code).toBe('people.already_claimed')
  })

  it('is shut to whoever has no token', async () => {
    expect((await world.call(visitDemo, { token: 'guessed', language: 'en' }, null)).body.code).toBe('people.first_visit_locked')
    expect(await world.auth.accountOf('visitor@demo.invalid')).toBeNull()
  })

  it('does not let an owner take the visitor’s address', async () => {
    expect((await world.call(claim, { token, ...RUTH, email: 'visitor@demo.invalid' }, null)).body.code).toBe('bad_input')
  })
})

describe('what is usual in a country', () => {
  it('is a week from Sunday in Israel, from Monday in Germany, and each its zones', async () => {
    const asker = await world.stranger()
    expect((await world.call(customs, { country: 'IL' }, asker)).body).toEqual({ weekStarts: 0, zones: ['Asia/Jerusalem'], language: 'he' })
    expect((await world.call(customs, { country: 'DE' }, asker)).body).toMatchObject({ weekStarts: 1, language: 'de' })
    expect((await world.call(customs, { country: 'US' }, asker)).body.zones).toContain('America/Chicago')
    expect((await world.call(customs, { country: 'ZZ' }, asker)).body.zones).toEqual([])
  })

  it('gives way to what the person chose', async () => {
    const asker = await world.stranger()
    const { body } = await world.call(createWorkspace, { name: 'Lantern', language: 'he', country: 'IL', zone: 'Asia/Jerusalem', weekStarts: 1 }, asker)
    expect((await world.call(markets, {}, { ...asker, workspaceId: body.id })).body.markets).toMatchObject([{ weekStarts: 1, country: 'IL' }])
  })
})
