import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Asker, type World, newWorld } from '../../../tests/support/world.ts'
import { createMail } from '../../base/server/mail.ts'
import { testDatabase } from '../../../tests/support/postgres.ts'
import { me } from '../contract.ts'
import { createAuth } from './auth.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

let visitors = 0

/** Another visitor each time: the limits are per address. */
type Asking = { body?: object; cookie?: string; origin?: string; from?: string; language?: string }

async function ask(method: 'GET' | 'POST', path: string, options: Asking = {}) {
  visitors += 1
  return world.app.inject({
    method,
    url: `/api/auth${path}`,
    remoteAddress: options.from ?? `192.0.2.${visitors}`,
    headers: {
      ...(options.cookie && { cookie: options.cookie }),
      ...(options.origin && { origin: options.origin }),
      ...(options.language && { 'accept-language': options.language }),
    },
    ...(options.body && { payload: options.body }),
  })
}

async function account(password?: string): Promise<string> {
  visitors += 1
  const email = `person${visitors}@example.org`
  await world.auth.createAccount({ email, name: 'Dana', ...(password && { password }) })
  return email
}

const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? ''
const cookieOf = (response: Awaited<ReturnType<typeof ask>>): string =>
  response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
const signedIn = async (cookie: string): Promise<boolean> =>
  (await world.call(me, {}, { cookie, workspaceId: null, user: { id: '', email: '', name: '' } } satisfies Asker)).status === 200

describe('a sign-in link', () => {
  it('signs in when its button is pressed, once', async () => {
    const token = tokenOf(await world.auth.signInLink(await account()))
    const first = await ask('POST', '/sign-in/link', { body: { token } })
    expect(first.statusCode).toBe(200)
    expect(await signedIn(cookieOf(first))).toBe(true)
    const second = await ask('POST', '/sign-in/link', { body: { token } })
    expect([second.statusCode, second.json().code, second.cookies]).toEqual([410, 'people.link_spent', []])
  })

  it('signs in one of two who press at the same moment', async () => {
    const token = tokenOf(await world.auth.signInLink(await account()))
    const both = await Promise.all([ask('POST', '/sign-in/link', { body: { token } }), ask('POST', '/sign-in/link', { body: { token } })])
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 410])
  })

  it('signs nobody in by being opened, as mail scanners open every link', async () => {
    const link = await world.auth.signInLink(await account())
    const token = tokenOf(link)
    for (const path of ['/magic-link/verify', '/magic-link/verify?callbackURL=/', '/sign-in/link']) {
      const opened = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}token=${token}`)
      expect([opened.statusCode, opened.cookies]).toEqual([404, []])
    }
    const page = await world.app.inject({ method: 'GET', url: link.slice('http://heed.test'.length) })
    expect(page.cookies).toEqual([])
    expect((await ask('POST', '/sign-in/link', { body: { token } })).statusCode).toBe(200)
  })

  it('is worth nothing after an hour', async () => {
    const email = await account()
    const token = tokenOf(await world.auth.signInLink(email))
    await sql`update auth.verification set "expiresAt" = 'epoch' where value like ${`%${email}%`}`.execute(world.db)
    expect((await ask('POST', '/sign-in/link', { body: { token } })).statusCode).toBe(410)
  })

  it('is for pages of ours only', async () => {
    const token = tokenOf(await world.auth.signInLink(await account()))
    expect((await ask('POST', '/sign-in/link', { body: { token }, origin: 'https://evil.test' })).statusCode).toBe(403)
    expect((await ask('POST', '/sign-in/link', { body: { token }, origin: 'http://heed.test' })).statusCode).toBe(200)
  })

  it('is nothing that anyone made up', async () => {
    for (const body of [{ token: 'nothing' }, { token: '' }, {}, { token: 7 }, { token: '\u0000' }]) {
      expect([400, 410]).toContain((await ask('POST', '/sign-in/link', { body })).statusCode)
    }
  })

  it('is not tried without end', async () => {
    const codes: number[] = []
    for (let i = 0; i < 22; i++) {
      codes.push((await ask('POST', '/sign-in/link', { body: { token: `guess${i}` }, from: '198.51.100.7' })).statusCode)
    }
    expect(codes).toContain(429)
  })

  it('is mailed to whoever has an account, in the language asked in, and to nobody else', async () => {
    const email = await account()
    const before = world.letters.length
    await ask('POST', '/sign-in/magic-link', { body: { email }, language: 'he' })
    const unknown = await ask('POST', '/sign-in/magic-link', { body: { email: 'nobody@example.org' } })
    expect(unknown.statusCode).toBe(200)
    const letters = world.letters.slice(before)
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([[email, 'התחברות ל־Heed']])
    const token = /token=(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? ''
    expect((await ask('POST', '/sign-in/link', { body: { token } })).statusCode).toBe(200)
  })

  it('is not handed out by what looks like our own request', async () => {
    const email = await account()
    const response = await ask('POST', '/sign-in/magic-link', { body: { email, metadata: { keep: 'token' } } })
    expect(response.json()).toEqual({ status: true })
  })

  it('takes a password away that somebody else had set on an address never proven', async () => {
    const email = await account('set by a stranger')
    const stranger = cookieOf(await ask('POST', '/sign-in/email', { body: { email, password: 'set by a stranger' } }))
    expect(await signedIn(stranger)).toBe(true)
    await ask('POST', '/sign-in/link', { body: { token: tokenOf(await world.auth.signInLink(email)) } })
    expect(await signedIn(stranger)).toBe(false)
    expect((await ask('POST', '/sign-in/email', { body: { email, password: 'set by a stranger' } })).statusCode).toBe(401)
  })
})

describe('a password', () => {
  it('signs in, and a wrong one does not', async () => {
    const email = await account('correct horse')
    expect((await ask('POST', '/sign-in/email', { body: { email, password: 'wrong horse!' } })).statusCode).toBe(401)
    const right = await ask('POST', '/sign-in/email', { body: { email, password: 'correct horse' } })
    expect(await signedIn(cookieOf(right))).toBe(true)
  })

  it('is not guessed at speed', async () => {
    const email = await account('correct horse')
    const codes: number[] = []
    for (let i = 0; i < 12; i++) {
      codes.push((await ask('POST', '/sign-in/email', { body: { email, password: `guess number ${i}` }, from: '198.51.100.9' })).statusCode)
    }
    expect(codes).toContain(429)
  })

  it('is set by whoever signed in without one, once', async () => {
    const email = await account()
    const cookie = cookieOf(await ask('POST', '/sign-in/link', { body: { token: tokenOf(await world.auth.signInLink(email)) } }))
    const body = { newPassword: 'long enough' }
    expect((await ask('POST', '/set-password', { body: { newPassword: 'short' }, cookie })).statusCode).toBe(400)
    expect((await ask('POST', '/set-password', { body })).statusCode).toBe(401)
    expect((await ask('POST', '/set-password', { body, cookie, origin: 'https://evil.test' })).statusCode).toBe(403)
    expect((await ask('POST', '/set-password', { body, cookie })).statusCode).toBe(200)
    expect((await ask('POST', '/set-password', { body: { newPassword: 'another one' }, cookie })).statusCode).toBe(400)
    expect((await ask('POST', '/sign-in/email', { body: { email, password: 'long enough' } })).statusCode).toBe(200)
  })

  it('is chosen anew through a letter, which ends the old sessions', async () => {
    const email = await account('the old password')
    const old = cookieOf(await ask('POST', '/sign-in/email', { body: { email, password: 'the old password' } }))
    expect((await ask('POST', '/request-password-reset', { body: { email } })).statusCode).toBe(200)
    const token = /set-password\?token=(\S+)/.exec(world.letters.at(-1)?.text ?? '')?.[1]
    expect((await ask('POST', '/reset-password', { body: { newPassword: 'the new password', token } })).statusCode).toBe(200)
    expect(await signedIn(old)).toBe(false)
    expect((await ask('POST', '/sign-in/email', { body: { email, password: 'the new password' } })).statusCode).toBe(200)
    expect((await ask('POST', '/reset-password', { body: { newPassword: 'once more, please', token } })).statusCode).toBe(400)
  })
})

describe('an account', () => {
  it('cannot be made by signing up', async () => {
    for (const path of ['/sign-up/email', '/sign-up/email/', '//sign-up/email', '/sign-in/social', '/sign-up']) {
      const response = await ask('POST', path, { body: { email: 'new@example.org', name: 'New', password: 'long enough to do' } })
      expect(response.statusCode).toBe(404)
    }
    expect(await world.auth.accountOf('new@example.org')).toBeNull()
  })

  it('is one for an address, however it is written', async () => {
    const email = await account()
    const again = world.auth.createAccount({ email: email.toUpperCase(), name: 'Dana' })
    await expect(again).rejects.toMatchObject({ code: 'people.account_exists' })
  })

  it('is one for an address, also when two are made at once', async () => {
    const both = await Promise.allSettled(['a', 'b'].map((name) => world.auth.createAccount({ email: 'twice@example.org', name })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'people.account_exists' } })
  })

  it('is signed out by signing out, and by a cookie that was tampered with', async () => {
    const { cookie } = await world.stranger()
    expect(await signedIn(`${cookie.slice(0, -8)}AAAAAA%3D`)).toBe(false)
    expect((await ask('POST', '/sign-out', { cookie, origin: 'http://heed.test' })).statusCode).toBe(200)
    expect(await signedIn(cookie)).toBe(false)
  })

  it('keeps its secrets: the database holds no token that opens anything', async () => {
    const token = tokenOf(await world.auth.signInLink(await account('a password here')))
    const { rows } = await sql`select * from auth.verification`.execute(world.db)
    expect(rows).not.toEqual([])
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('a cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    const response = await ask('POST', '/sign-in/link', { body: { token: tokenOf(await world.auth.signInLink(await account())) } })
    expect(response.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/' }])
    expect(response.body).toBe('{}')
  })

  it('is sent over https alone where Heed is opened by https', async () => {
    const database = await testDatabase()
    const secret = 'a secret for tests that nobody keeps'
    const errors: unknown[] = []
    const onError = (error: unknown) => void errors.push(error)
    const auth = createAuth({ connection: database.app, secret, url: 'https://heed.test', mail: createMail(null), onError })
    await auth.createAccount({ email: 'dana@example.org', name: 'Dana' })
    const body = JSON.stringify({ token: tokenOf(await auth.signInLink('dana@example.org')) })
    const response = await auth.handler(new Request('https://heed.test/api/auth/sign-in/link', { method: 'POST', body }))
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Secure-heed\..*; Secure/)])
    expect(errors).toEqual([])
    await auth.close()
    await database.close()
  })
})

describe('a session', () => {
  const DAY_MS = 24 * 60 * 60 * 1000
  afterEach(() => {
    vi.useRealTimers()
  })

  it('goes on for whoever opens Heed now and then, and ends after 30 days without them', async () => {
    const begun = Date.now()
    const opens = await signInWithLink()
    const staysAway = await signInWithLink()
    vi.useFakeTimers({ toFake: ['Date'], now: begun + 20 * DAY_MS })
    const renewed = await ask('GET', '/get-session', { cookie: opens })
    expect(renewed.cookies).toMatchObject([{ httpOnly: true, maxAge: 30 * 24 * 60 * 60 }])
    vi.setSystemTime(begun + 40 * DAY_MS)
    expect([await signedIn(cookieOf(renewed)), await signedIn(staysAway)]).toEqual([true, false])
  })

  it('is renewed once a day, however often one asks', async () => {
    const cookie = await signInWithLink()
    expect((await ask('GET', '/get-session', { cookie })).cookies).toEqual([])
  })
})

async function signInWithLink(): Promise<string> {
  return cookieOf(await ask('POST', '/sign-in/link', { body: { token: tokenOf(await world.auth.signInLink(await account())) } }))
}
