import { beforeEach, describe, expect, test } from 'vitest'
import { postOf } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { COPIES_WINDOW_MS } from '../../language/index.ts'
import { forgetThePast } from './forget.ts'
import { hash, newStage, NOW, type Stage } from './stage.test-support.ts'

const scene = useScene()
let stage: Stage
let { hear } = {} as Stage

beforeEach(async () => {
  stage = await newStage(scene)
  ;({ hear } = stage)
})

const SAID = 'heed says the new parking app charged me twice and nobody answers the phone'
const OTHER = 'heed opens another shop in the middle of the old town, and it is lovely there'
const said = (externalId: string, text = SAID, more = {}) => postOf({ externalId, text, saidAt: NOW, ...more })
const before = (ms: number) => new Date(NOW.getTime() - ms)

/** Of each mention whose copy it is: `b` of `a`. */
async function copies(of?: string): Promise<Record<string, string | null>> {
  const mentions = await stage.mentions(of)
  const named = new Map(mentions.map(({ id, external_id }) => [id, external_id]))
  return Object.fromEntries(mentions.map(({ external_id, copy_of }) => [external_id, copy_of && (named.get(copy_of) ?? 'nobody')]))
}
const firstsOf = (of = stage.workspaceId) => scene.db.selectFrom('copy_first').select('mention_id').where('workspace_id', '=', of).execute()

describe('a mention that is stored', () => {
  test('names the first that says the same, in its batch and in what was stored', async () => {
    await hear([said('a'), said('b', `RT @x: ${SAID}`), said('c', OTHER)])
    await hear([said('d', `${SAID.slice(0, 60)}… https://a.example`), said('e', `${OTHER} 🔥 #old`), said('f', 'heed')])
    expect(await copies()).toEqual({ a: null, b: 'a', c: null, d: 'a', e: 'c', f: null })
    expect(await firstsOf()).toHaveLength(3)
  })

  test('is compared in its own workspace alone', async () => {
    await hear([said('a', SAID.replace('heed', 'other')), said('b')])
    await hear([said('c')])
    expect([await copies(), await copies(stage.other)]).toEqual([{ b: null, c: 'b' }, { a: null, b: 'a', c: 'a' }])
  })

  test('twice is one, and keeps what it named', async () => {
    await hear([said('a'), said('b')])
    const before = [await stage.mentions(), await firstsOf()]
    await hear([said('a'), said('b'), said('b')])
    expect([await stage.mentions(), await firstsOf()]).toEqual(before)
  })

  test('long after the first is a first again', async () => {
    await hear([said('a')])
    await hear([said('b', SAID, { saidAt: before(COPIES_WINDOW_MS) }), said('c', SAID, { saidAt: before(COPIES_WINDOW_MS + 1) })])
    expect(await copies()).toEqual({ a: null, b: 'a', c: null })
  })

  test('is compared with what is hidden, too, so that showing it again changes nothing', async () => {
    await scene.db.insertInto('block').values({ workspace_id: stage.workspaceId, id: crypto.randomUUID(), kind: 'words', value: 'RT', created_by: null, created_at: NOW }).execute()
    await stage.listenAnew()
    await hear([said('a', `RT ${SAID}`), said('b')])
    expect(await copies()).toEqual({ a: null, b: 'a' })
  })
})

describe('when words change', () => {
  test('an edited copy is compared anew', async () => {
    await hear([said('a'), said('b'), said('c', OTHER)])
    await hear([said('b', OTHER, { kind: 'edited' })])
    expect(await copies()).toEqual({ a: null, b: 'c', c: null })
    await hear([said('b', 'heed is now about something else altogether, you see', { kind: 'edited' })])
    expect([await copies(), (await firstsOf()).length]).toEqual([{ a: null, b: null, c: null }, 3])
  })

  test('the oldest copy takes the place of an edited first, and later copies find it', async () => {
    await hear([said('a'), said('b', SAID, { saidAt: before(1_000) }), said('c')])
    await hear([said('a', OTHER, { kind: 'edited' }), said('d')])
    expect(await copies()).toEqual({ a: null, b: null, c: 'b', d: 'b' })
  })

  test('a first that is edited a little stays with its copies', async () => {
    await hear([said('a'), said('b', SAID, { saidAt: before(1_000) }), said('c')])
    await hear([said('a', SAID.replace('twice', 'two times'), { kind: 'edited' })])
    expect(await copies()).toEqual({ a: 'b', b: null, c: 'b' })
  })
})

describe('when a first is gone', () => {
  test('with a deletion, the oldest copy takes its place', async () => {
    await hear([said('a'), said('b', SAID, { saidAt: before(1_000) }), said('c', SAID, { saidAt: before(2_000) })])
    await hear([said('a', SAID, { kind: 'deleted' })])
    await hear([said('d')])
    expect(await copies()).toEqual({ a: null, b: 'c', c: null, d: 'c' })
  })

  test('with its account, nothing but what others said is left to compare with', async () => {
    const author = { id: 'she', handle: 'she', name: 'She', followers: null }
    await hear([said('a', SAID, { author }), said('b', SAID, { author }), said('c')])
    await hear([], { batch: { gone: ['she'] } })
    expect([await copies(), await firstsOf()]).toEqual([{ a: null, b: null, c: null }, [{ mention_id: (await stage.mentions()).at(-1)?.id }]])
  })

  test('because it may not be kept any longer, no mark of it is left', async () => {
    const day = 86_400_000
    await hear([said('a')], { heardAt: new Date(NOW.getTime() - 800 * day) })
    await hear([said('b')])
    await forgetThePast({ doors: scene.doors, connectors: new Map(), hash, now: () => NOW })
    const rows = await stage.mentions()
    expect(rows.map(({ external_id, copy_of }) => [external_id, copy_of])).toEqual([['b', null], [null, null]])
    expect(await firstsOf()).toEqual([{ mention_id: rows[0]?.id }])
  })
})

test('firsts that nothing can be a copy of any more are forgotten, their copies stay', async () => {
  await hear([said('a'), said('b')])
  const later = new Date(NOW.getTime() + COPIES_WINDOW_MS + 1)
  await forgetThePast({ doors: scene.doors, connectors: new Map(), hash, now: () => later })
  expect([await copies(), await firstsOf()]).toEqual([{ a: null, b: 'a' }, []])
})
