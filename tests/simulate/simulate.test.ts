import { expect, test } from 'vitest'
import type { PullStep } from '../../src/ingest/server/pull-stream.ts'
import { testDatabase } from '../support/postgres.ts'
import { ownPostgres } from './own-postgres.ts'
import { openScene } from './scene.ts'
import { simulate } from './simulate.ts'
import { simulateMany } from './simulate-many.ts'

const SEEDS = 200
const KILLS: readonly (readonly [step: PullStep, time: number])[] = [['advanced', 2], ['recorded', 2], ['committed', 6]]

test(`nothing is lost, nothing stored twice and the ledger true in ${SEEDS} stories of bad luck`, { timeout: 300_000 }, async () => {
  const database = await testDatabase()
  const scene = openScene(database)
  try {
    const { problems, told } = await simulateMany(scene, 1, SEEDS)
    console.log(told)
    expect(problems).toEqual([])
  } finally {
    await scene.close()
    await database.close()
  }
})

test('the same, while PostgreSQL is killed three times with a batch in hand', { timeout: 120_000 }, async () => {
  const postgres = await ownPostgres()
  const scene = openScene(postgres.connections)
  try {
    const passed = new Map<PullStep, number>()
    let kills = 0
    const at = (step: PullStep): void => {
      const times = (passed.get(step) ?? 0) + 1
      passed.set(step, times)
      if (!KILLS.some(([deadly, time]) => deadly === step && time === times)) return
      postgres.kill()
      kills += 1
    }
    const { problems } = await simulate(scene, 5, { calm: true, at, pauseMs: 20 })
    expect([kills, problems]).toEqual([KILLS.length, []])
  } finally {
    await scene.close()
    await postgres.close()
  }
})
