import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feed } from '../../src/connect/feed/connector.ts'
import { type FakeFeedServer, openFakeFeedServer } from '../../src/connect/feed/fake-feed-server.ts'
import { listSources } from '../../src/connect/contract.ts'
import { privacyRequests } from '../../src/ingest/contract.ts'
import { history, markets, members } from '../../src/people/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { visit } from '../support/visit.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const HOUR_MS = 3_600_000

let world: World
let origin: string
let browser: Browser
let network: FakeFeedServer
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  ;[world, browser, network] = await Promise.all([newWorld({ connectors: new Map([[feed.id, feed]]) }), openBrowser(), openFakeFeedServer()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner('Lantern')
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([world?.close(), network?.close()])
})

/** A page of the owner's. */
const inside = (path: string, { locale, width }: { locale: string; width: number }): Promise<Page> =>
  visit(browser, origin, owner, path, { locale, viewport: { width, height: 900 } })

describe('sources', () => {
  it('are added by a form that keeps what was written when it does not work', async () => {
    const page = await inside('/sources', { locale: 'en-GB', width: 1440 })
    await page.getByRole('button', { name: 'Add a source' }).click()
    await page.getByRole('button', { name: /Web feed/ }).click()
    const address = page.getByRole('textbox', { name: 'Address' })
    await address.fill(`${new URL(network.settings.url).origin}/nothing-here`)
    await page.getByRole('button', { name: 'Begin to listen' }).click()
    await page.getByRole('alert').waitFor()
    expect(await address.inputValue()).toContain('/nothing-here')
    await address.fill(network.settings.url)
    await page.getByRole('button', { name: 'Begin to listen' }).click()
    await page.waitForURL(`${origin}/sources`)
    await page.getByRole('article').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('show what was not heard: as a timeline, and as rows that say what became of it', async () => {
    const { sources: [source] } = (await world.call(listSources, {}, owner)).body
    const { stream_id } = await world.db.selectFrom('source').select('stream_id').where('id', '=', source?.id ?? '').executeTakeFirstOrThrow()
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS)
    await world.db.updateTable('source').set({ created_at: ago(200) }).where('id', '=', source?.id ?? '').execute()
    const gap = (from: number, until: number, missed: string) => ({
      id: crypto.randomUUID(), stream_id, from_at: ago(from), until_at: ago(until), why: 'unreachable', replayed_until: ago(until), missed, closed_at: ago(until),
    })
    await world.db.insertInto('gap').values([
      gap(30, 28, `{[${ago(30).toISOString()},${ago(29).toISOString()})}`),
      gap(3, 2, '{}'),
    ]).execute()
    const page = await inside('/sources', { locale: 'he-IL', width: 375 })
    await page.getByRole('button', { name: /שני פערים, אבדו .?60 דקות/ }).waitFor()
    const rows = page.getByRole('table').getByRole('row')
    await expect.poll(() => rows.count(), IN_TIME).toBe(3)
    expect(await rows.nth(1).textContent()).toContain('הכול הושלם')
    expect(await rows.nth(2).textContent()).toMatch(/אבדו .?60 דקות/)
    expect(await foundByAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.context().close()
  })

  it('are paused and listened to again by whoever may, and not by others', async () => {
    const page = await inside('/sources', { locale: 'en-GB', width: 1440 })
    await page.getByRole('button', { name: /What can be done/ }).click()
    await page.getByRole('menuitem', { name: 'Pause' }).click()
    await page.getByRole('article').getByText('paused').waitFor()
    await page.getByRole('button', { name: /What can be done/ }).click()
    await page.getByRole('menuitem', { name: 'Listen again' }).click()
    await expect.poll(() => page.getByRole('article').getByText('paused').count(), IN_TIME).toBe(0)
    await page.context().close()
  })
})

describe('settings', () => {
  it('change the hours in which one works, and tell what cannot be read', async () => {
    const page = await inside('/settings?section=hours', { locale: 'he-IL', width: 1440 })
    const sunday = page.getByRole('textbox', { name: 'יום ראשון' })
    await sunday.fill('תשע עד חמש')
    await page.getByRole('button', { name: 'שמירה' }).click()
    await page.getByText('לדוגמה 9:00-18:00').first().waitFor()
    await sunday.fill('8:30-12, 13-17')
    await page.getByRole('button', { name: 'שמירה' }).click()
    await expect.poll(async () => (await world.call(markets, {}, owner)).body.markets[0]?.hours[0], IN_TIME).toEqual([[510, 720], [780, 1020]])
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('invite somebody, and change what a member may do', async () => {
    const agent = await world.as('agent', owner.workspaceId)
    const page = await inside('/settings?section=people', { locale: 'en-GB', width: 1440 })
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByText(/invitation\?token=/).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: new RegExp(`Role of .*${agent.user.name}`) }).click()
    await page.getByRole('option', { name: 'viewer' }).click()
    const roleNow = async () => (await world.call(members, {}, owner)).body.members.find(({ userId }) => userId === agent.user.id)?.role
    await expect.poll(roleNow, IN_TIME).toBe('viewer')
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it.each(['workspace', 'departments', 'blocks', 'privacy', 'history'])('%s: axe finds nothing, and it fits a phone', async (section) => {
    const page = await inside(`/settings?section=${section}`, { locale: 'he-IL', width: 375 })
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.context().close()
  })

  it('tell what was done', async () => {
    expect((await world.call(history, {}, owner)).body.facts.map(({ name }) => name)).toContain('people.role_changed')
  })
})

describe('the public privacy page', () => {
  it('takes a request from somebody without an account, which the company then sees', async () => {
    const { slug } = await world.db.selectFrom('workspace').select('slug').where('workspace_id', '=', owner.workspaceId).executeTakeFirstOrThrow()
    const page = await (await browser.newContext({ locale: 'he-IL', viewport: { width: 375, height: 800 } })).newPage()
    await page.goto(`${origin}/privacy/${slug}`)
    await page.getByText('Web feed').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.getByRole('textbox', { name: /מי אתם שם/ }).fill('@noa.example')
    await page.getByRole('button', { name: 'שליחה' }).click()
    await page.getByText('הפנייה התקבלה').waitFor()
    expect((await world.call(privacyRequests, {}, owner)).body.requests).toMatchObject([{ who: '@noa.example', kind: 'erase' }])
    await page.context().close()
  })
})
