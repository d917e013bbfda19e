import { expect, test } from 'vitest'
import type { Io } from '../../base/io.ts'
import { politely } from './politely.ts'

const unused = () => Promise.reject(new Error('nobody reaches out here'))

/** A clock that only moves when somebody waits; `waits` are the waits so far. */
function world(signal: AbortSignal = new AbortController().signal) {
  const waits: number[] = []
  const clock = { ms: Date.UTC(2026, 10, 23) }
  const io: Io = {
    fetch: unused,
    mayReach: unused,
    now: () => new Date(clock.ms),
    sleep: async (ms) => {
      waits.push(ms)
      clock.ms += ms
    },
    signal,
  }
  return { io, waits, clock }
}

test('visits to one host wait for each other, and for a pause in between', async () => {
  const { io, waits } = world()
  const story: string[] = []
  const visit = (name: string) => politely(io, 'https://one.example/feed', async () => {
    story.push(`${name} comes`)
    await Promise.resolve()
    story.push(`${name} goes`)
  })
  await Promise.all([visit('a'), visit('b'), visit('c')])
  expect([story, waits]).toEqual([['a comes', 'a goes', 'b comes', 'b goes', 'c comes', 'c goes'], [1_000, 1_000]])
})

test('different hosts do not wait for each other', async () => {
  const { io, waits } = world()
  const first = Promise.withResolvers<string>()
  const slow = politely(io, 'https://slow.example/', () => first.promise)
  expect(await politely(io, 'https://quick.example/', async () => 'quick')).toBe('quick')
  first.resolve('slow')
  expect([await slow, waits]).toEqual(['slow', []])
})

test('a visit that fails lets the next one in', async () => {
  const { io } = world()
  await expect(politely(io, 'https://broken.example/', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await politely(io, 'https://broken.example/', async () => 'yes')).toBe('yes')
})

test('whoever is aborted while waiting leaves at once, and the others keep their order', async () => {
  const impatient = new AbortController()
  const first = Promise.withResolvers<void>()
  const { io } = world()
  const one = politely(io, 'https://queue.example/', () => first.promise)
  const two = politely(world(impatient.signal).io, 'https://queue.example/', async () => 'two')
  const three = politely(io, 'https://queue.example/', async () => 'three')
  impatient.abort(new Error('enough'))
  await expect(two).rejects.toThrow('enough')
  first.resolve()
  expect([await one, await three]).toEqual([undefined, 'three'])
})

test('our clock set back an hour does not make anybody wait for an hour', async () => {
  const { io, waits, clock } = world()
  await politely(io, 'https://clock.example/', async () => {})
  clock.ms -= 3_600_000
  await politely(io, 'https://clock.example/', async () => {})
  expect(waits).toEqual([1_000])
})

test('a queue that grows without end asks to be left alone', async () => {
  const { io } = world()
  const first = Promise.withResolvers<void>()
  const visits = Array.from({ length: 201 }, () => politely(io, 'https://busy.example/', () => first.promise))
  await expect(visits.at(-1)).rejects.toMatchObject({ name: 'SourceError', waitMs: 60_000 })
  first.resolve()
  await Promise.all(visits.slice(0, -1))
})
