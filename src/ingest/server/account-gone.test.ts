import { beforeEach, expect, test } from 'vitest'
import { postOf } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { newStage, NOW, type Stage } from './stage.test-support.ts'

const scene = useScene()
let { hear, mentions, matches, facts, standing, streamId, workspaceId, other } = {} as Stage

beforeEach(async () => {
  ;({ hear, mentions, matches, facts, standing, streamId, workspaceId, other } = await newStage(scene))
})

const by = (id: string) => ({ id, handle: `${id}.example`, name: null, followers: null })
const leave = (...gone: string[]) => hear([], { batch: { gone } })

test('an account that is gone takes all that its author ever said with it, and says so like any deletion', async () => {
  await hear([postOf({ externalId: 'a', text: 'heed', author: by('noa') }), postOf({ externalId: 'b', text: 'heed too', author: by('noa') }), postOf({ externalId: 'c', text: 'heed', author: by('dan') })])
  expect(await leave('noa', 'nobody')).toMatchObject({ heard: 0, edited: 0, deleted: 4 })
  expect(await mentions()).toMatchObject([{ text: '', url: null, tokens: '', deleted_at: NOW }, { text: '', deleted_at: NOW }, { text: 'heed', deleted_at: null }])
  expect((await matches()).map(({ spans }) => spans.length).toSorted()).toEqual([0, 0, 2])
  expect([await facts(), await facts(other)]).toEqual([['heard 3', 'deleted 2'], ['heard 3', 'deleted 2']])
  expect(await leave('noa')).toMatchObject({ heard: 0, edited: 0, deleted: 0 })
})

test('it reaches workspaces that no longer listen', async () => {
  await hear([postOf({ externalId: 'a', text: 'heed', author: by('noa') })])
  standing.replaceSubscriptions([{ workspaceId: other, streamId }])
  await leave('noa')
  expect(await mentions(workspaceId)).toMatchObject([{ text: '', deleted_at: NOW }])
})

test('it says nothing of somebody with the same id on another network', async () => {
  await hear([postOf({ externalId: 'a', text: 'heed', author: by('noa') })])
  const elsewhere = await newStage(scene)
  await elsewhere.hear([], { batch: { gone: ['noa'] } })
  expect(await mentions()).toMatchObject([{ text: 'heed', deleted_at: null }])
})

test('it leaves nothing of what was said in the same batch', async () => {
  const posts = [postOf({ externalId: 'a', text: 'heed', author: by('noa') }), postOf({ externalId: 'b', kind: 'edited', text: 'heed', author: by('noa') })]
  await hear(posts, { batch: { gone: ['noa'] } })
  expect([await mentions(), await facts()]).toEqual([[], []])
})

test('it is not undone by a rewind, nor by an edit that is still on the way', async () => {
  const said = postOf({ externalId: 'a', text: 'other', author: by('noa') })
  await hear([said])
  await leave('noa')
  await hear([said, postOf({ externalId: 'a', kind: 'edited', text: 'heed', author: by('noa') })])
  expect([await mentions(), await mentions(other)]).toMatchObject([[], [{ text: '' }]])
})

test('an author may have said more than one statement takes away; the fact counts all', async () => {
  for (let batch = 0; batch < 3; batch += 1) {
    await hear(Array.from({ length: 900 }, (_, n) => postOf({ externalId: `${batch} ${n}`, text: 'heed', author: by('noa') })))
  }
  expect(await leave('noa')).toMatchObject({ deleted: 5_400 })
  expect((await facts()).at(-1)).toBe('deleted 2700')
})

test('nobody is gone who has no id', async () => {
  await hear([postOf({ externalId: 'a', text: 'heed', author: by('') })])
  expect(await leave('')).toMatchObject({ deleted: 0 })
})

test('a crash before it is stored leaves everything as it was', async () => {
  await hear([postOf({ externalId: 'a', text: 'heed', author: by('noa') })])
  const crash = new Error('the process died')
  const passed = (step: string) => {
    if (step === 'deleted') throw crash
  }
  await expect(hear([], { batch: { gone: ['noa'] }, passed })).rejects.toBe(crash)
  expect(await mentions()).toMatchObject([{ text: 'heed' }])
  await leave('noa')
  expect(await facts()).toEqual(['heard 1', 'deleted 1'])
})
