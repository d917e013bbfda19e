import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addHearLink, type HearLink, hearLinks, revokeHearLink, tellFiler } from '../../src/connect/contract.ts'
import { openTrayDoor } from '../../src/connect/server/tray-door.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const PHONE = { width: 375, height: 812 }

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }
let link: HearLink

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await browser.close()
  await world.close()
})
beforeEach(async () => {
  owner = await world.owner('Lantern')
  link = (await world.call(addHearLink, { name: 'Shop floor', language: 'he' }, owner)).body
})

/** Opens the link on a phone that has never been here. */
async function openDoors(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ locale, viewport: PHONE })).newPage()
  await page.goto(origin + new URL(link.url).pathname)
  await page.getByRole('main').getByRole('button').first().waitFor()
  return page
}

const tray = () => world.db.selectFrom('tray').select(['id', 'tray_id', 'post']).where('workspace_id', '=', owner.workspaceId).orderBy('id').execute()
const isClean = async (page: Page) => expect(await foundByAxe(page)).toEqual([])
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe('somebody who works here, on a phone', () => {
  it('tells in Hebrew what a customer said: two taps and the words, and follows the receipt', async () => {
    const page = await openDoors('he-IL')
    await isClean(page)
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    await page.getByRole('button', { name: /שמעתי מלקוח/ }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), IN_TIME).toBe('TEXTAREA')
    await page.keyboard.type('המנורה נשברת')
    await page.getByText('בלי השם שלכם').waitFor()
    await isClean(page)
    expect(await fits(page)).toBe(true)
    await page.getByRole('button', { name: 'למסור' }).click()
    await page.getByText('התקבל, תודה').waitFor()
    await isClean(page)
    const [row] = await tray()
    expect(row?.post).toMatchObject({ text: 'המנורה נשברת', origin: 'Shop floor' })
    expect(row?.post).not.toHaveProperty('filedBy')
    await page.getByRole('link', { name: 'לראות את האישור' }).click()
    await page.getByText('עוד לא נשמע').waitFor()
    await openTrayDoor(world.doors, null).clear({ workspace: owner.workspaceId, tray: row?.tray_id ?? '' }, row?.id ?? '', world.clock.now)
    await world.call(tellFiler, { externalId: `${row?.tray_id}/${String(row?.post['externalId'])}`, words: 'תוקן במפעל, תודה' }, owner)
    await page.getByText('תוקן במפעל, תודה').waitFor(IN_TIME)
    await page.getByText('נשמע: מי שקורא אזכורים').waitFor()
    await isClean(page)
    await page.context().close()
  })

  it('is asked in the link’s language first, and may go on in the other; where and who are theirs to tell', async () => {
    const page = await openDoors('en-GB')
    await page.getByText('מה תרצו לספר?').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: /What a customer told me/ }).click()
    expect(await page.getByLabel('Who said it?').count()).toBe(0)
    await page.getByLabel(/What did they say/).fill('<b>bold</b> \u202e turned')
    await page.getByRole('button', { name: 'On the phone' }).click()
    await page.getByRole('button', { name: /Add who said it/ }).click()
    await page.getByLabel('Who said it?').fill('Noa')
    await page.getByRole('button', { name: 'Hand it in' }).click()
    await page.getByText('Received, thank you').waitFor()
    expect((await tray()).map(({ post }) => post)).toMatchObject([{ text: '<b>bold</b> \u202e turned', origin: 'בטלפון', author: { name: 'Noa' } }])
    await page.context().close()
  })

  it('without a connection keeps the words, also through a reload, and sends them once it is back', async () => {
    const page = await openDoors('he-IL')
    await page.getByRole('button', { name: /יש לי מה לומר/ }).click()
    await page.getByRole('textbox').fill('המחסן קר')
    await page.reload()
    await page.getByRole('button', { name: /יש לי מה לומר/ }).click()
    expect(await page.getByRole('textbox').inputValue()).toBe('המחסן קר')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'למסור' }).click()
    await page.getByText('עדיין לא נשלח, ונשמר').waitFor()
    await isClean(page)
    expect(await tray()).toEqual([])
    await page.context().setOffline(false)
    await page.getByText('התקבל, תודה').waitFor(IN_TIME)
    expect((await tray()).map(({ post }) => post['text'])).toEqual(['המחסן קר'])
    await page.context().close()
  })

  it('is told when a link is closed, and keeps the words', async () => {
    const page = await openDoors('he-IL')
    await page.getByRole('button', { name: /יש לי מה לומר/ }).click()
    await page.getByRole('textbox').fill('מאוחר מדי')
    await world.call(revokeHearLink, { id: link.id }, owner)
    await page.getByRole('button', { name: 'למסור' }).click()
    await page.getByText('הקישור נסגר או הוחלף באחר', { exact: false }).waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('מאוחר מדי')
    await page.context().close()
  })
})

describe('whoever manages the links', () => {
  it('makes one, shows its code, exchanges and closes it', async () => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
    await context.addCookies(owner.cookie.split('; ').map((cookie) => {
      const [name = '', value = ''] = cookie.split('=')
      return { name, value, url: origin }
    }))
    const page = await context.newPage()
    await page.goto(`${origin}/hear`)
    await page.getByText('Shop floor').waitFor()
    await isClean(page)
    await page.getByRole('button', { name: 'Add a link' }).click()
    await page.getByLabel(/Where it hangs/).fill('Phones')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('heading', { name: 'Phones' }).waitFor()
    await page.getByRole('button', { name: /QR code of.*Phones/ }).click()
    await page.getByRole('dialog').locator('svg path').first().waitFor()
    await isClean(page)
    await page.keyboard.press('Escape')
    for (const deed of ['Exchange for another', 'Close']) {
      await page.getByRole('button', { name: /Phones/ }).last().click()
      await page.getByRole('menuitem', { name: deed }).click()
      await page.getByRole('dialog').getByRole('button', { name: deed }).last().click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await expect.poll(async () => (await world.call(hearLinks, {}, owner)).body.links.map(({ name, revokedAt }) => `${name} ${revokedAt !== null}`).toSorted(), IN_TIME).toEqual(['Phones true', 'Shop floor false'])
    await context.close()
  })
})
