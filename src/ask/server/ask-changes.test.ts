import { afterAll, beforeAll, expect, it } from 'vitest'
import type { World } from '../../../tests/support/world.ts'
import { pathOf } from '../../base/endpoint.ts'
import { askChanges } from '../contract.ts'
import { type Company, newAskWorld, newCompany } from './asks.test-support.ts'

let world: World
let company: Company
let origin: string

beforeAll(async () => {
  world = await newAskWorld()
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  company = await newCompany(world)
})
afterAll(() => world.close())

it('begins with a beat and says that asks of the workspace have changed, and of no other', async () => {
  const leaving = new AbortController()
  const response = await fetch(`${origin}${pathOf(askChanges)}?workspace=${company.workspaceId}`, { headers: { cookie: company.warehouse.cookie }, signal: leaving.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('data: {"kind":"beat"}\n\n')
  const other = await newCompany(world)
  await other.raise()
  const heard = reader?.read()
  await company.raise()
  expect((await heard)?.value).toBe('data: {"kind":"changed"}\n\n')
  leaving.abort()
})
