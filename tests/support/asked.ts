import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { InputOf } from '../../src/base/endpoint.ts'
import { changeSettings, raise } from '../../src/ask/contract.ts'
import { lockAsk } from '../../src/ask/index.ts'
import { makeLink } from '../../src/ask/server/link/make-link.ts'
import { mailCode } from '../../src/ask/server/link/mail-code.ts'
import type { Letter } from '../../src/base/server/mail.ts'
import type { Ctx } from '../../src/ctx.ts'
import { addQuery } from '../../src/listen/contract.ts'
import { addDepartment, addPerson, updateWorkspace } from '../../src/people/contract.ts'
import { newNetwork } from './hear.ts'
import type { Asker, World } from './world.ts'

/** Something that the warehouse is asked for, and the link for whoever answers there. */
export type Asked = {
  readonly owner: Asker & { workspaceId: string }
  readonly askId: string
  readonly contactId: string
  readonly token: string
  /** A link to the same ask for somebody else; for nobody in particular without a person. */
  linkFor(personId: string | null): Promise<string>
  colleague(name: string, email?: string | null): Promise<string>
  /** Does all that was ever handed to the queue for codes, and returns the letters: a job may run twice. */
  mailCodes(): Promise<Letter[]>
}

export const WORDS = 'הזמנתי מנורה לפני שלושה שבועות ועדיין לא הגיעה'

type Draft = Partial<InputOf<typeof raise>>

/** A workspace named Lantern in which digital asks the warehouse, with a voice. Settings are the defaults. */
export async function asked(world: World, { language = 'he', email = 'yossi@lantern.example', confirmAbove = null, ...draft }: Draft & {
  language?: 'en' | 'he'
  email?: string | null
  confirmAbove?: number | null
} = {}): Promise<Asked> {
  const owner = await world.owner('Lantern')
  await world.call(updateWorkspace, { language }, owner)
  const department = async (name: string): Promise<string> => (await world.call(addDepartment, { name }, owner)).body.id
  const [digital, warehouse] = language === 'he' ? [await department('דיגיטל'), await department('מחסן')] : [await department('Digital'), await department('Warehouse')]
  const colleague = async (name: string, address: string | null = null): Promise<string> => {
    world.clock.now = new Date(world.clock.now.getTime() + 1) // whoever came first stands first
    return (await world.call(addPerson, { name, email: address, language, departmentId: warehouse }, owner)).body.id
  }
  const contactId = await colleague(language === 'he' ? 'יוסי כהן' : 'Yossi Cohen', email)
  if (confirmAbove !== null) await world.call(changeSettings, { confirmAbove }, owner)
  await world.call(addQuery, { name: 'מנורות', text: 'מנורה' }, owner)
  const say = await newNetwork(world, owner.workspaceId)
  await say({ externalId: randomUUID(), text: WORDS, saidAt: new Date(world.clock.now.getTime() - 3_600_000) })
  const mention = await world.db.selectFrom('mention').select('id').where('workspace_id', '=', owner.workspaceId).executeTakeFirst()
  const raised = await world.call(raise, {
    kind: 'link', title: 'לעדכן באתר מתי מגיעים משלוחים', neededBy: '2026-03-15', worth: '40 פניות בשבוע', key: randomUUID(),
    fromDepartmentId: digital, toDepartmentId: warehouse, mentionIds: mention ? [mention.id] : [], ...draft,
  }, owner)
  if (raised.status !== 200) throw new Error(`nothing was asked: ${JSON.stringify(raised.body)}`)
  const askId = raised.body.id
  const actor = { workspaceId: owner.workspaceId, userId: owner.user.id }
  const linkFor: Asked['linkFor'] = (personId) => world.doors.inWorkspace(owner.workspaceId, async (db) => {
    const ask = await lockAsk(db, owner.workspaceId, askId)
    return (await makeLink(db, { actor, now: () => world.clock.now }, ask, { personId, secrets: world.secrets, url: 'http://heed.test' })).token
  })
  const mailCodes: Asked['mailCodes'] = async () => {
    const letters: Letter[] = []
    const { rows } = await sql<{ data: { answerId: string; sendingId: string } }>`
      select payload -> 'data' as data from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where identifier = 'ask.mail_code' and payload ->> 'workspaceId' = ${owner.workspaceId} order by j.id`.execute(world.db)
    const ctx: Ctx = {
      actor: { ...actor, role: 'owner' }, now: () => world.clock.now, io: {} as Ctx['io'], transact: (work) => world.doors.inWorkspace(owner.workspaceId, work),
    }
    const work = mailCode({ secrets: world.secrets, url: 'http://heed.test', mail: { configured: true, send: async (letter) => void letters.push(letter) } })
    for (const { data } of rows) await work.run(ctx, data)
    return letters
  }
  return { owner, askId, contactId, token: await linkFor(contactId), linkFor, colleague, mailCodes }
}
