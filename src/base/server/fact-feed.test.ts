import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts'
import { type FactFeed, type Notice, openFactFeed } from './fact-feed.ts'

const WORKSPACE = '0190a1b2-0000-7000-8000-000000000001'

let database: TestDatabase
let owner: pg.Client
let feed: FactFeed

beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client(database.owner)
  await owner.connect()
  feed = await openFactFeed(database.app)
})

afterAll(async () => {
  await feed.stop()
  await owner.end()
  await database.close()
})

it('hears of a fact when it commits, and not of one that does not', async () => {
  const heard = nextNotice()
  await owner.query('begin')
  await tell('gone.away')
  await owner.query('rollback')
  await tell('has.happened')
  expect(await heard).toMatchObject({ workspaceId: WORKSPACE, name: 'has.happened' })
})

it('says so when its line was cut, and hears again afterwards', async () => {
  const { promise: missed, resolve } = Promise.withResolvers<void>()
  const unsubscribe = feed.subscribe({ heard: () => undefined, missedSome: resolve })
  const app = new pg.Client(database.app)
  await app.connect()
  await app.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'heed facts' and datname = current_database()")
  await missed
  await app.end()
  unsubscribe()
  const heard = nextNotice()
  await tell('heard.again')
  expect(await heard).toMatchObject({ name: 'heard.again' })
})

function nextNotice(): Promise<Notice> {
  const { promise, resolve } = Promise.withResolvers<Notice>()
  const unsubscribe = feed.subscribe({ heard: resolve, missedSome: () => undefined })
  return promise.finally(unsubscribe)
}

async function tell(name: string): Promise<void> {
  await owner.query(`insert into fact (workspace_id, name, data, at) values ('${WORKSPACE}', '${name}', '{}', now())`)
}
