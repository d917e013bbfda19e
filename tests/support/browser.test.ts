import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a real browser loads a page and pictures it', async () => {
  const page = await browser.newPage({ viewport: { width: 400, height: 100 } })
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent('<title>שלום</title><p dir="auto">שלום, world')}`)
  expect(await page.title()).toBe('שלום')
  expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  await page.close()
})

test.for([['Hebrew', 'אבגד'], ['Arabic', 'ابجد'], ['emoji', '😀🎉👍🏽'], ['Japanese', 'ひらがな漢字'], ['Cyrillic', 'Ж']])('%s is drawn with letters, not with boxes', async ([, letters]) => {
  const page = await browser.newPage({ viewport: { width: 200, height: 60 } })
  const picture = async (text: string) => {
    await page.setContent(`<meta charset="utf-8"><body style="font: 24px sans-serif">${text}`)
    return page.screenshot()
  }
  const seen = await picture(letters ?? '')
  const unassigned = await picture('\u{10FFFD}'.repeat([...(letters ?? '')].length))
  const nothing = await picture('')
  expect(seen.equals(unassigned)).toBe(false)
  expect(seen.equals(nothing)).toBe(false)
  await page.close()
})
