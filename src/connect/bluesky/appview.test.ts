import { describe, expect, onTestFinished, test } from 'vitest'
import { createIo } from '../../base/server/safe-fetch.ts'
import { startFakeServer } from '../fake-server.ts'
import { authorsFrom } from './appview.ts'
import { bluesky } from './connector.ts'

const NOA = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'
const io = createIo({ allowPrivate: true, userAgent: 'heed-test', signal: new AbortController().signal })

/** A server that answers each path with this JSON, and what it was asked. */
async function serverOf(answers: Readonly<Record<string, unknown>>, status = 200) {
  const asked: URL[] = []
  const server = await startFakeServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked.push(url)
    const answer = answers[url.pathname.replace('/xrpc/', '')]
    if (answer === undefined) response.writeHead(404).end()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  onTestFinished(() => server.close())
  return { ...server, asked }
}

const profiles = (...of: unknown[]) => ({ 'app.bsky.actor.getProfiles': { profiles: of } })

describe('the AppView', () => {
  test('is asked for no more than 25 accounts at once', async () => {
    const { url, asked } = await serverOf(profiles())
    await authorsFrom(io, url, Array.from({ length: 40 }, (_, n) => `did:plc:${n}`))
    expect(asked[0]?.searchParams.getAll('actors').length).toBe(25)
  })

  test('is not asked for what is no account', async () => {
    const { url, asked } = await serverOf(profiles())
    expect(await authorsFrom(io, url, ['did:', 'noa', `did:web:${'x'.repeat(300)}`, 'did:plc:x&y'])).toEqual([])
    expect(asked).toEqual([])
  })

  test('may answer anything: what is no profile of somebody asked for is passed over', async () => {
    const { url } = await serverOf(profiles(null, 7, {}, { did: 'did:plc:other', handle: 'other.example' }, { did: NOA, handle: ['x'], displayName: 3, followersCount: 'many' }))
    expect(await authorsFrom(io, url, [NOA])).toEqual([{ id: NOA, handle: '', name: null, followers: null }])
  })

  test.each(['<html>', '{"profiles":{}}', 'null'])('that answers %s is asked again later', async (answer) => {
    const { url } = await serverOf({ 'app.bsky.actor.getProfiles': answer })
    await expect(authorsFrom(io, url, [NOA])).rejects.toMatchObject({ name: 'SourceError', then: 'retry' })
  })

  test('that does not understand the question is not asked the same again', async () => {
    const { url } = await serverOf(profiles(), 400)
    await expect(authorsFrom(io, url, [NOA])).rejects.toMatchObject({ name: 'SourceError', then: 'stop' })
  })
})

describe('of a firehose', () => {
  const account = { handle: 'noa.example', handleIsCorrect: true }

  test('a personal data server itself is asked who its accounts are', async () => {
    const home = await serverOf({ 'com.atproto.server.describeServer': { did: 'did:web:home' }, 'com.atproto.repo.describeRepo': account })
    expect(await bluesky.authors?.(io, { firehose: home.url }, [NOA])).toEqual([{ id: NOA, handle: 'noa.example', name: null, followers: null }])
  })

  test('an AppView that is named is asked instead', async () => {
    const home = await serverOf({ 'com.atproto.server.describeServer': { did: 'did:web:home' }, 'com.atproto.repo.describeRepo': account })
    const { url } = await serverOf(profiles({ did: NOA, handle: 'levi.example' }))
    expect(await bluesky.authors?.(io, { firehose: home.url, appview: url }, [NOA])).toMatchObject([{ handle: 'levi.example' }])
    expect(home.asked).toEqual([])
  })

  test('the names asked of another host make another stream', () => {
    expect(bluesky.streamKey({ appview: 'https://a.example/x' })).toBe(bluesky.streamKey({ appview: 'https://a.example' }))
    expect(new Set([{}, { appview: 'https://a.example' }, { appview: 'https://b.example' }].map(bluesky.streamKey)).size).toBe(3)
  })
})
