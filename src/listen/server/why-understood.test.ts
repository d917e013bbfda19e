import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, listMentions, type Mention, whyUnderstood } from '../contract.ts'

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld({ now: new Date('2026-05-20T12:34:00Z') })
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const heard = async (as: Asker = owner): Promise<Mention> => {
  const [mention] = (await world.call(listMentions, { limit: 1 }, as)).body.mentions
  if (!mention) throw new Error('it was heard')
  return mention
}
const why = async (as: Asker = owner) => (await world.call(whyUnderstood, { mentionId: (await heard()).id }, as)).body

describe('why a mention is understood as it is', () => {
  it('is told with the words that speak for it, and how likely it is', async () => {
    await say({ externalId: 'a', text: 'When will the lift be repaired?', lang: 'en' })
    expect((await heard()).meaning).toMatchObject({ intent: 'question', question: true, needsAnswer: true })
    const { probabilities, reasons, corrected } = await why()
    const { negative, neutral, positive } = probabilities ?? { negative: 0, neutral: 0, positive: 0 }
    expect(negative + neutral + positive).toBeCloseTo(1)
    expect(reasons.some(({ about }) => about === 'question')).toBe(true)
    for (const [start, end] of reasons.flatMap(({ spans }) => spans)) expect([start < end, end <= 31]).toEqual([true, true])
    expect(corrected).toEqual([])
  })

  it('names no reason of a machine for what a person has said', async () => {
    await say({ externalId: 'a', text: 'When will the lift be repaired?' })
    await sql`update mention set question = false, corrected = '{question}' where workspace_id = ${owner.workspaceId}`.execute(world.db)
    const { reasons, corrected } = await why()
    expect([corrected, reasons.filter(({ about }) => about === 'question')]).toEqual([['question'], []])
  })

  it('says nothing of staff to whoever may not know', async () => {
    await say({ externalId: 'a', text: 'The guy at the lift was rude' })
    await sql`update mention set about_staff = true, corrected = '{about_staff}' where workspace_id = ${owner.workspaceId}`.execute(world.db)
    const viewer = await world.as('viewer', owner.workspaceId)
    expect([(await why()).corrected, (await heard()).meaning?.aboutStaff]).toEqual([['aboutStaff'], true])
    const told = await why(viewer)
    expect([told.corrected, told.reasons.filter(({ about }) => about === 'aboutStaff'), (await heard(viewer)).meaning?.aboutStaff]).toEqual([[], [], null])
  })

  it('is nothing where nothing is left, or was never understood', async () => {
    await say({ externalId: 'a', text: 'When will the lift be repaired?' })
    const { id } = await heard()
    await say({ kind: 'deleted', externalId: 'a' })
    expect((await world.call(whyUnderstood, { mentionId: id }, owner)).body).toEqual({ probabilities: null, reasons: [], corrected: [], correctedOnFirst: [], firstId: null })
    expect((await heard()).meaning).toBeNull()
    expect((await world.call(whyUnderstood, { mentionId: crypto.randomUUID() }, owner)).body.code).toBe('not_found')
  })
})
