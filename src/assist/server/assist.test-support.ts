import { afterAll, afterEach, beforeAll } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { InputOf } from '../../base/endpoint.ts'
import { addQuery } from '../../listen/contract.ts'
import { changeAssist } from '../contract.ts'
import { type FakeModel, startFakeModel } from '../fake-model-server.ts'

export type Owner = Asker & { readonly workspaceId: string }

/** A world with a model’s server beside it, there for all tests of a file. */
export type Desk = {
  world: World
  model: FakeModel
  /** A new workspace with the assistant set, and a way to let people speak of it; `ids` are those of their mentions, by their own ids there. */
  begin: (settings?: Partial<InputOf<typeof changeAssist>>) => Promise<{ owner: Owner; say: (...sayings: Saying[]) => Promise<void>; idOf: (externalId: string) => Promise<string> }>
}

export function useDesk(): Desk {
  const desk = {} as Desk
  beforeAll(async () => {
    const [world, model] = await Promise.all([newWorld({ now: new Date('2026-03-10T09:00:00Z') }), startFakeModel()])
    const begin: Desk['begin'] = async (settings) => {
      const owner = await world.owner('Lantern')
      await world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, owner)
      const { body, status } = await world.call(changeAssist, { ...WHOLE(model), ...settings }, owner)
      if (status !== 200) throw new Error(`not set: ${JSON.stringify(body)}`)
      const idOf = async (externalId: string) =>
        (await world.db.selectFrom('mention').select('id').where('workspace_id', '=', owner.workspaceId).where('external_id', '=', externalId).executeTakeFirstOrThrow()).id
      return { owner, idOf, say: await newNetwork(world, owner.workspaceId) }
    }
    Object.assign(desk, { world, model, begin })
  })
  afterEach(() => {
    desk.model.behave('well')
    desk.model.asked.length = 0
  })
  afterAll(async () => {
    await desk.model?.close()
    await desk.world?.close()
  })
  return desk
}

/** All that is set. */
export const WHOLE = ({ baseUrl, model, key }: FakeModel): InputOf<typeof changeAssist> => ({
  baseUrl, model, key, operator: 'A server of ours', tasks: ['translate', 'summarise', 'draft'], tone: 'warm', monthlyMax: 100,
})
