import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { pathOf } from '../../base/endpoint.ts'
import { WORKSPACE_HEADER } from '../../base/server/answer.ts'
import type { Connector } from '../../connect/connector.ts'
import { pushedNetwork } from '../../../tests/simulate/pushed-network.ts'
import { addQuery, exportMentions, type Filter } from '../contract.ts'

const NOW = new Date('2026-05-20T12:34:00Z')
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

let world: World
let owner: Asker & { workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>
const connectors = new Map<string, Connector>()

beforeAll(async () => {
  world = await newWorld({ now: NOW, connectors })
})
afterAll(() => world.close())

beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift OR מעלית' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  allow(true)
})

/** Whether the network’s terms allow its texts to be exported. */
function allow(mayExportText: boolean): void {
  const network = `test${owner.workspaceId.slice(-6)}`
  const { connector } = pushedNetwork(network)
  connectors.set(network, { ...connector, title: 'Test network', terms: { ...connector.terms, mayExportText } })
}

async function exported(filter: Filter = {}, as: Asker = owner) {
  const { statusCode, headers, body } = await world.app.inject({
    url: pathOf(exportMentions), query: filter as Record<string, string>, headers: { cookie: as.cookie, [WORKSPACE_HEADER]: as.workspaceId ?? '' },
  })
  return { status: statusCode, headers, body, lines: body.split('\r\n').slice(0, -1) }
}

const facts = async () => (await world.db.selectFrom('fact').select('data').where('workspace_id', '=', owner.workspaceId).where('name', '=', 'listen.exported').orderBy('id').execute()).map(({ data }) => data)

describe('the export', () => {
  it('is a CSV file with a byte order mark, CRLF and quotes around every cell, newest first, with named columns', async () => {
    await say(
      { externalId: 'old', text: 'lift, "stuck"\nagain', saidAt: minutesAgo(90), author: { id: 'a', handle: 'ada.example', name: 'Ada', followers: null } },
      { externalId: 'new', text: 'המעלית', lang: 'he', form: 'reply', origin: 'Forum', saidAt: minutesAgo(5), url: 'https://forum.example/1' },
    )
    const { headers, body } = await exported()
    expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': expect.stringContaining('attachment; filename="mentions_2026-05-20.csv"') })
    expect(body.startsWith('\ufeff"Said (UTC)","Where it was said","Form","Language","Author’s name",')).toBe(true)
    expect(body).toContain('\r\n"2026-05-20T12:29:00.000Z","Forum","reply","he",')
    expect(body).toContain('"2026-05-20T11:04:00.000Z","Test network","post","en","Ada","ada.example","lift, ""stuck""\nagain",')
    expect(body.indexOf(',"new",')).toBeLessThan(body.indexOf(',"old",'))
  })

  it('names its columns in the language of the workspace', async () => {
    await world.db.updateTable('workspace').set({ language: 'he' }).where('workspace_id', '=', owner.workspaceId).execute()
    expect((await exported()).lines[0]).toContain('"איפה נאמר"')
  })

  it('holds what the filter means and tells how many rows left, as a fact', async () => {
    await say(...Array.from({ length: 7 }, (_, n) => ({ externalId: `m${n}`, text: n % 2 ? 'lift stuck' : 'lift', lang: n === 1 ? 'he' : 'en', saidAt: minutesAgo(n) })))
    expect((await exported({ langs: 'en' })).lines).toHaveLength(7)
    expect((await exported({ find: 'stuck' })).lines).toHaveLength(4)
    expect(await facts()).toEqual([{ rows: 6, filter: { langs: 'en' } }, { rows: 3, filter: { find: 'stuck' } }])
  })

  it('goes on over many pages', async () => {
    for (let from = 0; from < 1_200; from += 400) {
      await say(...Array.from({ length: 400 }, (_, n) => ({ externalId: `m${from + n}`, text: 'lift', saidAt: minutesAgo((from + n) % 100) })))
    }
    const { lines } = await exported()
    expect([lines.length, new Set(lines).size]).toEqual([1_201, 1_201])
  })

  it('keeps texts and authors where a network’s terms do not allow them to leave, or nobody knows its terms', async () => {
    await say({ externalId: 'secret', text: 'lift of a stranger', author: { id: 'ada', handle: 'ada.example', name: 'Ada', followers: null } })
    for (const forbid of [() => allow(false), () => connectors.clear()]) {
      forbid()
      const { body } = await exported()
      expect(body).toContain('"secret"')
      expect(body).not.toMatch(/stranger|Ada|ada\.example/)
    }
  })

  it.each(['=', '+', '-', '@', '\t', '\r'])('lets no cell that begins with %j be a formula', async (sign) => {
    await say({ externalId: `${sign}1`, text: `${sign}HYPERLINK("lift")`, author: { id: 'a', handle: `${sign}h`, name: `${sign}n`, followers: null } })
    const cells = (await exported()).lines.flatMap((line) => line.slice(1, -1).split('","'))
    expect(cells.filter((cell) => cell.includes('HYPERLINK'))).toEqual([`'${sign}HYPERLINK(""lift"")`])
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })

  it('is refused with a filter that cannot be read, before anything is sent or told', async () => {
    expect([(await exported({ find: '(' })).status, (await exported({ langs: ',' })).status]).toEqual([422, 400])
    expect(await facts()).toEqual([])
  })

  it('is not for viewers', async () => {
    expect((await exported({}, await world.as('viewer', owner.workspaceId))).status).toBe(403)
  })
})
