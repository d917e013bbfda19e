/** Where tests of asks play: a company with a shop that asks, a warehouse that is asked, an IT department, and an agency outside. */
import { randomUUID } from 'node:crypto'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { InputOf, OutputOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import { addDepartment, addPerson, type Role } from '../../people/contract.ts'
import * as contract from '../contract.ts'
import type { Doer } from './after-deed.ts'

/** A Sunday morning in Israel, where one works from Sunday to Thursday, nine to six. */
export const SUNDAY = new Date('2026-03-15T10:00:00+02:00')
export const DAYS = { saturday: '2026-03-14', sunday: '2026-03-15', monday: '2026-03-16', tuesday: '2026-03-17', friday: '2026-03-20', nextSunday: '2026-03-22' } as const

export type Member = Asker & { readonly personId: string; readonly workspaceId: string }
export type DepartmentName = 'shop' | 'warehouse' | 'it' | 'agency'

/** A workspace of its own in a world: who works there, and short ways to ask and look. */
export type Company = {
  readonly workspaceId: string
  readonly owner: Asker & { readonly workspaceId: string }
  readonly departments: Readonly<Record<DepartmentName, string>>
  /** Agents of the inside departments; a partner of the agency. */
  readonly shop: Member
  readonly warehouse: Member
  readonly it: Member
  readonly agency: Member
  /** Raises an ask of the shop to the warehouse, unless it is said otherwise. */
  raise(draft?: Partial<InputOf<typeof contract.raise>>, as?: Asker): Promise<OutputOf<typeof contract.raise>>
  /** The ask as somebody sees it. */
  see(id: string, as?: Asker): Promise<contract.AskDetails>
  /** Works in the workspace as Heed itself does. */
  within<T>(work: (db: Db, doer: Doer) => Promise<T>): Promise<T>
  /** The names of all facts of an ask, in order. */
  facts(askId: string): Promise<string[]>
}

/** A world whose clock shows that Sunday. */
export const newAskWorld = (): Promise<World> => newWorld({ now: SUNDAY })

/** A company in a world. */
export async function newCompany(world: World): Promise<Company> {
  const owner = await world.owner()
  const { workspaceId } = owner
  const department = async (name: DepartmentName, isOutside = false) => (await world.call(addDepartment, { name, isOutside }, owner)).body.id
  const departments = { shop: await department('shop'), warehouse: await department('warehouse'), it: await department('it'), agency: await department('agency', true) }
  const member = (name: DepartmentName, role: Role) => memberOf(world, owner, departments[name], role)
  const shop = await member('shop', 'agent')

  const within: Company['within'] = (work) =>
    world.doors.inWorkspace(workspaceId, (db) => work(db, { actor: { workspaceId, userId: null }, now: () => world.clock.now }))
  const facts: Company['facts'] = (askId) => within(async (db) => {
    const all = await db.selectFrom('fact').select('name').where('workspace_id', '=', workspaceId).where('subject', '=', askId).orderBy('id').execute()
    return all.map(({ name }) => name)
  })
  const raise: Company['raise'] = async (draft = {}, as = shop) => {
    const input = { kind: 'link', title: 'a link on the home page', toDepartmentId: departments.warehouse, neededBy: DAYS.nextSunday, key: randomUUID(), ...draft } as const
    const { status, body } = await world.call(contract.raise, input, as)
    if (status !== 200) throw new Error(`not raised: ${JSON.stringify(body)}`)
    return body
  }
  const see: Company['see'] = async (id, as = owner) => (await world.call(contract.ask, { id }, as)).body
  return { workspaceId, owner, departments, shop, warehouse: await member('warehouse', 'agent'), it: await member('it', 'agent'), agency: await member('agency', 'partner'), raise, see, within, facts }
}

/** Somebody with an account who is a person of a department. */
export async function memberOf(world: World, owner: Asker & { workspaceId: string }, departmentId: string | null, role: Role): Promise<Member> {
  const asker = await world.as(role, owner.workspaceId)
  const { body } = await world.call(addPerson, { name: `${role} of ${departmentId ?? 'nowhere'}`, language: 'en', departmentId, userId: asker.user.id }, owner)
  return { ...asker, personId: body.id }
}
