/** A company whose letters leave: its jobs run when the test says so, through a mail server that does what the test says. */
import { sql } from 'kysely'
import { createIo } from '../../../base/server/safe-fetch.ts'
import { type World, newWorld } from '../../../../tests/support/world.ts'
import type { Letter } from '../../../base/server/mail.ts'
import type { Ctx } from '../../../ctx.ts'
import { updatePerson } from '../../../people/contract.ts'
import { type Company, newCompany, SUNDAY } from '../asks.test-support.ts'
import { inboxAt } from '../inbox/inbox.ts'
import { askJobs } from '../jobs.ts'

export type LetterWorld = World & {
  /** What left, and what the mail server does with the next letters: throws what this returns, if anything. */
  readonly left: Letter[]
  hasMail: boolean
  failWith: (letter: Letter) => Error | null
}

/** A world with a mail server and a mailbox for answers. */
export async function newLetterWorld(): Promise<LetterWorld> {
  return Object.assign(await newWorld({ now: SUNDAY }), { left: [], hasMail: true, failWith: () => null })
}

/** A company whose warehouse has a contact with an address, Dana. */
export async function newMailCompany(world: LetterWorld): Promise<Company> {
  const company = await newCompany(world)
  await world.call(updatePerson, { id: company.warehouse.personId, name: 'Dana Levi', email: 'dana@lantern.example' }, company.owner)
  await sql`delete from graphile_worker._private_jobs`.execute(world.db)
  world.left.length = 0
  return company
}

type Waiting = { id: string; name: string; payload: { workspaceId: string; data: unknown } }

/** Does what the queue has for asks by the clock of the world, until nothing is left; returns the errors of jobs that failed and wait. */
export async function runJobs(world: LetterWorld): Promise<unknown[]> {
  const inbox = inboxAt({ secrets: world.secrets, sender: 'heed@lantern.example', address: 'answers@lantern.example', hasPlus: true, trouble: () => null })
  const mail = { configured: world.hasMail, send: async (letter: Letter) => sendAs(world, letter) }
  const jobs = new Map(askJobs({ mail, inbox, secrets: world.secrets, url: 'https://heed.example' }).map((job) => [job.name, job]))
  const errors: unknown[] = []
  const failed: string[] = []
  for (let runs = 0; runs < 500; runs += 1) {
    const { rows } = await sql<Waiting>`
      select j.id::text, t.identifier as name, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like 'ask.%' and not j.id::text = any (${failed})
        and (j.run_at <= ${world.clock.now} or j.run_at between j.created_at - interval '1 second' and j.created_at + interval '1 second')
      order by j.id limit 1`.execute(world.db)
    const [next] = rows
    if (!next) return errors
    const job = jobs.get(next.name)
    if (!job) throw new Error(`nobody does ${next.name}`)
    await sql`update graphile_worker._private_jobs set key = null where id = ${next.id}`.execute(world.db)
    const { workspaceId, data } = next.payload
    const ctx: Ctx = {
      actor: { workspaceId, userId: null, role: 'owner' }, now: () => world.clock.now,
      io: createIo({ allowPrivate: true, userAgent: 'test', signal: new AbortController().signal }),
      transact: (work) => world.doors.inWorkspace(workspaceId, work),
    }
    try {
      await job.run(ctx, job.data.parse(data))
      await sql`delete from graphile_worker._private_jobs where id = ${next.id}`.execute(world.db)
    } catch (error) {
      errors.push(error)
      failed.push(next.id)
    }
  }
  throw new Error('the queue never ends')
}

function sendAs(world: LetterWorld, letter: Letter): void {
  const error = world.failWith(letter)
  if (error) throw error
  world.left.push(letter)
}

/** Lets time pass until a moment, doing each job when its time has come. */
export async function passTime(world: LetterWorld, until: Date): Promise<void> {
  for (;;) {
    await runJobs(world)
    const { rows } = await sql<{ at: Date | null }>`
      select min(j.run_at) as at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like 'ask.%' and j.run_at > ${world.clock.now} and j.run_at <= ${until}`.execute(world.db)
    const next = rows[0]?.at
    if (!next) break
    world.clock.now = next
  }
  world.clock.now = until
  await runJobs(world)
}
