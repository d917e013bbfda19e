import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { UNDERSTOOD_BY } from '../../../language/index.ts'
import { addQuery, agreement, agreementFile, beginCheck, CHECK_MENTIONS, correct, type CheckItem, judge, JUDGED_MIN, listMentions, resetCalibration, takeBack } from '../../contract.ts'

type Member = Asker & { workspaceId: string }
const ALL = { sentiment: 'neutral', intent: 'none', question: false, needsAnswer: false, aboutStaff: false } as const
const DAY_MS = 86_400_000

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
})

const agoDays = (days: number): Date => new Date(world.clock.now.getTime() - days * DAY_MS)
const sayings = (count: number, rest: Partial<Saying> = {}): Saying[] => (
  Array.from({ length: count }, (_, at) => ({ externalId: `${rest.lang ?? 'en'} ${rest.origin ?? ''} ${at}`, text: `the lift, number ${at}`, lang: 'en', saidAt: agoDays(1), ...rest }))
)
const draw = async (as: Member = owner): Promise<readonly CheckItem[]> => (await world.call(beginCheck, {}, as)).body.items
/** Judges all mentions of some checks, each as `says` has it. */
async function judgeAll(count: number, says: (item: CheckItem) => Partial<typeof ALL> | { sentiment: 'negative' | 'positive' } = () => ({})): Promise<void> {
  for (let done = 0; done < count;) {
    for (const item of await draw()) {
      if (done === count) return
      const answer = await world.call(judge, { itemId: item.id, says: { ...ALL, ...says(item) } }, owner)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      done += 1
    }
  }
}
const told = async (as: Member = owner) => (await world.call(agreement, {}, as)).body
/** Has the machine think this of all mentions, as sure as it says. */
const think = (negative: number, positive: number, sentiment: string) => (
  sql`update mention set sentiment = ${sentiment}, negative_p = ${negative}, positive_p = ${positive} where workspace_id = ${owner.workspaceId}`.execute(world.db)
)

describe('a check', () => {
  it('draws mentions of the last 30 days, evenly over languages and places, and tells nothing of what the machine says', async () => {
    await say(...sayings(60), ...sayings(30, { lang: 'he', origin: 'forum' }), ...sayings(30, { lang: 'he', origin: 'shop' }), { externalId: 'old', text: 'an old lift', saidAt: agoDays(31) })
    const items = await draw()
    expect(items).toHaveLength(CHECK_MENTIONS)
    expect(new Set(items.map(({ mention }) => mention.id)).size).toBe(CHECK_MENTIONS)
    const of = (test: (item: CheckItem) => boolean) => items.filter(test).length
    expect([of(({ mention }) => mention.lang === 'en'), of(({ mention }) => mention.place === 'forum'), of(({ mention }) => mention.place === 'shop')]).toEqual([10, 5, 5])
    expect(items.every(({ mention }) => mention.meaning === null && mention.externalId !== 'old')).toBe(true)
  })

  it('draws each as likely as any other, the rare languages too', async () => {
    await say(...sayings(29), { externalId: 'rare', text: 'lift rare', lang: 'fr', saidAt: agoDays(1) })
    let rare = 0
    const times = 60
    for (let time = 0; time < times; time += 1) {
      rare += (await draw()).filter(({ mention }) => mention.lang === 'fr').length
      await sql`delete from mention_check where workspace_id = ${owner.workspaceId}`.execute(world.db)
    }
    // Of 30 mentions 20 are drawn: two times in three, give or take five standard errors.
    expect(Math.abs(rare / times - 2 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / times))
  })

  it('goes on where it was left, for whoever began it alone; none is drawn twice', async () => {
    await say(...sayings(30))
    const items = await draw()
    await world.call(judge, { itemId: items[0]?.id ?? '', says: ALL }, owner)
    expect((await draw()).map(({ id }) => id)).toEqual(items.slice(1).map(({ id }) => id))
    const colleague = await world.as('agent', owner.workspaceId)
    const theirs = await draw(colleague)
    expect(theirs.map(({ mention }) => mention.id).filter((id) => items.some(({ mention }) => mention.id === id))).toEqual([])
    expect((await world.call(judge, { itemId: items[1]?.id ?? '', says: null }, colleague)).body.code).toBe('not_found')
  })

  it('takes all or nothing of a mention, once', async () => {
    await say(...sayings(3))
    const [item] = await draw()
    const itemId = item?.id ?? ''
    expect((await world.call(judge, { itemId, says: { sentiment: 'neutral' } }, owner)).body.code).toBe('bad_input')
    const answers = await Promise.all([world.call(judge, { itemId, says: ALL }, owner), world.call(judge, { itemId, says: ALL }, owner)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404])
    expect((await told()).checks).toEqual({ judged: 1, skipped: 0, left: 2 })
  })

  it('asks about staff only whoever may know', async () => {
    await say(...sayings(3))
    const agent = await world.as('agent', owner.workspaceId)
    const { body } = await world.call(beginCheck, {}, agent)
    expect(body.asksStaff).toBe(false)
    const { aboutStaff: _staff, ...rest } = ALL
    const answer = await world.call(judge, { itemId: body.items[0]?.id ?? '', says: rest }, agent)
    expect([answer.status, answer.body.machine && 'aboutStaff' in answer.body.machine]).toEqual([200, false])
  })

  it('leaves out what was deleted meanwhile, and refuses to judge it', async () => {
    await say(...sayings(3))
    const [first, second] = await draw()
    await say({ kind: 'deleted', externalId: first?.mention.externalId ?? '' })
    expect((await world.call(judge, { itemId: first?.id ?? '', says: ALL }, owner)).body.code).toBe('listen.mention_deleted')
    expect((await draw()).map(({ id }) => id)).toContain(second?.id)
    expect((await draw()).map(({ id }) => id)).not.toContain(first?.id)
  })

  it('finds nothing to judge where nothing was said', async () => {
    expect(await draw()).toEqual([])
  })
})

describe('agreement', () => {
  it('is told with its interval from checks alone, by language and place; too few tell nothing', async () => {
    await say(...sayings(JUDGED_MIN), ...sayings(JUDGED_MIN - 1, { lang: 'he', origin: 'forum' }))
    await think(0.1, 0.1, 'neutral')
    await judgeAll(2 * JUDGED_MIN - 1, ({ mention }) => (mention.lang === 'en' && mention.externalId.endsWith('0') ? { sentiment: 'positive' } : {}))
    const of = (lang: string | null, place: string | null, all: Awaited<ReturnType<typeof told>>) => (
      all.agreements.find((one) => one.head === 'sentiment' && one.lang === lang && (place === null ? one.place === null : one.place === place))
    )
    const all = await told()
    expect(of('en', null, all)).toMatchObject({ judged: JUDGED_MIN, agreed: JUDGED_MIN - 2 })
    expect(of('en', null, all)?.interval?.map((share) => share.toFixed(2))).toEqual(['0.70', '0.97'])
    expect(of('he', 'forum', all)).toMatchObject({ judged: JUDGED_MIN - 1, interval: null })
    expect(of(null, null, all)).toMatchObject({ judged: 2 * JUDGED_MIN - 1 })
    expect(all.versions).toContainEqual(expect.objectContaining({ version: UNDERSTOOD_BY, head: 'sentiment', judged: 2 * JUDGED_MIN - 1 }))
  })

  it('stands beside what is published of the models, with intervals as wide as its rows allow; also before anything was judged', async () => {
    const { published } = await told()
    const of = (head: string, lang: string) => published.filter((one) => one.head === head && one.lang === lang)
    expect(of('sentiment', 'he').map(({ on, rows }) => [on, rows])).toEqual([['statements', 201], ['service', 164], ['page', 835], ['news', 389]])
    for (const { right, interval: [low, high], rows } of published) expect([low < right, right < high, high - low < 2 / Math.sqrt(rows)]).toEqual([true, true, true])
    expect(of('aboutStaff', 'en')).toHaveLength(1)
    expect((await told(await world.as('agent', owner.workspaceId))).published.some(({ head }) => head === 'aboutStaff')).toBe(false)
  })

  it('does not count what people say in passing, and says how much that was; what was taken back counts nowhere', async () => {
    await say(...sayings(3))
    await think(0.1, 0.1, 'neutral')
    const [a, b, c] = (await world.call(listMentions, {}, owner)).body.mentions
    await world.call(correct, { mentionId: a?.id ?? '', says: { sentiment: 'negative' } }, owner)
    await world.call(correct, { mentionId: b?.id ?? '', says: { sentiment: 'neutral' } }, owner)
    const { body: { ids } } = await world.call(correct, { mentionId: c?.id ?? '', says: { sentiment: 'negative' } }, owner)
    await world.call(takeBack, { ids }, owner)
    const { agreements, inPassing } = await told()
    expect([agreements, inPassing]).toEqual([[], { corrected: 1, confirmed: 1 }])
  })

  it('judges a mention that somebody corrected by what the machine says, not by what was said of it', async () => {
    await say(...sayings(1))
    const [mention] = (await world.call(listMentions, {}, owner)).body.mentions
    const other = mention?.meaning?.sentiment === 'positive' ? 'negative' as const : 'positive' as const
    await world.call(correct, { mentionId: mention?.id ?? '', says: { sentiment: other } }, owner)
    await judgeAll(1, () => ({ sentiment: other }))
    expect((await told()).agreements.find(({ head }) => head === 'sentiment')).toMatchObject({ judged: 1, agreed: 0 })
  })

  it('is a file of all counts; without figures for those who may not know about staff', async () => {
    await say(...sayings(2))
    await judgeAll(2)
    const file = async (as: Member) => (await world.app.inject({ url: '/api/listen.agreement_file', query: { workspace: as.workspaceId }, headers: { cookie: as.cookie } })).body
    expect(agreementFile.kind).toBe('file')
    expect((await file(owner)).split('\r\n')).toHaveLength(7)
    expect(await file(owner)).toMatch(/^\ufeff"What","Language","Where","Version","Judged","Agreed","Share","At least","At most"\r\n/)
    const agent = await world.as('agent', owner.workspaceId)
    expect((await file(agent)).split('\r\n')).toHaveLength(6)
    expect((await told(agent)).agreements.some(({ head }) => head === 'aboutStaff')).toBe(false)
    expect((await told(await world.owner())).agreements).toEqual([])
  })
})

describe('what is learned', () => {
  /** The machine is nearly even between negative and neutral, and people say neutral four times in five. */
  async function learn(): Promise<void> {
    await say(...sayings(50))
    await think(0.45, 0.15, 'negative')
    await judgeAll(50, ({ mention }) => (Number(mention.externalId.split(' ').at(-1)) % 5 === 0 ? { sentiment: 'negative' } : {}))
  }

  it('is applied to what is heard next, here alone, and understood_by says so', async () => {
    await learn()
    const { calibration } = await told()
    const [shift] = calibration.shifts
    expect(shift).toMatchObject({ group: 'en', place: null, towards: 'neutral', applies: true, checks: 50, before: 10, after: 40 })
    const other = await world.owner()
    await world.call(addQuery, { name: 'Lift', text: 'lift' }, other)
    await say({ externalId: 'next', text: 'the next lift', lang: 'en', saidAt: world.clock.now })
    await (await newNetwork(world, other.workspaceId))({ externalId: 'next', text: 'the next lift', lang: 'en', saidAt: world.clock.now })
    const by = async (workspaceId: string) => (
      (await world.db.selectFrom('mention').select('understood_by').where('workspace_id', '=', workspaceId).where('external_id', '=', 'next').executeTakeFirst())?.understood_by
    )
    expect(await by(owner.workspaceId)).toMatch(new RegExp(`^${UNDERSTOOD_BY.replaceAll('.', '\\.')}\\+c\\d+$`))
    expect(await by(other.workspaceId)).toBe(UNDERSTOOD_BY)
  })

  it('stays the same version while it would shift the same, so that nothing stored is understood anew for nothing', async () => {
    await learn()
    await say(...sayings(10, { origin: 'shop', lang: 'he' }))
    await think(0.1, 0.1, 'neutral')
    const before = await world.db.selectFrom('calibration').selectAll().where('workspace_id', '=', owner.workspaceId).orderBy('version', 'desc').executeTakeFirstOrThrow()
    await judgeAll(10)
    const after = await world.db.selectFrom('calibration').selectAll().where('workspace_id', '=', owner.workspaceId).orderBy('version', 'desc').executeTakeFirstOrThrow()
    expect([after.version, after.shifts_as]).toEqual([before.version + 1, before.shifts_as])
  })

  it('is nothing where the machine is right', async () => {
    await say(...sayings(40))
    await think(0.1, 0.1, 'neutral')
    await judgeAll(40)
    expect((await told()).calibration.shifts.filter(({ applies }) => applies)).toEqual([])
  })

  it('can be reset by who may: then the machine speaks for itself, and what was judged before teaches nothing; what people said stays', async () => {
    await learn()
    expect((await world.call(resetCalibration, {}, await world.as('agent', owner.workspaceId))).status).toBe(403)
    await world.call(resetCalibration, {}, owner)
    await world.call(resetCalibration, {}, owner)
    expect((await told()).calibration).toMatchObject({ isReset: true, shifts: [] })
    await say(...sayings(10, { origin: 'shop' }))
    await judgeAll(10)
    const { calibration, agreements } = await told()
    expect(calibration.shifts).toEqual([])
    expect(agreements.find(({ head, lang }) => head === 'sentiment' && lang === null)?.judged).toBe(60)
    const mention = await world.db.selectFrom('mention').select('understood_by').where('workspace_id', '=', owner.workspaceId).where('place', '=', 'shop').executeTakeFirst()
    expect(mention?.understood_by).toBe(UNDERSTOOD_BY)
  })
})
