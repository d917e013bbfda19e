import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addView, changeView, type View } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const DAY_MS = 86_400_000
const here = useListening()

const voice = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
/** How many mentions the list has in all. */
const shown = async (page: Page) => Number(await page.getByRole('article').first().getAttribute('aria-setsize', IN_TIME))
/** Waits until the figures say so: above the stream, or beside it where there is room. */
const counted = (page: Page, words: string) => page.getByText(words, { exact: true }).filter({ visible: true }).waitFor()
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

/** How long ago today began in Israel, where the workspace is. */
const sinceMidnight = (now: Date) => Date.parse(`${now.toLocaleString('sv-SE', { timeZone: 'Asia/Jerusalem' })}Z`) % DAY_MS

/** One mention on each of ten days, the newest an hour ago, or as long ago as today allows, in turn Hebrew and English. */
const tenDays = () => Array.from({ length: 10 }, (_, n) => ({
  externalId: `d${n}`,
  text: n % 2 === 0 ? `לנטרן, לפני ${n} ימים` : `Lantern, day ${n}, broken`,
  lang: n % 2 === 0 ? 'he' : 'en',
  form: n === 3 || n === 4 ? 'review' as const : 'post' as const,
  saidAt: new Date(here.world.clock.now.getTime() - n * DAY_MS - Math.min(3_600_000, sinceMidnight(here.world.clock.now) / 2)),
}))

describe('the filter', () => {
  it('is kept to a query, and searched, in an address that can be sent to somebody', async () => {
    await here.say({ externalId: 'a', text: 'Lantern arrived broken' }, { externalId: 'b', text: 'Lantern is fine' })
    const page = await here.visit('/listen')
    await voice(page, 'is fine').waitFor()
    await page.getByRole('complementary').getByRole('button', { name: /^Broken/ }).click()
    await expect.poll(() => voice(page, 'is fine').count(), IN_TIME).toBe(0)
    expect(search(page)).toHaveProperty('query')
    await page.getByLabel('Find mentions').fill('fine')
    await expect.poll(() => voice(page, 'arrived broken').count(), IN_TIME).toBe(0)
    const again = await here.visit('/listen?find=fine')
    await voice(again, 'is fine').waitFor()
    expect(await voice(again, 'arrived broken').count()).toBe(0)
    await again.goto(`${new URL(again.url()).origin}/listen?find=${encodeURIComponent('lantern AND (fine')}`)
    await again.getByText('This bracket is never closed.').waitFor()
    await Promise.all([page.context().close(), again.context().close()])
  })

  it('is a bar of the histogram, by pointer and by keyboard, and the way back is the browser’s own', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen')
    await counted(page, '10 mentions')
    const bars = page.getByRole('option')
    await bars.last().focus()
    for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Enter']) await page.keyboard.press(key)
    await expect.poll(() => shown(page), IN_TIME).toBe(2)
    const { from = '', until = '' } = search(page)
    expect(Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS)).toBe(2)
    await page.goBack()
    await expect.poll(() => shown(page), IN_TIME).toBe(10)
    const box = await page.getByRole('listbox', { name: 'Mentions per day' }).boundingBox()
    if (!box) throw new Error('no histogram')
    const [y, bar] = [box.y + box.height / 2, box.width / await bars.count()]
    await page.mouse.move(box.x + box.width - bar / 2, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - bar * 3.5, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => shown(page), IN_TIME).toBe(4)
    await page.getByRole('button', { name: '30 days' }).click()
    await expect.poll(() => shown(page), IN_TIME).toBe(10)
    expect(search(page)).toEqual({})
    await page.context().close()
  })

  it('counts what is heard now in its last bar', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen')
    await counted(page, '10 mentions')
    await page.getByText('Live', { exact: true }).waitFor()
    await here.say({ externalId: 'now', text: 'Lantern, now', saidAt: here.world.clock.now })
    await counted(page, '11 mentions')
    expect(await page.getByRole('option').last().getAttribute('aria-label')).toMatch(/: [12] mentions?$/)
    await page.context().close()
  })

  it('is ticked in facets, several of each, shown as chips, and taken away there', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen')
    await page.getByRole('checkbox', { name: /Hebrew/ }).click()
    await expect.poll(() => shown(page), IN_TIME).toBe(5)
    expect(await page.getByRole('checkbox', { name: /English/ }).locator('xpath=ancestor::label').textContent()).toContain('5')
    await page.getByRole('checkbox', { name: /review/ }).click()
    await expect.poll(() => shown(page), IN_TIME).toBe(1)
    await page.getByRole('checkbox', { name: /English/ }).click()
    await expect.poll(() => shown(page), IN_TIME).toBe(2)
    expect(search(page)).toEqual({ langs: 'he,en', forms: 'review' })
    await page.getByRole('button', { name: /Remove .*review/ }).click()
    await expect.poll(() => shown(page), IN_TIME).toBe(10)
    await page.getByRole('button', { name: 'Clear all' }).click()
    await expect.poll(() => search(page), IN_TIME).toEqual({})
    await page.context().close()
  })

  it('is a sheet on a phone, which says how many it would show', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen', PHONE)
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: /Hebrew/ }).click()
    await page.getByRole('button', { name: 'Show 5 mentions' }).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.getByRole('button', { name: 'Show 5 mentions' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Filters (1)' }).count(), IN_TIME).toBe(1)
    await page.context().close()
  })
})

describe('a file of mentions', () => {
  it('has the rows it was said to have', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen?langs=he')
    await page.getByRole('button', { name: 'Export as a file' }).click()
    await page.getByText('5 rows', { exact: true }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()])
    const text = await readFile(await download.path(), 'utf8')
    expect(text.trim().split('\r\n')).toHaveLength(1 + 5)
    expect(text).toContain('https://network.example/d4')
    await page.context().close()
  })

  it('is offered only to those who may have it', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen', {}, await here.world.as('viewer', here.owner.workspaceId))
    await page.getByRole('article').first().waitFor()
    expect(await page.getByRole('button', { name: 'Export as a file' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'New query' }).count()).toBe(0)
    await page.context().close()
  })
})

describe('a saved view', () => {
  const save = (name: string, filter: View['filter']) => here.world.call(addView, { name, filter }, here.owner)

  it('keeps a filter under a name, opens it, and follows it', async () => {
    await here.say(...tenDays())
    const page = await here.visit('/listen?langs=he')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save as a view' }).click()
    await page.getByLabel('Name').fill('בעברית')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: /Saved views, now .*בעברית/ }).waitFor()
    await page.getByRole('checkbox', { name: /review/ }).click()
    await page.getByRole('button', { name: /Saved views, now/ }).click()
    await page.getByRole('menuitem', { name: /Update .* to this filter/ }).click()
    await page.getByText(/Saved as .*בעברית/).waitFor()
    const other = await here.visit('/listen')
    await other.getByRole('button', { name: 'Views' }).click()
    await other.getByRole('menuitem', { name: 'בעברית' }).click()
    await expect.poll(() => search(other), IN_TIME).toMatchObject({ langs: 'he', forms: 'review' })
    await other.getByRole('button', { name: /Saved views, now/ }).click()
    await other.getByRole('menuitem', { name: 'Remove the view' }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Remove the view' }).click()
    await other.getByRole('button', { name: 'Views', exact: true }).waitFor()
    await Promise.all([page.context().close(), other.context().close()])
  })

  it('that another browser changed meanwhile is shown as both have it, and one chooses', async () => {
    await here.say(...tenDays())
    const { body: view } = await save('Complaints', { langs: 'he' })
    const page = await here.visit(`/listen?view=${view.id}&langs=he`)
    await page.getByRole('button', { name: /Saved views, now .*Complaints/ }).waitFor()
    await here.world.call(changeView, { viewId: view.id, revision: view.revision, name: 'Complaints, all', filter: { find: 'broken' } }, here.owner)
    await page.getByRole('checkbox', { name: /English/ }).click()
    await page.getByRole('button', { name: /Saved views, now/ }).click()
    await page.getByRole('menuitem', { name: /Update .*Complaints/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Somebody else changed this view meanwhile.').waitFor()
    expect(await dialog.getByRole('region', { name: 'Theirs' }).textContent()).toMatch(/Complaints, all.*broken/)
    expect(await dialog.getByRole('region', { name: 'Yours' }).textContent()).toMatch(/Complaints.*Hebrew.*English/)
    await dialog.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByText(/Saved as .*Complaints/).waitFor()
    const again = await here.visit('/listen')
    await again.getByRole('button', { name: 'Views' }).click()
    await again.getByRole('menuitem', { name: 'Complaints', exact: true }).click()
    await expect.poll(() => search(again), IN_TIME).toMatchObject({ langs: 'he,en' })
    await Promise.all([page.context().close(), again.context().close()])
  })
})
