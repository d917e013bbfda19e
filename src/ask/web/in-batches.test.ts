import { expect, it } from 'vitest'
import { inBatches } from './in-batches.ts'

it('asks once for all that is wanted within a moment, each workspace for itself, and never for more than allowed', async () => {
  const calls: [string | null, readonly string[]][] = []
  const read = inBatches<string>(2, async (workspaceId, ids) => {
    calls.push([workspaceId, ids])
    return (id) => `${workspaceId} ${id}`
  })
  const answers = await Promise.all([read('w', 'a'), read('w', 'b'), read('w', 'c'), read('other', 'a')])
  expect(answers).toEqual(['w a', 'w b', 'w c', 'other a'])
  expect(calls.toSorted()).toEqual([['other', ['a']], ['w', ['a', 'b']], ['w', ['c']]])
  expect(await read('w', 'd')).toBe('w d')
})

it('tells each of them when it fails, and asks anew the next time', async () => {
  let fails = true
  const read = inBatches<string>(2, async () => {
    if (fails) throw new Error('gone')
    return (id) => id
  })
  await expect(Promise.all([read('w', 'a'), read('w', 'b')])).rejects.toThrow('gone')
  fails = false
  expect(await read('w', 'a')).toBe('a')
})
