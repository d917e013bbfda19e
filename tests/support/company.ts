import { randomUUID } from 'node:crypto'
import type { Endpoint, InputOf, OutputOf } from '../../src/base/endpoint.ts'
import * as ask from '../../src/ask/contract.ts'
import { addDepartment, addPerson } from '../../src/people/contract.ts'
import type { Asker, World } from './world.ts'

/** Whoever asks and is asked in a workspace: a shop and a warehouse with a member each, and an agency outside. */
export type AskingCompany = {
  readonly shop: Asker
  readonly warehouse: Asker
  readonly departments: { readonly shop: string; readonly warehouse: string; readonly agency: string }
  /** Working days from which to choose. */
  readonly days: readonly string[]
  /** Raises an ask of the shop to the warehouse. */
  raise(draft?: Partial<InputOf<typeof ask.raise>>): Promise<ask.AskDetails>
  /** Answers it for the warehouse. */
  answer(id: string, answer: InputOf<typeof ask.answer>['answer']): Promise<ask.AskDetails>
}

/** Departments and members for a workspace that has none. */
export async function companyOf(world: World, owner: Asker & { workspaceId: string }): Promise<AskingCompany> {
  const done = async <E extends Endpoint>(contract: E, input: InputOf<E>, as: Asker): Promise<OutputOf<E>> => {
    const { status, body } = await world.call(contract, input, as)
    if (status !== 200) throw new Error(`${contract.name}: ${JSON.stringify(body)}`)
    return body
  }
  const department = async (name: string, isOutside = false) => (await done(addDepartment, { name, isOutside }, owner)).id
  const departments = { shop: await department('Shop'), warehouse: await department('מחסן'), agency: await department('Studio', true) }
  const member = async (name: string, departmentId: string) => {
    const asker = await world.as('agent', owner.workspaceId)
    await done(addPerson, { name, language: 'en', departmentId, userId: asker.user.id }, owner)
    return asker
  }
  const [shop, warehouse] = [await member('Dana', departments.shop), await member('Avi', departments.warehouse)]
  const days = (await done(ask.weigh, { kind: 'data', toDepartmentId: departments.warehouse }, shop)).workingDays
  return {
    shop, warehouse, departments, days,
    raise: (draft = {}) => done(ask.raise, {
      kind: 'data', title: 'Which lamps come back broken', toDepartmentId: departments.warehouse, neededBy: days[4] ?? '', key: randomUUID(), ...draft,
    }, shop),
    answer: (id, answer) => done(ask.answer, { id, answer, key: randomUUID() }, warehouse),
  }
}
