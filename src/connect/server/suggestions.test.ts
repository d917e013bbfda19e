import { afterAll, beforeAll, expect, it } from 'vitest'
import { newWorld, type World } from '../../../tests/support/world.ts'
import type { Connector } from '../connector.ts'
import { bluesky } from '../bluesky/connector.ts'
import { feed } from '../feed/connector.ts'
import { type FakeFeedServer, openFakeFeedServer } from '../feed/fake-feed-server.ts'
import { addSource, suggestions } from '../contract.ts'

let world: World
let site: FakeFeedServer

beforeAll(async () => {
  site = await openFakeFeedServer()
  const near = { ...feed, suggest: () => [{ name: 'A paper', settings: { url: site.settings.url } }, { name: 'A form', settings: null }] }
  const connectors = new Map<string, Connector>([[bluesky.id, bluesky], [feed.id, near]])
  world = await newWorld({ connectors })
})
afterAll(() => Promise.all([world.close(), site.close()]))

const BRAND = { words: 'Lantern, לנטרן', language: 'he', country: 'IL' }

it('suggests what connectors suggest, without what needs a form first', async () => {
  const { body } = await world.call(suggestions, BRAND, await world.owner())
  expect(body.suggestions.map(({ connector, name, isLive, sourceId }) => [connector, name, isLive, sourceId])).toEqual([
    ['bluesky', 'Bluesky', true, null], ['feed', 'A paper', false, null],
  ])
})

it('says which of them the workspace hears already', async () => {
  const owner = await world.owner()
  const added = await world.call(addSource, { connector: feed.id, settings: { url: `${site.settings.url}#top` } }, owner)
  const { body } = await world.call(suggestions, BRAND, owner)
  expect(body.suggestions.map(({ sourceId }) => sourceId)).toEqual([null, added.body.source.id])
})
