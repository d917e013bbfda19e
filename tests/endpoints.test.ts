/**
 * Walks every endpoint there is as another workspace's owner, as each role, and as nobody. An endpoint added to a slice is
 * walked too: a test fails until INPUTS names what it takes of a workspace.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, pathOf } from '../src/base/endpoint.ts'
import { WORKSPACE_HEADER } from '../src/base/server/answer.ts'
import { Role } from '../src/people/contract.ts'
import { mayDo, permissions } from '../src/people/index.ts'
import { INPUTS, MARK, OWN_AFFAIRS } from './support/endpoint-inputs.ts'
import { type Full, fillWorkspace } from './support/full-workspace.ts'
import { type Asker, type World, newWorld } from './support/world.ts'

/** What nobody is told where a token is asked for that they do not have. */
const WITHOUT_TOKEN: Readonly<Record<string, readonly [number, string]>> = {
  'token:first_visit': [410, 'people.already_claimed'],
  'token:invitation': [410, 'people.invitation_spent'],
  'token:webhook': [404, 'connect.webhook_unknown'],
  'token:hear': [410, 'connect.hear_closed'],
  'token:privacy': [404, 'not_found'],
  'token:answer': [404, 'not_found'],
}
const OPEN = ['signed_in', ...Object.keys(WITHOUT_TOKEN)]
/** Tells everybody whether somebody has begun, and nothing else. */
const FIRST_VISIT = 'people.first_visit'

let world: World
let victim: Asker & { workspaceId: string }
let its: Full & { memberId: string }

beforeAll(async () => {
  world = await newWorld()
  victim = await world.owner(MARK)
  its = { ...(await fillWorkspace(world.db, victim.workspaceId, MARK)), memberId: victim.user.id }
})
afterAll(() => world.close())

/** Asks one endpoint; of a stream, only what it begins with. */
async function ask(contract: Endpoint, input: object, as: Asker | null): Promise<{ status: number; text: string; code?: string }> {
  const act = contract.kind === 'act'
  const stream = contract.kind === 'stream'
  const response = await world.app.inject({
    method: act ? 'POST' : 'GET',
    url: pathOf(contract),
    headers: { ...(as && { cookie: as.cookie }), ...(as?.workspaceId && { [WORKSPACE_HEADER]: as.workspaceId }) },
    ...(act ? { payload: input } : {}),
    ...(act && !contract.letter ? {} : { query: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])) }),
    payloadAsStream: stream,
  })
  let text = ''
  if (stream) for await (const chunk of response.stream()) {
    text = String(chunk)
    break
  }
  else text = response.body
  return { status: response.statusCode, text, ...(text.startsWith('{') && { code: JSON.parse(text).code }) }
}

function find(name: string): Endpoint {
  const found = world.contracts.find((contract) => contract.name === name)
  if (!found) throw new Error(`no endpoint ${name}`)
  return found
}

const inputOf = (contract: Endpoint): object => INPUTS[contract.name]?.(its) ?? {}

/** Everything of the victim's, to see whether any of it changed. */
async function everythingOfTheVictim(): Promise<string> {
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'workspace_id' order by 1`.execute(world.db)
  const rows: unknown[] = []
  for (const { name } of tables.rows) {
    rows.push((await sql`select * from ${sql.table(name)} where workspace_id = ${victim.workspaceId}`.execute(world.db)).rows)
  }
  rows.push((await sql`select * from stream where key = ${MARK}`.execute(world.db)).rows, (await sql`select * from gap`.execute(world.db)).rows)
  return JSON.stringify(rows)
}

describe('every endpoint', () => {
  it('is in this test, and no other is', () => {
    expect(world.contracts.map(({ name }) => name).toSorted()).toEqual(Object.keys(INPUTS).toSorted())
  })

  it('takes the input this test gives it', () => {
    const wrong = world.contracts.filter((contract) => contract.kind === 'act' && !contract.input.safeParse(inputOf(contract)).success)
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('needs a line of the table of permissions, an account, or a token for a purpose', () => {
    const unknown = world.contracts.filter(({ needs }) => !OPEN.includes(needs) && !permissions.some((permission) => permission === needs))
    expect(unknown.map(({ name, needs }) => `${name} needs ${needs}`)).toEqual([])
  })

  it('has its sentence', () => {
    expect(world.contracts.filter(({ about }) => !/^\p{Lu}.*\.$/u.test(about)).map(({ name }) => name)).toEqual([])
  })
})

describe('whatever text an endpoint is given', () => {
  const TEXTS = ['a\u0000b', 'half a letter \ud800', '\u202e\u2066', 'x'.repeat(100_000), "'; drop table fact --", '{"a":1}', '%', '🙂'.repeat(300)]

  it.each(TEXTS.map((text) => [JSON.stringify(text).slice(0, 30), text]))('%s breaks nothing', async (_name, text) => {
    const home = await world.owner()
    for (const contract of world.contracts.filter(({ kind, name }) => kind !== 'stream' && name !== 'people.leave')) {
      const { status } = await ask(contract, everyTextAs(inputOf(contract), text), home)
      expect([contract.name, status < 500]).toEqual([contract.name, true])
    }
  })

  it('a NUL is refused as bad input, wherever it stands', async () => {
    const home = await world.owner()
    for (const contract of world.contracts.filter(({ kind }) => kind !== 'stream')) {
      expect([contract.name, (await ask(contract, { deep: ['\\\u0000'] }, home)).code]).toEqual([contract.name, 'bad_input'])
    }
    expect((await ask(find('people.add_department'), { name: 'a backslash and \\u0000' }, home)).status).toBe(200)
  })
})

/** The same input with this text in the place of every other. */
function everyTextAs(input: object, text: string): object {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, typeof value === 'string' ? text : value]))
}

describe('nobody', () => {
  it('is asked to sign in everywhere but where a token is asked for', async () => {
    for (const contract of world.contracts.filter(({ name }) => name !== FIRST_VISIT)) {
      const { status, code, text } = await ask(contract, inputOf(contract), null)
      const expected = WITHOUT_TOKEN[contract.needs] ?? [401, 'not_signed_in']
      expect([contract.name, status, code]).toEqual([contract.name, ...expected])
      expect(text).not.toContain(MARK)
    }
  })

  it('is not let in by naming a workspace, or by a cookie that is none', async () => {
    for (const cookie of ['', 'heed.session_token=made.up', 'heed.session_token=', 'x'.repeat(4_000)]) {
      for (const contract of world.contracts.filter(({ needs }) => !needs.startsWith('token:'))) {
        expect([contract.name, (await ask(contract, inputOf(contract), { ...victim, cookie })).status]).toEqual([contract.name, 401])
      }
    }
  })
})

describe('an account without a workspace', () => {
  it('is refused everything of a workspace, named or not', async () => {
    const stranger = await world.stranger()
    for (const contract of world.contracts.filter(({ needs }) => !OPEN.includes(needs))) {
      for (const workspaceId of [null, victim.workspaceId, '0197a000-0000-7000-8000-000000000000', "' or true --"]) {
        const { status, code } = await ask(contract, inputOf(contract), { ...stranger, workspaceId })
        expect([contract.name, status, code]).toEqual([contract.name, 403, 'not_allowed'])
      }
    }
  })
})

describe('the owner of another workspace', () => {
  it('gets nothing by naming the workspace', async () => {
    const other = await world.owner()
    const before = await everythingOfTheVictim()
    for (const contract of world.contracts.filter(({ needs }) => !OPEN.includes(needs))) {
      const { status, text } = await ask(contract, inputOf(contract), { ...other, workspaceId: victim.workspaceId })
      expect([contract.name, status]).toEqual([contract.name, 403])
      expect(text).not.toContain(MARK)
    }
    expect(await everythingOfTheVictim()).toBe(before)
  })

  it('gets nothing, and changes nothing, by naming in their own what is in the other', async () => {
    const before = await everythingOfTheVictim()
    for (const contract of world.contracts) {
      const { status, text, code } = await ask(contract, inputOf(contract), await world.owner())
      expect([contract.name, text.includes(MARK) && code !== 'people.slug_taken']).toEqual([contract.name, false])
      expect([contract.name, status]).not.toEqual([contract.name, 500])
      const mayWork = contract.kind !== 'act' || OWN_AFFAIRS.includes(contract.name)
      expect([contract.name, mayWork || status >= 400]).toEqual([contract.name, true])
    }
    expect(await everythingOfTheVictim()).toBe(before)
  })
})

describe.each(Role.options)('in the role of %s', (role) => {
  it('one is let in exactly where the table of permissions says', async () => {
    const home = await world.owner()
    let asker = await world.as(role, home.workspaceId)
    for (const contract of world.contracts.filter(({ needs }) => !OPEN.includes(needs))) {
      const { status, code } = await ask(contract, {}, asker) // mostly not a right input: whoever is let in hears so
      const allowed = mayDo(role, contract.needs)
      const letIn = ![401, 403].includes(status) && status < 500
      expect([contract.name, allowed ? letIn : code]).toEqual([contract.name, allowed || 'not_allowed'])
      if (contract.name === 'people.leave') asker = await world.as(role, home.workspaceId)
    }
  })
})
