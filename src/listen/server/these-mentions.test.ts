import { afterAll, beforeAll, expect, it } from 'vitest'
import { newNetwork } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { addQuery, listMentions, MENTIONS_BY_ID_MAX, mentionsById } from '../contract.ts'

let world: World
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  const say = await newNetwork(world, owner.workspaceId)
  await say(...['a', 'b', 'c'].map((externalId, n) => ({ externalId, text: 'the lift', saidAt: new Date(world.clock.now.getTime() - n * 60_000) })))
})
afterAll(() => world.close())

const read = (ids: readonly string[], as: Asker = owner) => world.call(mentionsById, { ids: ids.join() }, as)

it('reads the mentions that are named, newest first, and leaves out what is not there', async () => {
  const [a, , c] = (await world.call(listMentions, {}, owner)).body.mentions.map(({ id }) => id)
  const { body } = await read([c ?? '', uuidv7(new Date()), a ?? ''])
  expect(body.mentions.map(({ externalId }) => externalId)).toEqual(['a', 'c'])
  expect((await read([])).body.mentions).toEqual([])
})

it('reads none of another workspace', async () => {
  const ids = (await world.call(listMentions, {}, owner)).body.mentions.map(({ id }) => id)
  expect((await read(ids, await world.owner())).body.mentions).toEqual([])
})

it('refuses what are no ids, and more than may be asked at once', async () => {
  expect((await read(['1'])).body.code).toBe('bad_input')
  expect((await read(Array.from({ length: MENTIONS_BY_ID_MAX + 1 }, () => uuidv7(new Date())))).body.code).toBe('bad_input')
})
