import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pathOf } from '../../base/endpoint.ts'
import { WORKSPACE_HEADER } from '../../base/server/answer.ts'
import { addQuery, correct, listMentions, takeBack } from '../../listen/contract.ts'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { askPrivacy, authorFile, closePrivacyRequest, eraseAuthor, findAuthor, privacyNotice, privacyRequests, REQUESTS_OPEN_MAX } from '../contract.ts'

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>
const network = () => `test${owner.workspaceId.slice(-6)}`
const noa = { id: 'id-of-noa', handle: 'noa.example', name: 'נועה', followers: null }

beforeAll(async () => {
  world = await newWorld()
})
beforeEach(async () => {
  owner = await world.owner('לנטרן')
  await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})
afterAll(() => world.close())

const slugOf = async (workspaceId: string) => (await world.db.selectFrom('workspace').select('slug').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).slug
const texts = async () => (await world.call(listMentions, {}, owner)).body.mentions.map(({ text }: { text: string }) => text)

describe('erasing an author', () => {
  beforeEach(() => say(
    { externalId: 'a', text: 'the lantern is broken', author: noa, saidAt: new Date(world.clock.now.getTime() - 2_000) },
    { externalId: 'b', text: 'לנטרן לא עונים', author: noa, saidAt: new Date(world.clock.now.getTime() - 1_000) },
    { externalId: 'c', text: 'a lantern for me', author: { ...noa, id: 'another', handle: 'dan.example', name: 'Dan' } },
  ))

  it.each(['noa.example', '@Noa.Example', 'נועה', 'id-of-noa', 'https://network.example/profile/noa.example/'])('finds them as “%s”', async (who) => {
    const { body } = await world.call(findAuthor, { who }, owner)
    expect(body.authors).toMatchObject([{ authorId: 'id-of-noa', handle: 'noa.example', name: 'נועה', mentions: 2 }])
  })

  it('finds nobody by a part of a name', async () => {
    expect((await world.call(findAuthor, { who: 'no' }, owner)).body.authors).toEqual([])
  })

  it('leaves only counts, for good', async () => {
    const { body } = await world.call(eraseAuthor, { network: network(), authorId: 'id-of-noa' }, owner)
    expect(body).toEqual({ erased: 2 })
    expect(await texts()).toEqual(['a lantern for me'])
    const rows = await world.db.selectFrom('mention').selectAll().where('workspace_id', '=', owner.workspaceId).where('forgotten_at', 'is not', null).execute()
    expect(rows.length).toBe(2)
    expect(JSON.stringify([rows, await world.db.selectFrom('fact').selectAll().where('name', '=', 'ingest.author_erased').execute()])).not.toMatch(/noa|נועה|broken/)
    await say({ externalId: 'a', text: 'the lantern is broken', author: noa }, { externalId: 'd', text: 'lantern again', author: noa })
    expect(await texts()).toEqual(['a lantern for me'])
  })

  it('hears them again when they only wanted the past gone', async () => {
    await world.call(eraseAuthor, { network: network(), authorId: 'id-of-noa', andNeverAgain: false }, owner)
    await say({ externalId: 'a', text: 'the lantern is broken', author: noa }, { externalId: 'd', text: 'lantern again', author: noa })
    expect((await texts()).toSorted()).toEqual(['a lantern for me', 'lantern again'])
  })

  it('hands out all that is kept of them, and nothing of others', async () => {
    const response = await world.app.inject({
      url: pathOf(authorFile), query: { network: network(), authorId: 'id-of-noa' }, headers: { cookie: owner.cookie, [WORKSPACE_HEADER]: owner.workspaceId },
    })
    expect(response.headers['content-disposition']).toContain('attachment')
    const lines = response.body.trim().split('\n').map((line) => JSON.parse(line) as { text: string })
    expect(lines.map(({ text }) => text)).toEqual(['the lantern is broken', 'לנטרן לא עונים'])
  })

  it('hands out how it is understood and what people said of that, also what they took back; not who', async () => {
    const mention = (await world.call(listMentions, {}, owner)).body.mentions.find(({ text }) => text === 'the lantern is broken')
    const says = (intent: 'idea' | 'crisis') => world.call(correct, { mentionId: mention?.id ?? '', says: { intent } }, owner)
    const { body: { ids } } = await says('idea')
    await says('crisis')
    await world.call(takeBack, { ids }, owner)
    const { body } = await world.app.inject({
      url: pathOf(authorFile), query: { network: network(), authorId: 'id-of-noa' }, headers: { cookie: owner.cookie, [WORKSPACE_HEADER]: owner.workspaceId },
    })
    const [first, second] = body.trim().split('\n').map((line) => JSON.parse(line) as object)
    expect(first).toMatchObject({ intent: 'crisis', corrected: ['intent'], judgements: [{ what: 'intent', said: 'idea', is_check: false }, { said: 'crisis', taken_back_at: null }] })
    expect(first).not.toMatchObject({ judgements: [{ taken_back_at: null }, {}] })
    expect(second).toMatchObject({ judgements: [] })
    expect(body).not.toContain('said_by')
  })
})

describe('the public notice', () => {
  it('says who listens and how long they keep it, to anybody', async () => {
    const { body } = await world.call(privacyNotice, { slug: await slugOf(owner.workspaceId) }, null)
    expect(body).toEqual({ name: 'לנטרן', language: 'en', retentionDays: 396, networks: [] })
  })

  it('says nothing of a workspace that is not there', async () => {
    expect((await world.call(privacyNotice, { slug: 'nobody' }, null)).status).toBe(404)
  })

  it('takes a request, which the workspace sees and answers once', async () => {
    const slug = await slugOf(owner.workspaceId)
    const asked = { slug, kind: 'erase', who: '@noa.example', place: 'Bluesky', contact: 'noa@mail.example', words: 'בבקשה 🙏' } as const
    expect((await world.call(askPrivacy, asked, null)).status).toBe(200)
    const { body } = await world.call(privacyRequests, {}, owner)
    expect(body.requests).toMatchObject([{ kind: 'erase', who: '@noa.example', words: 'בבקשה 🙏', doneAt: null }])
    await world.call(closePrivacyRequest, { requestId: body.requests[0]?.id ?? '' }, owner)
    await world.call(closePrivacyRequest, { requestId: body.requests[0]?.id ?? '' }, owner)
    const facts = await world.db.selectFrom('fact').select('name').where('workspace_id', '=', owner.workspaceId).where('name', 'like', 'ingest.privacy%').orderBy('id').execute()
    expect(facts.map(({ name }) => name)).toEqual(['ingest.privacy_asked', 'ingest.privacy_closed'])
  })

  it('takes no more than can be answered', async () => {
    const slug = await slugOf(owner.workspaceId)
    await world.db.insertInto('privacy_request').values(Array.from({ length: REQUESTS_OPEN_MAX }, () => ({
      workspace_id: owner.workspaceId, id: crypto.randomUUID(), kind: 'object' as const, who: 'me', place: null, contact: null, words: '',
      asked_at: world.clock.now, done_at: null, done_by: null,
    }))).execute()
    expect((await world.call(askPrivacy, { slug, kind: 'object', who: 'me' }, null)).status).toBe(429)
  })
})
