import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, archiveQuery, type Filter, listMentions } from '../contract.ts'

const NOW = new Date('2026-05-01T12:00:00Z')
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>
let queryId: string

beforeAll(async () => {
  world = await newWorld({ now: NOW })
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  queryId = (await world.call(addQuery, { name: 'Lift', text: 'lift OR מעלית' }, owner)).body.id
  await world.call(addQuery, { name: 'Stairs', text: 'stairs' }, owner)
  say = await newNetwork(world, owner.workspaceId)
})

const listed = async (input: Parameters<typeof world.call<typeof listMentions>>[1] = {}, as: Asker = owner) => (await world.call(listMentions, input, as)).body
const ids = async (input: Parameters<typeof listed>[0] = {}) => (await listed(input)).mentions.map(({ externalId }) => externalId)

describe('the list of mentions', () => {
  it('shows the newest first, in pages without gap or repeat, also when many were said in the same moment', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `m${n}`)
    await say(...names.map((externalId, n) => ({ externalId, text: 'the lift', saidAt: minutesAgo(n < 4 ? 5 : n) })))
    const pages: (string | null)[][] = []
    for (let after: string | undefined; ;) {
      const { mentions, next } = await listed({ limit: 3, after })
      pages.push(mentions.map(({ externalId }) => externalId))
      if (next === null) break
      after = next
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
    expect(pages.flat().toSorted()).toEqual(names)
    expect(pages[2]).toEqual(['m6'])
  })

  it('marks where each query matched, in the units of the text as it was said', async () => {
    const text = '😀 המעלית תקועה again'
    await say({ externalId: 'he', text, lang: 'he' })
    const [mention] = (await listed()).mentions
    const [match] = mention?.matches ?? []
    expect(match).toMatchObject({ queryId, name: 'Lift' })
    expect(match?.spans.map(([from, to]) => text.slice(from, to))).toEqual(['מעלית'])
  })

  it('keeps to one query, or to what was said since a moment', async () => {
    await say({ externalId: 'old', text: 'lift', saidAt: minutesAgo(90) }, { externalId: 'new', text: 'stairs', saidAt: minutesAgo(5) }, { externalId: 'none', text: 'door' })
    expect(await ids()).toEqual(['new', 'old'])
    expect(await ids({ queryId })).toEqual(['old'])
    expect(await ids({ from: minutesAgo(60).toISOString() })).toEqual(['new'])
  })

  it('keeps a mention whose query was archived, and shows that it was edited or deleted where it was said', async () => {
    await say({ externalId: 'a', text: 'lift' }, { externalId: 'b', text: 'lift' })
    await world.call(archiveQuery, { queryId }, owner)
    await say({ kind: 'edited', externalId: 'a', text: 'the stairs' }, { kind: 'deleted', externalId: 'b' })
    const byId = new Map((await listed()).mentions.map((mention) => [mention.externalId, mention]))
    expect(byId.get('a')).toMatchObject({ text: 'the stairs', editedAt: NOW.toISOString(), deletedAt: null })
    expect(byId.get('b')).toMatchObject({ text: '', deletedAt: NOW.toISOString() })
  })

  it('keeps to places, languages and forms, page by page, also where they are rare, many in one hour, or forgotten since', async () => {
    const everyMinutes = (n: number): number => (n % 7 === 0 ? 5 : n * 1_000)
    await say(...Array.from({ length: 60 }, (_, n): Saying => ({
      externalId: `m${n}`, text: n % 4 === 0 ? 'stairs' : 'lift', lang: n % 5 === 0 ? 'he' : 'en', form: n % 2 ? 'review' : 'post', origin: n % 3 ? 'Forum' : null, saidAt: minutesAgo(everyMinutes(n)),
    })))
    await world.db.updateTable('mention').set({ external_id: null, forgotten_at: NOW }).where('external_id', 'in', ['m11', 'm14', 'm21']).where('workspace_id', '=', owner.workspaceId).execute()
    const filters: [Filter, (n: number) => boolean][] = [
      [{ places: 'Forum' }, (n) => n % 3 > 0],
      [{ langs: 'he,xx', forms: 'review' }, (n) => n % 5 === 0 && n % 2 > 0],
      [{ places: 'Forum', queryId }, (n) => n % 3 > 0 && n % 4 > 0],
      [{ langs: 'en', from: minutesAgo(30_500).toISOString(), until: minutesAgo(2_000).toISOString() }, (n) => n % 5 > 0 && everyMinutes(n) > 2_000 && everyMinutes(n) <= 30_500],
      [{ places: 'Nowhere' }, () => false],
    ]
    for (const [filter, isMeant] of filters) {
      const meant = Array.from({ length: 60 }, (_, n) => n).filter((n) => isMeant(n) && ![11, 14, 21].includes(n)).map((n) => `m${n}`)
      for (const limit of [3, 50]) {
        const pages: string[] = []
        for (let after: string | undefined; ;) {
          const { mentions, next } = await listed({ ...filter, limit, after })
          pages.push(...mentions.map(({ externalId }) => externalId))
          if (next === null) break
          after = next
        }
        expect([filter, pages.toSorted()]).toEqual([filter, meant.toSorted()])
      }
    }
  })

  it('refuses a list with an empty value and a time that ends before it begins', async () => {
    for (const filter of [{ langs: ',' }, { places: 'a,,b' }, { from: minutesAgo(1).toISOString(), until: minutesAgo(2).toISOString() }]) {
      expect((await world.call(listMentions, filter, owner)).body.code).toBe('bad_input')
    }
  })

  it('refuses a page that nobody gave out', async () => {
    expect((await world.call(listMentions, { after: 'nonsense' }, owner)).status).toBe(400)
  })
})

describe('search', () => {
  it('finds by the query language what a standing query would have heard, and nothing else', async () => {
    await say(
      { externalId: 'he', text: 'המעלית שבלובי תקועה', saidAt: minutesAgo(1) },
      { externalId: 'en', text: 'The lift is stuck, again', saidAt: minutesAgo(2) },
      { externalId: 'far', text: 'lift the stuck lid, not again', saidAt: minutesAgo(3) },
      { externalId: 'tag', text: 'lift #Stuck', saidAt: minutesAgo(4) },
    )
    expect(await ids({ find: 'לובי' })).toEqual(['he'])
    expect(await ids({ find: '"is stuck"' })).toEqual(['en'])
    expect(await ids({ find: 'stuck NOT again' })).toEqual(['tag'])
    expect(await ids({ find: '#stuck' })).toEqual(['tag'])
    expect(await ids({ find: 'stuck', limit: 1 })).toEqual(['en'])
  })

  it('goes on from its last page', async () => {
    await say(...Array.from({ length: 5 }, (_, n) => ({ externalId: `s${n}`, text: 'lift stuck', saidAt: minutesAgo(n) })))
    const first = await listed({ find: 'stuck', limit: 2 })
    const second = await listed({ find: 'stuck', limit: 2, after: first.next ?? undefined })
    expect([...first.mentions, ...second.mentions].map(({ externalId }) => externalId)).toEqual(['s0', 's1', 's2', 's3'])
  })

  it('refuses words that cannot be read', async () => {
    expect((await world.call(listMentions, { find: '(' }, owner)).body.code).toBe('listen.bad_query')
  })

  it.each(["it's", 'a\\b', '"say ""hi"', "l'lift ' | 'x", '!lift:* & <-> x'])('takes %j for words, never for operators of the database', async (find) => {
    expect([200, 422]).toContain((await world.call(listMentions, { find }, owner)).status)
  })

  it('never finds another workspace’s mentions', async () => {
    await say({ externalId: 'ours', text: 'our lift' })
    const stranger = await world.owner('Other')
    expect((await listed({ find: 'lift' }, stranger)).mentions).toEqual([])
  })
})
