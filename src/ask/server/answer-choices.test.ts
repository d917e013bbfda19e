import { afterAll, beforeAll, expect, it } from 'vitest'
import type { World } from '../../../tests/support/world.ts'
import { answerChoices, publishCard, saveCard } from '../contract.ts'
import { type Company, DAYS, newAskWorld, newCompany } from './asks.test-support.ts'

let world: World
let company: Company

beforeAll(async () => {
  world = await newAskWorld()
  company = await newCompany(world)
})
afterAll(() => world.close())

it('offers the days on which the asked side works, from today on, and whoever else could bring a condition about', async () => {
  const { id } = await company.raise()
  const { body } = await world.call(answerChoices, { id }, company.warehouse)
  expect(body.today).toBe(DAYS.sunday)
  expect(body.workingDays.slice(0, 3)).toEqual([DAYS.sunday, DAYS.monday, DAYS.tuesday])
  expect(body.workingDays).not.toContain(DAYS.friday)
  expect(body.owners.map(({ name }) => name)).toEqual(['agency', 'it'])
  expect(body.possibleFrom).toBeNull()
})

it('says from when it is possible as a published card has it, and nothing of one that is not', async () => {
  const departmentId = company.departments.it
  const { id } = await company.raise({ toDepartmentId: departmentId })
  const possible = async () => (await world.call(answerChoices, { id }, company.it)).body.possibleFrom
  await world.call(saveCard, { departmentId, answerDays: 2, items: [{ kind: 'link', leadDays: 2 }], freezes: [], revision: 0 }, company.owner)
  expect(await possible()).toBeNull()
  await world.call(publishCard, { departmentId }, company.owner)
  expect(await possible()).toBe(DAYS.tuesday)
})

it('tells an outsider nothing of an ask that is not theirs', async () => {
  const { id } = await company.raise()
  expect((await world.call(answerChoices, { id }, company.agency)).body.code).toBe('not_found')
})
