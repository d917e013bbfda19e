import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as contract from '../../contract.ts'
import { type LetterWorld, newLetterWorld, newMailCompany, runJobs } from './letters.test-support.ts'
import { resumeAsks } from './resume-asks.ts'

let world: LetterWorld
beforeAll(async () => {
  world = await newLetterWorld()
})
afterAll(() => world.close())

it('what the queue had for asks is handed over again: letters that had not left, and the next look at each', async () => {
  const company = await newMailCompany(world)
  const { id } = await company.raise()
  await world.call(contract.send, { id }, company.shop)
  await sql`delete from graphile_worker._private_jobs`.execute(world.db) // a backup was put back
  await company.within((db) => resumeAsks(db, company.workspaceId))
  await company.within((db) => resumeAsks(db, company.workspaceId))
  await runJobs(world)
  expect(world.left.map(({ to }) => to)).toEqual(['dana@lantern.example'])
  const { rows } = await sql<{ name: string }>`
    select identifier as name from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`.execute(world.db)
  expect(rows.map(({ name }) => name)).toEqual(['ask.tend'])
})
