import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listImports } from '../../src/connect/contract.ts'
import { listMentions } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { readImports } from '../support/read-import.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }
let folder: string

beforeAll(async () => {
  ;[world, browser, folder] = await Promise.all([newWorld(), openBrowser(), mkdtemp(join(tmpdir(), 'heed-import-'))])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner('Lantern')
})
afterAll(async () => {
  await browser.close()
  await world.close()
  await rm(folder, { recursive: true })
})

async function visit(path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ locale: 'he-IL', viewport: { width, height: 900 } })
  await context.addCookies(owner.cookie.split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: origin }
  }))
  const page = await context.newPage()
  await page.goto(origin + path)
  return page
}

const choose = (page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => page.locator('input[type=file]').setInputFiles(file)

describe('a file from another tool, in Hebrew', () => {
  it.each([1280, 375])('is sent, mapped, asked about, read and found again (%i px)', async (width) => {
    const name = `ייצוא-${width}.csv`
    const rows = Array.from({ length: 40 }, (_, n) => `${width}-${n},${1 + (n % 9)}/${1 + (n % 7)}/2026,"המשלוח הגיע שבור, ${n}",דנה,פייסבוק`)
    const buffer = Buffer.from(`\ufeffמזהה,תאריך,תוכן,שם,רשת\r\n${rows.join('\r\n')}\r\n,,,,\r\nרק,שלוש,עמודות\r\n`)
    const page = await visit('/import', width)
    await choose(page, { name, mimeType: 'text/csv', buffer })
    await page.getByRole('heading', { name }).waitFor()
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'המשלוח הגיע שבור, 0' }).count(), IN_TIME).toBe(1)
    const begin = page.getByRole('button', { name: 'להתחיל בייבוא' })
    await page.getByText('אפשר לקרוא את התאריכים האלה ביותר מדרך אחת').waitFor()
    await begin.click()
    await page.getByRole('alert').filter({ hasText: 'צריך לומר איך התאריכים כתובים' }).waitFor()
    await page.getByRole('button', { name: /איך התאריכים כתובים/ }).click()
    await page.getByRole('option', { name: /יום, חודש, שנה/ }).click()
    await page.getByText('1/1/2026').first().waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await begin.click()
    await page.getByRole('progressbar').waitFor()
    await readImports(world, owner.workspaceId)
    const card = page.getByRole('listitem').filter({ hasText: name })
    await card.getByText('הושלם').waitFor()
    await card.getByText('40 אזכורים חדשים').waitFor()
    const downloading = page.waitForEvent('download')
    await card.getByRole('link', { name: 'להורדתן, עם הסיבות' }).click()
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain('"מספר התאים אינו כמספר העמודות","רק,שלוש,עמודות"')
    await card.getByRole('link', { name: 'לאזכורים' }).click()
    await page.waitForURL(/\/listen\?.*places=/)
    await page.getByText('המשלוח הגיע שבור').first().waitFor()
    const { body } = await world.call(listMentions, { places: 'Facebook', limit: 200 }, owner)
    expect(body.mentions.filter(({ externalId }) => externalId.includes(`:${width}-`)).length).toBe(40)
    await page.context().close()
  })

  it('goes on where it was, after the line was cut and after a reload', async () => {
    const file = join(folder, 'large.csv')
    await writeFile(file, `text\n${'שורה ארוכה של טקסט בעברית\n'.repeat(40_000)}`)
    const page = await visit('/import', 1280)
    let parts = 0
    await page.route('**/api/connect.put_part', (route) => ((parts += 1) > 1 ? route.abort() : route.continue()))
    await choose(page, file)
    await page.getByText('הקשר אבד').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.reload()
    const waiting = page.getByRole('listitem').filter({ hasText: 'large.csv' })
    await waiting.getByText('אפשר לבחור שוב את אותו הקובץ').waitFor()
    const { body } = await world.call(listImports, {}, owner)
    const before = body.uploads.find(({ name }) => name === 'large.csv')
    expect(before?.received).toBeGreaterThan(0)
    let sent = 0
    await page.route('**/api/connect.put_part', (route) => {
      sent += Buffer.byteLength(String(route.request().postDataJSON().base64), 'base64')
      return route.continue()
    })
    await choose(page, file)
    await page.getByRole('heading', { name: 'large.csv' }).waitFor()
    expect(sent).toBe((before?.bytes ?? 0) - (before?.received ?? 0))
    await page.reload()
    await page.getByRole('heading', { name: 'large.csv' }).waitFor()
    await page.context().close()
  })
})
