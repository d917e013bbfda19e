import { expect, test } from 'vitest'
import { postOf, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { pushedNetwork } from '../../../tests/simulate/pushed-network.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { runningQueries } from '../../listen/server/queries.ts'
import { CHANGES_KEPT_MS, forgetThePast } from './forget.ts'
import { hashPostWith } from './forgotten.ts'
import { hear as hearPosts } from './hear.ts'
import { onBug } from './stage.test-support.ts'
import { Standing } from './standing.ts'
import { store } from './store.ts'

const NOW = new Date('2027-06-01T12:00:00Z')
const DAY_MS = 86_400_000
/** What a workspace keeps unless it says otherwise: 13 months. */
const RETENTION_DAYS = 396
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const hash = hashPostWith(Buffer.from('key'))

const scene = useScene()

/** A network that allows to keep texts for so many days, heard by a workspace. */
async function heardNetwork(keepForDays: number | null) {
  const { connector } = pushedNetwork(`net-${crypto.randomUUID()}`)
  const limited = { ...connector, terms: { ...connector.terms, keepForDays } }
  const { workspaceId } = await workspaceListeningFor(scene.db, ['heed'])
  const streamId = await streamHeardBy(scene.db, connector.id, [workspaceId])
  const standing = new Standing()
  standing.replaceSubscriptions([{ workspaceId, streamId }])
  await scene.doors.asIngest([workspaceId], async (db) => standing.replaceQueries(await runningQueries(db)))
  const hear = async (externalId: string, heardAt: Date, kind: 'said' | 'deleted' = 'said') => {
    const { cursor } = await scene.db.selectFrom('stream').select('cursor').where('id', '=', streamId).executeTakeFirstOrThrow()
    const posts = [postOf({ externalId, kind, text: 'heed', links: ['https://a.example'] })]
    const heard = hearPosts(posts, { network: connector.id, streamId, heardAt, standing, onBug })
    const batch = { posts, cursor: { at: crypto.randomUUID() }, heardUntil: heardAt }
    return store({ doors: scene.doors, hash }, { network: connector.id, streamId, heardAt, from: cursor, heard, batch, subscribers: standing.subscribers(streamId) })
  }
  const forget = () => forgetThePast({ doors: scene.doors, connectors: new Map([[connector.id, limited]]), hash, now: () => NOW })
  const mentions = () => scene.db.selectFrom('mention').selectAll().where('workspace_id', '=', workspaceId).orderBy('heard_at').execute()
  return { workspaceId, hear, forget, mentions }
}

test('a mention past its time keeps its count and nothing else, and cannot come back', async () => {
  const { workspaceId, hear, forget, mentions } = await heardNetwork(null)
  await hear('old', daysAgo(RETENTION_DAYS + 1))
  await hear('young', daysAgo(RETENTION_DAYS - 1))
  await forget()
  expect(await mentions()).toMatchObject([
    { external_id: null, forgotten_at: NOW, text: '', author_id: '', author_handle: '', author_name: null, url: null, links: [], tokens: '', lang: 'en' },
    { external_id: 'young', forgotten_at: null, text: 'heed' },
  ])
  expect(await hear('old', NOW)).toMatchObject({ heard: 0 })
  const matches = await scene.db.selectFrom('mention_match').select('spans').where('workspace_id', '=', workspaceId).execute()
  expect(matches.map(({ spans }) => spans).toSorted()).toEqual([[], [0, 4]])
  const facts = await scene.db.selectFrom('fact').select('data').where('workspace_id', '=', workspaceId).where('name', '=', 'ingest.mentions_forgotten').execute()
  expect(facts).toMatchObject([{ data: { count: 1 } }])
})

test('a workspace that keeps less forgets sooner', async () => {
  const { workspaceId, hear, forget, mentions } = await heardNetwork(60)
  await scene.db.updateTable('workspace').set({ retention_days: 7 }).where('workspace_id', '=', workspaceId).execute()
  await hear('old', daysAgo(8))
  await hear('young', daysAgo(6))
  await forget()
  expect((await mentions()).map(({ external_id }) => external_id)).toEqual([null, 'young'])
})

test('a network whose terms allow less is forgotten sooner', async () => {
  const { hear, forget, mentions } = await heardNetwork(30)
  await hear('old', daysAgo(31))
  await hear('young', daysAgo(29))
  await forget()
  expect((await mentions()).map(({ external_id }) => external_id)).toEqual([null, 'young'])
})

test('more than fits into one transaction is forgotten all the same', async () => {
  const { hear, forget, mentions } = await heardNetwork(1)
  await hear('young', NOW)
  const [young] = await mentions()
  if (!young) throw new Error('nothing was heard')
  const { place: _generated, author_part: _too, ...row } = young
  const many = Array.from({ length: 1_001 }, (_, n) => (
    { ...row, id: crypto.randomUUID(), external_id: `old-${n}`, heard_at: daysAgo(2), media: JSON.stringify(row.media) }
  ))
  await scene.db.insertInto('mention').values(many as never).execute()
  await forget()
  expect((await mentions()).filter(({ external_id }) => external_id !== null).map(({ external_id }) => external_id)).toEqual(['young'])
})

test('deletions are remembered for hours, not for ever', async () => {
  const { hear, forget } = await heardNetwork(null)
  await hear('gone', new Date(NOW.getTime() - CHANGES_KEPT_MS - 1), 'deleted')
  await hear('just gone', NOW, 'deleted')
  await forget()
  expect(await scene.db.selectFrom('recent_change').select('heard_at').execute()).toEqual([{ heard_at: NOW }])
})
