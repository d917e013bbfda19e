import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { eraseAuthor } from '../../../ingest/contract.ts'
import { understandAnew } from '../../../ingest/server/understand-anew.ts'
import { history } from '../../../people/contract.ts'
import { addQuery, correct, corrections, figures, listMentions, type Mention, mentionsById, takeBack } from '../../contract.ts'

type Member = Asker & { workspaceId: string }

let world: World
let owner: Member
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  await say({ externalId: 'a', text: 'the lift of the house', lang: 'en', saidAt: world.clock.now, author: { id: 'ada', handle: 'ada.example', name: null, followers: null } })
})

const only = async (as: Member = owner): Promise<Mention> => {
  const [mention] = (await world.call(listMentions, {}, as)).body.mentions
  if (!mention) throw new Error('nothing was heard')
  return mention
}
const opposite = ({ meaning }: Mention) => (meaning?.sentiment === 'negative' ? 'positive' as const : 'negative' as const)
const said = async (mention: Mention, as: Member = owner) => (await world.call(corrections, { mentionId: mention.id }, as)).body.corrections
const rowsOf = async (mentionId: string) => (await sql<{ n: number }>`select count(*)::int as n from mention_correction where mention_id = ${mentionId}`.execute(world.db)).rows[0]?.n

/** Understands everything of the workspace anew, as if the models had become others. */
async function rerun(): Promise<void> {
  await world.doors.asIngest([owner.workspaceId], (db) => (
    understandAnew(db, { workspaceId: owner.workspaceId, calibration: undefined, version: 'another', below: 'ffffffff-ffff-ffff-ffff-ffffffffffff', atMost: 100 })
  ))
}

describe('a correction', () => {
  it('counts at once: in the mention, in what a filter finds and in figures', async () => {
    const mention = await only()
    const sentiment = opposite(mention)
    const { body } = await world.call(correct, { mentionId: mention.id, says: { sentiment, intent: 'complaint', needsAnswer: true } }, owner)
    expect(body.mention.meaning).toMatchObject({ sentiment, intent: 'complaint', needsAnswer: true })
    expect((await world.call(listMentions, { sentiments: sentiment, needsAnswer: 'yes' }, owner)).body.mentions).toHaveLength(1)
    const { facets } = (await world.call(figures, { intents: 'complaint' }, owner)).body
    expect(facets.sentiments.find(({ value }) => value === sentiment)?.count).toBe(1)
  })

  it('keeps what the machine said then, of which version, and how sure it was; nothing is ever overwritten', async () => {
    const mention = await only()
    await world.call(correct, { mentionId: mention.id, says: { sentiment: 'positive' } }, owner)
    await world.call(correct, { mentionId: mention.id, says: { sentiment: 'negative' } }, owner)
    const all = await said(mention)
    expect(all.map((one) => [one.said, one.machine, one.counts])).toEqual([['negative', mention.meaning?.sentiment, true], ['positive', mention.meaning?.sentiment, false]])
    const rows = await world.db.selectFrom('mention_correction').selectAll().where('mention_id', '=', mention.id).execute()
    for (const row of rows) expect([row.understood_by !== null, row.negative_p !== null, row.positive_p !== null]).toEqual([true, true, true])
    await expect(world.doors.inWorkspace(owner.workspaceId, (db) => db.deleteFrom('mention_correction').execute())).rejects.toThrow('permission denied')
    await expect(world.doors.inWorkspace(owner.workspaceId, (db) => db.updateTable('mention_correction').set({ said: 'x' }).execute())).rejects.toThrow('permission denied')
  })

  it('that says what the machine says confirms it: kept too, and it stays when machines think otherwise later', async () => {
    const mention = await only()
    const sentiment = mention.meaning?.sentiment ?? 'neutral'
    await world.call(correct, { mentionId: mention.id, says: { sentiment } }, owner)
    expect((await said(mention)).map((one) => one.said === one.machine && one.counts)).toEqual([true])
    await sql`update mention set understood_by = 'older' where id = ${mention.id}`.execute(world.db)
    await rerun()
    expect((await only()).meaning?.sentiment).toBe(sentiment)
  })

  it('stays when stored mentions are understood anew, and when the post is edited; what nobody corrected changes', async () => {
    const mention = await only()
    await world.call(correct, { mentionId: mention.id, says: { sentiment: opposite(mention), lang: 'de' } }, owner)
    await sql`update mention set understood_by = 'older', intent = 'crisis' where id = ${mention.id}`.execute(world.db)
    await rerun()
    expect((await only()).meaning).toMatchObject({ sentiment: opposite(mention), intent: mention.meaning?.intent })
    await say({ kind: 'edited', externalId: 'a', text: 'what a lift, is it not?', lang: 'en' })
    expect(await only()).toMatchObject({ text: 'what a lift, is it not?', lang: 'de', meaning: { sentiment: opposite(mention) } })
  })

  it('of two people at once: both are kept, one after the other, and the later counts', async () => {
    const colleague = await world.as('agent', owner.workspaceId)
    const mention = await only()
    const [first, second] = await Promise.all([
      world.call(correct, { mentionId: mention.id, says: { sentiment: 'negative' } }, owner),
      world.call(correct, { mentionId: mention.id, says: { sentiment: 'positive' } }, colleague),
    ])
    expect([first.status, second.status]).toEqual([200, 200])
    const all = await said(mention)
    expect(all.map((one) => one.said).toSorted()).toEqual(['negative', 'positive'])
    expect((await only()).meaning?.sentiment).toBe(all[0]?.said)
    expect(all.every(({ machine }) => machine === mention.meaning?.sentiment)).toBe(true)
  })

  it('sent twice is kept once; said by another it is kept again', async () => {
    const colleague = await world.as('agent', owner.workspaceId)
    const mention = await only()
    const says = { sentiment: opposite(mention), question: true }
    const [once, twice] = [await world.call(correct, { mentionId: mention.id, says }, owner), await world.call(correct, { mentionId: mention.id, says }, owner)]
    expect([once.body.ids.length, twice.body.ids.length]).toEqual([2, 0])
    await world.call(correct, { mentionId: mention.id, says }, colleague)
    expect(await rowsOf(mention.id)).toBe(4)
  })

  it('of a language has it understood in that language, and taken back, in the one it was in', async () => {
    const mention = await only()
    const { body } = await world.call(correct, { mentionId: mention.id, says: { lang: 'fr' } }, owner)
    expect(body.mention.lang).toBe('fr')
    await world.call(correct, { mentionId: mention.id, says: { lang: 'it' } }, owner)
    expect((await world.call(takeBack, { ids: (await said(mention)).map(({ id }) => id) }, owner)).body.mention?.lang).toBe('en')
  })

  it('stands in the list of what was done', async () => {
    await world.call(correct, { mentionId: (await only()).id, says: { intent: 'idea' } }, owner)
    const [fact] = (await world.call(history, {}, owner)).body.facts
    expect(fact).toMatchObject({ name: 'listen.understanding_corrected', data: { what: ['intent'], isCheck: false } })
  })
})

describe('taking back', () => {
  it('lets what was said before count again, and then the machine; nothing is removed', async () => {
    const colleague = await world.as('agent', owner.workspaceId)
    const mention = await only()
    await world.call(correct, { mentionId: mention.id, says: { sentiment: 'negative' } }, colleague)
    const { body: { ids } } = await world.call(correct, { mentionId: mention.id, says: { sentiment: 'positive' } }, owner)
    expect((await world.call(takeBack, { ids }, owner)).body.mention?.meaning?.sentiment).toBe('negative')
    const [theirs] = (await said(mention)).filter(({ takenBackAt }) => takenBackAt === null)
    expect((await world.call(takeBack, { ids: [theirs?.id ?? ''] }, owner)).body.mention?.meaning).toEqual(mention.meaning)
    expect(await rowsOf(mention.id)).toBe(4)
    expect((await world.db.selectFrom('mention').select('corrected').where('id', '=', mention.id).executeTakeFirst())?.corrected).toBeNull()
  })

  it('twice does it once, also at the same moment', async () => {
    const mention = await only()
    const { body: { ids } } = await world.call(correct, { mentionId: mention.id, says: { sentiment: opposite(mention) } }, owner)
    const answers = await Promise.all([world.call(takeBack, { ids }, owner), world.call(takeBack, { ids }, owner)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await rowsOf(mention.id)).toBe(2)
    expect((await only()).meaning).toEqual(mention.meaning)
  })

  it('is refused for what nobody said, and for several mentions at once', async () => {
    await say({ externalId: 'b', text: 'another lift', saidAt: world.clock.now })
    const mentions = (await world.call(listMentions, {}, owner)).body.mentions
    const ids = []
    for (const { id } of mentions) ids.push(...(await world.call(correct, { mentionId: id, says: { intent: 'idea' } }, owner)).body.ids)
    expect((await world.call(takeBack, { ids }, owner)).body.code).toBe('bad_input')
    expect((await world.call(takeBack, { ids: [mentions[0]?.id ?? ''] }, owner)).body.code).toBe('not_found')
  })
})

describe('a mention that is gone meanwhile', () => {
  it('cannot be corrected once it was deleted where it was said, and what was said of it no longer counts', async () => {
    const mention = await only()
    const { body: { ids } } = await world.call(correct, { mentionId: mention.id, says: { sentiment: 'negative' } }, owner)
    await say({ kind: 'deleted', externalId: 'a' })
    expect((await world.call(correct, { mentionId: mention.id, says: { sentiment: 'positive' } }, owner)).body.code).toBe('listen.mention_deleted')
    expect((await world.call(takeBack, { ids }, owner)).body.code).toBe('listen.mention_deleted')
    expect((await world.call(mentionsById, { ids: mention.id }, owner)).body.mentions[0]?.meaning).toBeNull()
  })

  it('takes with it all that was said of it when its author is erased', async () => {
    const mention = await only()
    await world.call(correct, { mentionId: mention.id, says: { sentiment: 'negative' } }, owner)
    await world.call(eraseAuthor, { network: mention.network, authorId: 'ada' }, owner)
    expect(await rowsOf(mention.id)).toBe(0)
    expect((await world.call(correct, { mentionId: mention.id, says: { sentiment: 'positive' } }, owner)).body.code).toBe('not_found')
  })
})

describe('who may', () => {
  it('is who answers what is heard, not who only reads; and nobody of another workspace', async () => {
    const mention = await only()
    for (const role of ['viewer', 'partner'] as const) {
      expect((await world.call(correct, { mentionId: mention.id, says: { intent: 'idea' } }, await world.as(role, owner.workspaceId))).status).toBe(403)
    }
    const { body: { ids } } = await world.call(correct, { mentionId: mention.id, says: { intent: 'idea' } }, owner)
    const stranger = await world.owner()
    expect((await world.call(correct, { mentionId: mention.id, says: { intent: 'praise' } }, stranger)).body.code).toBe('not_found')
    expect((await world.call(takeBack, { ids }, stranger)).body.code).toBe('not_found')
    expect((await world.call(corrections, { mentionId: mention.id }, stranger)).body.corrections).toEqual([])
    expect((await said(mention)).map((one) => one.said)).toEqual(['idea'])
  })

  it('of what is about staff is who may know: others neither say it, nor read it, nor take it back', async () => {
    const agent = await world.as('agent', owner.workspaceId)
    const mention = await only()
    expect((await world.call(correct, { mentionId: mention.id, says: { aboutStaff: true } }, agent)).status).toBe(403)
    const { body: { ids } } = await world.call(correct, { mentionId: mention.id, says: { aboutStaff: true } }, owner)
    expect(await said(mention, agent)).toEqual([])
    expect((await world.call(takeBack, { ids }, agent)).status).toBe(403)
    expect((await only()).meaning?.aboutStaff).toBe(true)
  })
})
