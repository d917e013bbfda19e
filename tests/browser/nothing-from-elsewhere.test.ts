import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { newWorld, type World } from '../support/world.ts'

let world: World
let origin: string
let browser: Browser

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

it.each([
  ['the sign-in page', '/sign-in', 'button'],
  ['the description of the API', '/api/docs/', 'text=people.me'],
])('%s asks nobody else for anything, and offers nobody else’s services', async (_what, path, sign) => {
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  await page.goto(origin + path)
  await page.locator(sign).first().waitFor()
  await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve) }))
  expect([...new Set(asked)].filter((other) => other !== origin && other !== 'null')).toEqual([])
  expect(await page.getByText(/Ask AI|Deploy|Generate SDK/).count()).toBe(0)
  await page.close()
})
