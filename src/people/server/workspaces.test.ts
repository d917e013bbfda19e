import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, newWorld } from '../../../tests/support/world.ts'
import { createWorkspace, markets, me, updateWorkspace } from '../contract.ts'
import { slugOf } from './slug.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const PLACE = { country: 'IL', zone: 'Asia/Jerusalem' } as const

describe('people.create_workspace', () => {
  it('makes its creator the owner, and tells the story', async () => {
    const asker = await world.stranger()
    const { status, body } = await world.call(createWorkspace, { name: 'Acme Books', language: 'en', ...PLACE }, asker)
    expect([status, body.slug]).toEqual([200, 'acme-books'])
    expect((await world.call(me, {}, asker)).body.workspaces).toMatchObject([{ id: body.id, role: 'owner' }])
    const facts = await world.db.selectFrom('fact').select(['name', 'user_id']).where('workspace_id', '=', body.id).orderBy('id').execute()
    const by = { user_id: asker.user.id }
    expect(facts).toEqual([{ name: 'people.workspace_created', ...by }, { name: 'people.market_added', ...by }])
  })

  it('gives Israel its week from Sunday to Thursday, its holidays and its own name', async () => {
    const asker = await world.stranger()
    const { body } = await world.call(createWorkspace, { name: 'חנות הספרים', language: 'he', ...PLACE }, asker)
    const answer = await world.call(markets, {}, { ...asker, workspaceId: body.id })
    const [market] = answer.body.markets
    expect(market).toMatchObject({ name: 'ישראל', language: 'he', weekStarts: 0, holidays: true })
    expect(market?.hours.map((day) => day.length > 0)).toEqual([true, true, true, true, true, false, false])
  })

  it('gives Germany its week from Monday to Friday, and no holidays that Heed does not know', async () => {
    const asker = await world.stranger()
    const { body } = await world.call(createWorkspace, { name: 'Buchladen', language: 'en', country: 'DE', zone: 'Europe/Berlin' }, asker)
    const [market] = (await world.call(markets, {}, { ...asker, workspaceId: body.id })).body.markets
    expect(market).toMatchObject({ name: 'Germany', language: 'de', weekStarts: 1, holidays: false })
    expect(market?.hours.map((day) => day.length > 0)).toEqual([false, true, true, true, true, true, false])
  })

  it('finds another name in addresses when one is taken', async () => {
    const asker = await world.stranger()
    const make = () => world.call(createWorkspace, { name: 'Same Name', language: 'en', ...PLACE }, asker)
    const [first, second] = [await make(), await make()]
    expect(first.body.slug).toBe('same-name')
    expect(second.body.slug).toMatch(/^same-name-\d+$/)
  })

  it('writes nothing when the zone is none', async () => {
    const asker = await world.stranger()
    const { status, body } = await world.call(createWorkspace, { name: 'Acme', language: 'en', ...PLACE, zone: 'Asia/Atlantis' }, asker)
    expect([status, body.code]).toEqual([422, 'people.unknown_zone'])
    expect((await world.call(me, {}, asker)).body.workspaces).toEqual([])
  })

  it.each([{ name: '' }, { name: 'x'.repeat(81) }, { name: 'two\nlines' }, { name: 'a\u0000b' }, { name: 'half a letter \ud800' }, { country: 'Israel' }, { zone: '' }])(
    'refuses %j', async (bad) => {
      const { status } = await world.call(createWorkspace, { name: 'Acme', language: 'en', ...PLACE, ...bad }, await world.stranger())
      expect(status).toBe(400)
    })
})

describe('people.update_workspace', () => {
  it('changes what is given and nothing else', async () => {
    const owner = await world.owner('Before')
    const { body } = await world.call(updateWorkspace, { language: 'he' }, owner)
    expect(body).toMatchObject({ name: 'Before', language: 'he' })
    const { body: after } = await world.call(updateWorkspace, { name: 'After', slug: 'after' }, owner)
    expect(after).toMatchObject({ name: 'After', slug: 'after', language: 'he' })
  })

  it('refuses a name in addresses that is taken', async () => {
    const [one, two] = [await world.owner(), await world.owner()]
    await world.call(updateWorkspace, { slug: 'taken' }, one)
    expect((await world.call(updateWorkspace, { slug: 'taken' }, two)).body.code).toBe('people.slug_taken')
    expect((await world.call(updateWorkspace, { slug: 'Not A Slug' }, two)).status).toBe(400)
  })
})

describe('a name in addresses', () => {
  const LATIN = [['Acme', 'acme'], ['Café Zoë & Co.', 'cafe-zoe-co'], ['  --a1--  ', 'a1'], ['חנות Acme', 'acme']] as const
  it.each(LATIN)('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it.each(['חנות הספרים', '本屋', 'x', '🙂'])('of %s is one that can be said aloud', (name) => {
    expect(slugOf(name)).toMatch(/^([bdfgklmnprstvz][aeiou]){3}-\d\d$/)
  })

  it('is never longer than an address allows', () => {
    expect(slugOf('a b '.repeat(100))).toMatch(/^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$/)
  })
})
